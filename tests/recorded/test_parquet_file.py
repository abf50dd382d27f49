import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.support.recorded import MONDAY
from tocsin.diagnostics import InvalidInputError, Problem
from tocsin.recorded import RecordedData, read_recorded

BEGIN = datetime.fromtimestamp(MONDAY, UTC)


def _columns(size: int, **changes: Any) -> dict[str, Any]:  # noqa: ANN401 - any column
    columns: dict[str, Any] = {
        "namespace": ["Shop"] * size,
        "metric": ["Errors"] * size,
        "dimensions": ["Service=cart"] * size,
        "statistic": ["Sum"] * size,
        "period": [60] * size,
        "unit": [None] * size,
        "timestamp": [MONDAY + 60 * number for number in range(size)],
        "value": [float(number) for number in range(size)],
    }
    kept = {name: value for name, value in {**columns, **changes}.items() if value is not None}
    return {
        name: pa.array(value, pa.string()) if name == "unit" else value
        for name, value in kept.items()
    }


def _read(folder: Path, columns: dict[str, Any]) -> tuple[RecordedData, tuple[Problem, ...]]:
    path = folder / "data.parquet"
    pq.write_table(pa.table(columns), path, row_group_size=3)
    return read_recorded(path)


@pytest.mark.parametrize(
    "timestamps",
    [
        [MONDAY + 60 * number for number in range(4)],
        [BEGIN + timedelta(minutes=number) for number in range(4)],
        [(BEGIN + timedelta(minutes=number)).replace(tzinfo=None) for number in range(4)],
        [(BEGIN + timedelta(minutes=number)).isoformat() for number in range(4)],
        pa.array([(MONDAY + 60 * n) * 10**9 for n in range(4)], pa.timestamp("ns", "UTC")),
    ],
    ids=["numbers", "times", "times without zone", "texts", "nanoseconds"],
)
def test_rows_are_read_in_parts(tmp_path: Path, timestamps: object) -> None:
    """A series goes on in the next row group, however its times are written."""
    data, problems = _read(tmp_path, _columns(4, timestamp=timestamps))

    ((key, series),) = data.series.items()
    assert problems == ()
    assert str(key) == "Shop Errors {Service=cart} Sum of 60 s"
    assert series.timestamps.tolist() == [MONDAY + 60 * number for number in range(4)]
    assert series.floats.tolist() == [0, 1, 2, 3]


@pytest.mark.parametrize("is_encoded", [False, True])
def test_series_may_be_mixed(tmp_path: Path, *, is_encoded: bool) -> None:
    """Rows of several series may alternate, and texts be dictionaries."""
    dimensions = pa.array(["Service=cart", "Service=search", "Service=cart", None])
    columns = _columns(
        4,
        dimensions=dimensions.dictionary_encode() if is_encoded else dimensions,
        timestamp=[MONDAY, MONDAY, MONDAY + 60, MONDAY],
    )

    data, problems = _read(tmp_path, columns)

    assert problems == ()
    assert {str(key.metric): one.floats.tolist() for key, one in data.series.items()} == {
        "Shop Errors {Service=cart}": [0, 2],
        "Shop Errors {Service=search}": [1],
        "Shop Errors {}": [3],
    }


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"value": [0.0, None, 2.0, 3.0]}, (":2:1", "nan is not a number")),
        ({"value": ["a", "b", "c", "d"]}, ("timestamp or value",)),
        ({"timestamp": [MONDAY, None, MONDAY, MONDAY]}, ("a timestamp is empty",)),
        ({"timestamp": [1, 2, 3, 4]}, ("not a time of this century",)),
        ({"statistic": ["Sum", "Sum", "Sum", "Total"]}, (":4:1", "'Total' is not a statistic")),
        ({"metric": None}, ("the column 'metric' is missing",)),
    ],
)
def test_bad_row_is_named(
    tmp_path: Path, changes: dict[str, object], words: tuple[str, ...]
) -> None:
    """A problem names the row, or the part of the file, and what is wrong."""
    columns = {**_columns(4), **changes}

    _, problems = _read(tmp_path, {name: each for name, each in columns.items() if each})

    assert problems
    assert all(word in str(problems[0]) for word in words), str(problems[0])


def test_file_may_be_cut(tmp_path: Path) -> None:
    """Half of a Parquet file, or something else of that name, is a problem."""
    path = tmp_path / "data.parquet"
    pq.write_table(pa.table(_columns(100)), path)
    path.write_bytes(path.read_bytes()[:200])
    (tmp_path / "other.parquet").write_text("something else")

    _, problems = read_recorded(tmp_path)

    assert [each.fix for each in problems] == ["write the file again, whole"] * 2
    assert "cut short" in problems[0].what
    assert "not Parquet" in problems[1].what


def test_missing_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without pyarrow, the package is named."""
    path = tmp_path / "data.parquet"
    pq.write_table(pa.table(_columns(1)), path)
    monkeypatch.setitem(sys.modules, "pyarrow", None)

    with pytest.raises(InvalidInputError, match="install pyarrow"):
        read_recorded(path)
