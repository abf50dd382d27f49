import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.properties import ONE_FOLDER
from tests.support.recorded import answer, query
from tocsin.diagnostics import InvalidInputError
from tocsin.recorded import read_recorded

CSV = (
    b"namespace,metric,dimensions,statistic,period,unit,timestamp,value\n"
    b"Shop,Errors,Service=cart,Sum,60,Count,2026-01-05T00:00:00Z,3\n"
)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)
one_folder = settings(suppress_health_check=ONE_FOLDER, max_examples=150)


def _read(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    try:
        data, problems = read_recorded(path)
    except InvalidInputError:
        return
    assert problems or data.series or data.expressions or data.start is None


@pytest.mark.parametrize("kind", ["json", "jsonl", "csv", "parquet"])
@one_folder
@given(content=st.binary(max_size=200))
def test_bytes_never_break_a_reader(tmp_path: Path, kind: str, content: bytes) -> None:
    """Whatever bytes a file has, it is read or its problems are reported."""
    _read(tmp_path / f"data.{kind}", content)


@one_folder
@given(at=st.integers(0, len(CSV)), inserted=st.binary(max_size=5), cut=st.integers(0, 10))
def test_damaged_table_never_breaks_the_reader(
    tmp_path: Path, at: int, inserted: bytes, cut: int
) -> None:
    """A CSV file with bytes lost or added anywhere is read or its problems are reported."""
    _read(tmp_path / "data.csv", CSV[:at] + inserted + CSV[at + cut :])


def _places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:  # noqa: ANN401 - any JSON value
    members = value.items() if isinstance(value, dict) else enumerate(value)
    found = [path]
    for key, each in members:
        inside = _places(each, (*path, key)) if isinstance(each, dict | list) else [(*path, key)]
        found += inside
    return found


def _document() -> dict[str, Any]:
    expression = {"Expression": "ANOMALY_DETECTION_BAND(q0, 2)", "Period": 60}
    asked = query(dimensions={"Service": "cart"}, unit="Count")
    more = {"Start": "2026-01-05", "End": "2026-01-06", "Region": "eu-west-1", "Messages": []}
    return answer((asked, [1, 2, 3]), (expression, [4, 5]), NextToken=None, **more)


def _statistics() -> dict[str, Any]:
    return {
        "Namespace": "Shop",
        "MetricName": "Latency",
        "Dimensions": [{"Name": "Service", "Value": "cart"}],
        "Period": 60,
        "Region": "eu-west-1",
        "Datapoints": [
            {"Timestamp": 1_767_571_200, "Sum": 1, "Unit": "Count", "ExtendedStatistics": {"p9": 2}}
        ],
    }


CASES = [(kind, place) for kind in (_document, _statistics) for place in _places(kind())]


@one_folder
@given(case=st.sampled_from(CASES), value=anything)
def test_odd_value_never_breaks_the_reader(
    tmp_path: Path, case: tuple[Callable[[], dict[str, Any]], tuple[Any, ...]], value: object
) -> None:
    """An answer with anything in place of any part of it is read or its problems are reported."""
    make, place = case
    document: Any = make()
    if place:
        part = document
        for key in place[:-1]:
            part = part[key]
        part[place[-1]] = value
    else:
        document = value
    _read(tmp_path / "data.json", json.dumps(document).encode())
