import json
from pathlib import Path

import pytest

from tests.support.command_line import Outcome, run
from tests.support.drills import metric_alarm, template


def _tested(folder: Path, name: str, content: bytes) -> Outcome:
    """Run `tocsin test` on a folder with one file."""
    (folder / "shop.json").write_text(json.dumps(template(A=metric_alarm("a"))))
    (folder / "drills").mkdir()
    (folder / "drills" / name).write_bytes(content)
    return run("test", folder / "drills", "-a", folder / "shop.json")


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"\xff\xfe", "byte 0 is not UTF-8"),
        (b"# " + b"x" * 1_100_000, "at most 1,048,576"),
    ],
    ids=["another encoding", "too long"],
)
def test_a_file_that_is_not_text_is_refused(tmp_path: Path, content: bytes, problem: str) -> None:
    """A file of drills that is huge or not UTF-8 is wrong input."""
    outcome = _tested(tmp_path, "a.yml", content)

    assert outcome.exit_code == 2
    assert problem in outcome.errors
