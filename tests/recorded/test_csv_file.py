from pathlib import Path

import pytest

from tests.support.recorded import MONDAY
from tocsin.diagnostics import Problem
from tocsin.recorded import RecordedData, read_recorded

HEADER = "namespace,metric,dimensions,statistic,period,unit,timestamp,value"
ROW = "Shop,Errors,Service=cart;Stage=prod,Sum,60,Count,2026-01-05T00:00:00Z,3"


def _read(folder: Path, *lines: str) -> tuple[RecordedData, tuple[Problem, ...]]:
    path = folder / "data.csv"
    path.write_text("\n".join(lines) + "\n")
    return read_recorded(path)


def test_row_is_a_datapoint(tmp_path: Path) -> None:
    """A row says which series it belongs to, when, and what the value is."""
    data, problems = _read(tmp_path, HEADER, ROW)

    ((key, series),) = data.series.items()
    assert problems == ()
    assert str(key.metric) == "Shop Errors {Service=cart, Stage=prod}"
    assert (key.statistic.text, key.period, key.unit, key.region) == ("Sum", 60, "Count", None)
    assert (series.timestamps.tolist(), series.floats.tolist()) == ([MONDAY], [3.0])
    assert (data.start, data.end) == (MONDAY, MONDAY + 60)


def test_columns_stand_in_any_order(tmp_path: Path) -> None:
    """Columns are known by name; a region and other columns may stand beside."""
    data, problems = _read(
        tmp_path,
        "region,note,value,timestamp,unit,period,statistic,dimensions,metric,namespace",
        "eu-west-1,x,3,1767571200,,60.0,p99,,Errors,Shop",
    )

    (key,) = data.series
    assert problems == ()
    assert (key.region, key.unit, key.statistic.text) == ("eu-west-1", None, "p99")


def test_dimension_may_have_a_semicolon(tmp_path: Path) -> None:
    r"""In a dimension's value, \; stands for a semicolon, and = for itself."""
    data, _ = _read(tmp_path, HEADER, ROW.replace("cart", r"a\;b=c"))

    (key,) = data.series
    assert ("Service", "a;b=c") in key.metric.dimensions


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (ROW.replace("Sum", "sum"), ("2:1", "'sum' is not a statistic", "did you mean 'Sum'?")),
        (ROW.replace("Sum", "p101"), ("2:1", "'p101' is not a statistic", "pNN")),
        (ROW.replace("60", "45"), ("2:1", "'45' is not a period", "multiple of 60")),
        (ROW.replace("60", "x"), ("2:1", "'x' is not a period", "multiple of 60")),
        (ROW.replace("Count", "Counts"), ("2:1", "unit 'Counts'", "did you mean 'Count'?")),
        (ROW.replace("Shop", ""), ("2:1", "namespace is empty")),
        (ROW.replace("Service=cart", "cart"), ("2:1", "does not name dimensions", "name=value")),
        (ROW.replace("Stage", "Service"), ("2:1", "has a dimension twice")),
        (ROW.replace("2026-01-05T00:00:00Z", "noon"), ("2:1", "'noon' is not a time")),
        (ROW[:-1] + "many", ("2:1", "'many' is not a number")),
        (ROW[:-1] + "NaN", ("2:1", "nan is not a number")),
        (ROW[:-2], ("2:1", "7 fields of 8")),
    ],
)
def test_bad_row_is_named(tmp_path: Path, row: str, words: tuple[str, ...]) -> None:
    """A row that is wrong has a problem with its line, what is wrong and what to write."""
    good = ROW.replace("00:00:00Z", "00:01:00Z")

    data, problems = _read(tmp_path, HEADER, row, good)

    assert len(problems) == 1
    assert all(word in str(problems[0]) for word in words), str(problems[0])
    assert sum(series.values.size for series in data.series.values()) == 1


def test_all_bad_rows_are_reported_at_once(tmp_path: Path) -> None:
    """Problems are collected."""
    _, problems = _read(
        tmp_path, HEADER, ROW.replace("Sum", "Total"), ROW.replace("60", "7"), ROW[:-1] + "x"
    )

    assert [each.where.position.line for each in problems if each.where.position] == [2, 3, 4]


def test_very_many_bad_rows_are_counted(tmp_path: Path) -> None:
    """A file in which every row is bad names a hundred and counts the rest."""
    _, problems = _read(tmp_path, HEADER, *[ROW[:-1] + "x"] * 1000)

    assert len(problems) == 101
    assert "900 more rows" in problems[-1].what


def test_mixed_time_zones_are_a_problem(tmp_path: Path) -> None:
    """When some times have a zone and others have none, nobody knows what the others mean."""
    _, problems = _read(tmp_path, HEADER, ROW, ROW.replace("00:00:00Z", "00:01:00"))

    assert [f"{each.where}: {each.what}" for each in problems] == [
        f"{tmp_path / 'data.csv'}:3:1: the time has no time zone, but that of line 2 has one"
    ]


@pytest.mark.parametrize(
    ("header", "words"),
    [
        (HEADER.replace("metric", "metrics"), ("'metric' is missing", "did you mean 'metrics'?")),
        (HEADER.replace(",value", ""), ("'value' is missing", "add it")),
        (HEADER + ",value", ("several columns 'value'",)),
    ],
)
def test_columns_are_checked(tmp_path: Path, header: str, words: tuple[str, ...]) -> None:
    """Without its columns a file is not read."""
    data, problems = _read(tmp_path, header, ROW)

    assert all(word in str(problems[0]) for word in words)
    assert data.series == {}


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "the file is empty"),
        (b"\xff\xfe\x00", "not UTF-8"),
        (HEADER.encode() + b'\n"cut', "not CSV"),
        (HEADER.encode() + b"\n" + b"x" * 200_000, "not CSV"),
    ],
    ids=["empty", "binary", "cut", "huge field"],
)
def test_broken_file_is_a_problem(tmp_path: Path, content: bytes, word: str) -> None:
    """A file that is not CSV, or only the beginning of one, is a problem and not a traceback."""
    path = tmp_path / "data.csv"
    path.write_bytes(content)

    _, problems = read_recorded(path)

    assert len(problems) == 1
    assert word in str(problems[0])
