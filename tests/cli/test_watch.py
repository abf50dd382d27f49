import os
from pathlib import Path

import pytest

from tocsin.cli.watch import POLL_SECONDS, stamps, watch


class _Stop(Exception):  # noqa: N818 -- no error: it ends the endless loop
    pass


def test_it_runs_again_after_each_change() -> None:
    """It runs once at the start and once after each change, and waits between looks."""
    looks = iter([{}, {}, {}, {Path("a"): 1.0}, {Path("a"): 1.0}, {Path("a"): 2.0}])
    runs: list[int] = []
    pauses: list[float] = []

    def look() -> dict[Path, float]:
        try:
            return next(looks)
        except StopIteration:
            raise _Stop from None

    with pytest.raises(_Stop):
        watch(lambda: runs.append(len(pauses)), look, pauses.append)

    assert runs == [0, 2]
    assert pauses == [POLL_SECONDS] * 2


def test_stamps_of_files_and_folders(tmp_path: Path) -> None:
    """A change of a drill below a folder changes the stamps; other files there have none."""
    inside = tmp_path / "folder" / "a.yaml"
    inside.parent.mkdir()
    inside.write_text("a")
    (tmp_path / "report.xml").write_text("<a/>")
    before = stamps([tmp_path, tmp_path / "missing"])

    os.utime(inside, (1, 1))

    assert set(before) == {inside}
    assert stamps([tmp_path, tmp_path / "missing"]) != before
