from pathlib import Path

from tests.support.recorded import MONDAY as START
from tests.support.recorded import answer, query, result, write_answer
from tocsin.recorded import read_recorded


def test_files_of_a_folder_are_one_recording(tmp_path: Path) -> None:
    """A series goes on in another file; what both files have counts once."""
    document = answer((query(), [1, 2, 3]))
    write_answer(tmp_path / "a.json", document)
    document["MetricDataResults"] = [result([3, 4], start=START + 120)]
    (tmp_path / "later").mkdir()
    write_answer(tmp_path / "later" / "b.json", document)
    (tmp_path / "notes.txt").write_text("left alone")

    data, problems = read_recorded(tmp_path)

    (series,) = data.series.values()
    assert problems == ()
    assert series.floats.tolist() == [1, 2, 3, 4]


def test_files_must_not_contradict_each_other(tmp_path: Path) -> None:
    """Two values for one time are a problem that names both files; the first is kept."""
    write_answer(tmp_path / "a.json", answer((query(), [1, 2])))
    write_answer(tmp_path / "b.json", answer((query(), [1, 9])))

    data, problems = read_recorded(tmp_path)

    (series,) = data.series.values()
    assert len(problems) == 1
    assert "two values are recorded for 2026-01-05 00:01:00Z" in str(problems[0])
    assert "a.json" in str(problems[0])
    assert "b.json" in str(problems[0])
    assert series.floats.tolist() == [1, 2]


def test_exports_with_other_phases_are_one_series(tmp_path: Path) -> None:
    """Five minutes from 00:02 on, and others from 00:14 on, are no contradiction."""
    first, second = answer((query(period=300), [])), answer((query(period=300), []))
    first["MetricDataResults"] = [result([1, 2], start=START + 120, period=300)]
    second["MetricDataResults"] = [result([3, 4], start=START + 840, period=300)]
    write_answer(tmp_path / "a.json", first)
    write_answer(tmp_path / "b.json", second)

    data, problems = read_recorded(tmp_path)

    (series,) = data.series.values()
    assert problems == ()
    assert series.timestamps.tolist() == [START + at for at in (120, 420, 840, 1140)]
    assert series.floats.tolist() == [1, 2, 3, 4]


def test_files_must_share_a_grid(tmp_path: Path) -> None:
    """Recordings that begin half a minute apart cannot be one series."""
    write_answer(tmp_path / "a.json", answer((query(), [1, 2])))
    document = answer((query(), []))
    document["MetricDataResults"] = [result([3], start=START + 90)]
    write_answer(tmp_path / "b.json", document)

    _, problems = read_recorded(tmp_path)

    assert len(problems) == 1
    assert "whole minutes, or periods of 60 s, apart" in str(problems[0])
