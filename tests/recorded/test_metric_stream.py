"""Objects of a metric stream, as Amazon Data Firehose writes them."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.recorded import MONDAY
from tocsin.recorded import RecordedData, read_recorded

VALUE = {"max": 13.0, "min": 5.0, "sum": 40.0, "count": 4.0, "p99": 12.5}
NAME = "all-1-2026-01-05-09-00-03-0f1e"


def _record(minute: float = 0, **changes: Any) -> str:  # noqa: ANN401 - any JSON
    record = {
        "metric_stream_name": "all",
        "account_id": "111122223333",
        "region": "eu-west-1",
        "namespace": "Shop",
        "metric_name": "Load",
        "dimensions": {"Queue": "q"},
        "timestamp": int((MONDAY + minute * 60) * 1_000),
        "value": VALUE,
        "unit": "Percent",
    }
    return json.dumps({**record, **changes}, separators=(",", ":"))


def _read(folder: Path, text: str, name: str = NAME) -> tuple[RecordedData, list[str]]:
    (folder / name).write_text(text)
    data, problems = read_recorded(folder / name)
    return data, [str(each) for each in problems]


def _points(data: RecordedData) -> dict[str, list[tuple[float, float]]]:
    return {
        str(key.statistic.text): [
            ((at - MONDAY) / 60, value)
            for at, value in zip(points.timestamps, points.floats, strict=True)
        ]
        for key, points in data.series.items()
    }


def test_a_record_is_a_minute_of_several_statistics(tmp_path: Path) -> None:
    """Percentiles too, where the stream sends them."""
    data, problems = _read(tmp_path, _record())

    assert problems == []
    assert _points(data) == {
        "Maximum": [(0, 13.0)],
        "Minimum": [(0, 5.0)],
        "Sum": [(0, 40.0)],
        "SampleCount": [(0, 4.0)],
        "p99": [(0, 12.5)],
    }
    (key, *_) = data.series
    assert (str(key.metric), key.unit, key.region, key.period) == (
        "Shop Load {Queue=q}",
        "Percent",
        "eu-west-1",
        60,
    )


@pytest.mark.parametrize("joint", ["\n", "", "\r\n", "\n\n"])
def test_records_stand_in_no_order_and_sometimes_twice(joint: str, tmp_path: Path) -> None:
    """And where Firehose joins what it was given there may be no line break."""
    texts = [_record(2), _record(0), _record(1), _record(0)]
    data, problems = _read(tmp_path, joint.join(texts))

    assert problems == []
    assert _points(data)["Sum"] == [(0, 40.0), (1, 40.0), (2, 40.0)]


def test_of_two_records_of_a_minute_the_one_of_more_samples_counts(tmp_path: Path) -> None:
    """A value that comes late is sent with all that there are by then."""
    more = {**VALUE, "sum": 50.0, "count": 5.0}
    for texts in ([_record(value=more), _record()], [_record(), _record(value=more)]):
        data, _ = _read(tmp_path, "\n".join(texts))
        assert _points(data)["Sum"] == [(0, 50.0)]


def test_a_time_within_a_minute_is_of_that_minute(tmp_path: Path) -> None:
    """The example of AWS's page is no whole minute."""
    data, _ = _read(tmp_path, _record(0.5))
    assert _points(data)["Sum"] == [(0, 40.0)]


def test_units_and_dimensions_tell_series_apart(tmp_path: Path) -> None:
    """Also where the unit alone differs, and one dimension is called timestamp."""
    odd = {"timestamp": '"timestamp":1', "Queue": 'a}{"b'}
    texts = [_record(), _record(unit="Count"), _record(dimensions=odd), _record(dimensions={})]
    data, problems = _read(tmp_path, "\n".join(texts))

    assert problems == []
    found = {(str(key.metric), key.unit) for key in data.series}
    assert {unit for _, unit in found} == {"Percent", "Count"}
    assert {dict(key.metric.dimensions).get("timestamp") for key in data.series} == {
        None, '"timestamp":1'
    }  # fmt: skip
    assert len(found) == 4


def test_keys_stand_in_any_order(tmp_path: Path) -> None:
    """What AWS writes in one order another tool may write in another."""
    record = json.loads(_record())
    turned = {"metric_stream_name": "all", **dict(reversed(record.items()))}
    data, problems = _read(tmp_path, json.dumps(turned, separators=(",", ":")))
    assert problems == []
    assert _points(data)["Sum"] == [(0, 40.0)]


@pytest.mark.parametrize(
    ("record", "what"),
    [
        (_record()[:-20], "the record is not JSON"),
        (_record(timestamp="now"), "the timestamp 'now' is not a number"),
        (_record(timestamp=None), "the timestamp nothing is not a number"),
        (_record(timestamp=5), "is not a time of this century"),
        (_record(value={"max": "13"}), "value.max is '13'"),
        (_record(value={}), "value is not an object of statistics"),
        (_record(region=""), "namespace, metric_name or region is missing"),
        (_record(dimensions=["q"]), "dimensions is not an object"),
        (_record(unit="Furlongs"), "the unit 'Furlongs' is unknown"),
        (_record(value={**VALUE, "p999x": 1}), "p999x"),
    ],
)
def test_a_bad_record_is_named(record: str, what: str, tmp_path: Path) -> None:
    """With its line, and the others are read."""
    data, problems = _read(tmp_path, f"{_record(1)}\n{record}\n{_record(2)}")

    assert any(what in each for each in problems), problems
    assert [at for at, _ in _points(data)["Sum"]] in ([1, 2], [0, 1, 2], [0])


def test_very_many_bad_records_are_counted(tmp_path: Path) -> None:
    """Nobody reads a thousand messages."""
    _, problems = _read(tmp_path, "\n".join([_record(timestamp="x")] * 300))
    assert len(problems) == 101
    assert "200 more records of this file are bad" in problems[-1]


def test_a_number_without_end_is_a_bad_record(tmp_path: Path) -> None:
    """Others are read all the same."""
    huge = _record(value={"sum": 1}).replace('"sum":1', '"sum":1' + "0" * 400)
    data, problems = _read(tmp_path, f"{huge}\n{_record(1)}")
    assert len(problems) == 1
    assert _points(data)["Sum"] == [(1, 40.0)]
