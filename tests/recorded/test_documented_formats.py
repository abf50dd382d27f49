import re
from pathlib import Path

import pytest

from tests.support.command_line import ROOT
from tests.support.recorded import MONDAY
from tocsin.recorded import read_recorded

PAGE = (ROOT / "docs/backtest.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```(json|csv)\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize(("kind", "text"), EXAMPLES, ids=[kind for kind, _ in EXAMPLES])
def test_documented_example_is_read(tmp_path: Path, kind: str, text: str) -> None:
    """What the documentation shows is read without a problem."""
    path = tmp_path / f"example.{kind}"
    path.write_text(text)

    data, problems = read_recorded(path)

    assert problems == ()
    assert data.start == MONDAY
    assert max(series.floats.max() for series in data.series.values()) == 3


def test_both_formats_have_an_example() -> None:
    """The documentation shows what JSON and CSV look like."""
    assert sorted(kind for kind, _ in EXAMPLES) == ["csv", "json"]
