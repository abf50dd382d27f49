import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.aws_stub import StubbedSession, page
from tocsin.aws import AwsFailure, MetricRecording, QueryGroup, recording_chunks
from tocsin.recorded import read_recorded

MONDAY = 1_767_571_200
DAY = 86_400
REFERENCE = "{{resolve:ssm:/shop/alb}}"


def _group(value: str = "app/1") -> QueryGroup:
    metric = {
        "Namespace": "Shop",
        "MetricName": "Errors",
        "Dimensions": [{"Name": "LB", "Value": value}],
    }
    stat = {"Metric": metric, "Period": 60, "Stat": "Sum"}
    return QueryGroup(region="eu-west-1", period=60, queries=({"MetricStat": stat},))


def _record(
    folder: Path, session: StubbedSession, *, value: str = "app/1", end: float = MONDAY + 3 * DAY
) -> tuple[int, list[tuple[int, int]]]:
    seen: list[tuple[int, int]] = []
    recording = MetricRecording(folder=folder, session=session)
    fetched = recording.record(
        recording_chunks([_group(value)], MONDAY, end),
        lambda done, total, _name: seen.append((done, total)),
    )
    return fetched, seen


def _answer(session: StubbedSession, *days: int) -> None:
    for day in days:
        answer = page(("q0", [(MONDAY + day * DAY, float(day))]))
        session.stub("cloudwatch").add_response("get_metric_data", answer)


def test_recording_is_read_as_it_was_answered(tmp_path: Path) -> None:
    """What was recorded chunk by chunk is one series, for all of the time."""
    session = StubbedSession()
    _answer(session, 0, 1, 2)

    fetched, seen = _record(tmp_path / "new" / "folder", session)

    data, problems = read_recorded(tmp_path / "new" / "folder")
    (series,) = data.series.values()
    assert problems == ()
    assert (fetched, seen) == (3, [(1, 3), (2, 3), (3, 3)])
    assert series.floats.tolist() == [0, 1, 2]
    assert (data.start, data.end) == (MONDAY, MONDAY + 3 * DAY)


def test_interrupted_recording_goes_on(tmp_path: Path) -> None:
    """After a failure, only what is missing is asked for."""
    first = StubbedSession()
    _answer(first, 0, 1)
    first.stub("cloudwatch").add_client_error("get_metric_data", service_error_code="Throttling")
    with pytest.raises(AwsFailure, match="continues where it stopped"):
        _record(tmp_path, first)
    assert len(list(tmp_path.iterdir())) == 2

    second = StubbedSession()
    _answer(second, 2)
    fetched, _ = _record(tmp_path, second)

    assert fetched == 1
    second.assert_all_asked()
    (series,) = read_recorded(tmp_path)[0].series.values()
    assert series.floats.tolist() == [0, 1, 2]


def test_half_written_file_counts_for_nothing(tmp_path: Path) -> None:
    """What an interruption left half written is written again, and never read."""
    session = StubbedSession()
    _answer(session, 0)
    (chunk,) = recording_chunks([_group()], MONDAY, MONDAY + DAY)
    (tmp_path / chunk.name).with_suffix(".partial").write_text('{"MetricDataRes')

    fetched, _ = _record(tmp_path, session, end=MONDAY + DAY)

    assert fetched == 1
    assert [path.name for path in tmp_path.iterdir()] == [chunk.name]


def test_last_chunk_grows(tmp_path: Path) -> None:
    """A later end replaces the last file; an earlier one finds all it needs there."""
    session = StubbedSession()
    _answer(session, 0, 0)

    assert _record(tmp_path, session, end=MONDAY + 3600)[0] == 1
    assert _record(tmp_path, session, end=MONDAY + 7200)[0] == 1
    assert _record(tmp_path, session, end=MONDAY + 3600)[0] == 0

    (path,) = tmp_path.iterdir()
    assert json.loads(path.read_text())["End"] == "2026-01-05T02:00:00Z"


def test_recording_keeps_the_text_of_the_template(tmp_path: Path) -> None:
    """CloudWatch is asked for what a parameter stands for; the file keeps its reference."""
    session = StubbedSession()
    parameter = {"Parameter": {"Name": "/shop/alb", "Value": "app/shop/1"}}
    session.stub("ssm").add_response("get_parameter", parameter, {"Name": "/shop/alb"})
    asked: list[Any] = []
    client = session.client("cloudwatch")
    client.meta.events.register(
        "provide-client-params.cloudwatch.GetMetricData",
        lambda params, **_: asked.append(params["MetricDataQueries"]),
    )
    _answer(session, 0, 1)

    _record(tmp_path, session, value=REFERENCE, end=MONDAY + 2 * DAY)

    session.assert_all_asked()
    document = json.loads(min(tmp_path.iterdir()).read_text())
    assert "app/shop/1" in json.dumps(asked)
    assert REFERENCE not in json.dumps(asked)
    assert REFERENCE in json.dumps(document["MetricDataQueries"])
    assert document["Resolved"] == {REFERENCE: "app/shop/1"}
