import errno
import json
import os
from pathlib import Path
from typing import IO, Any
from unittest import mock

import pytest

from tests.support.aws_stub import StubbedSession, page
from tocsin.aws import AwsFailure, MetricRecording, QueryGroup, recording_chunks
from tocsin.aws.recording_file import RecordingFile
from tocsin.recorded import read_recorded

ACCOUNT = "111122223333"
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
    session.stub("sts").add_response("get_caller_identity", {"Account": ACCOUNT})
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


def _file(folder: Path) -> RecordingFile:
    (chunk,) = recording_chunks([_group()], MONDAY, MONDAY + DAY)
    return RecordingFile(folder=folder, chunk=chunk, account=ACCOUNT, region="eu-west-1")


def test_half_written_file_counts_for_nothing(tmp_path: Path) -> None:
    """What an interruption left half written is written again, and never read.

    It is left alone for a day, as another command may be writing it, and then removed.
    """
    session = StubbedSession()
    _answer(session, 0)
    file = _file(tmp_path)
    old, new = (tmp_path / f"{file.name}.{name}.partial" for name in ("old", "new"))
    for path in (old, new):
        path.write_text('{"MetricDataRes')
    os.utime(old, (MONDAY, MONDAY))

    fetched, _ = _record(tmp_path, session, end=MONDAY + DAY)

    assert fetched == 1
    assert sorted(tmp_path.iterdir()) == sorted([tmp_path / file.name, new])


@pytest.mark.parametrize(
    "damaged",
    [
        "",
        '{"MetricDataRes',
        "[]",
        "9" * 5000,
        "[" * 100_000,
        '{"Account": "111122223333", "Region": "eu-west-1"}',
    ],
)
def test_damaged_file_is_read_again(tmp_path: Path, damaged: str) -> None:
    """A file that a full disk cut short, or somebody edited, does not pass for the chunk."""
    session = StubbedSession()
    _answer(session, 0)
    file = _file(tmp_path)
    (tmp_path / file.name).write_text(damaged)
    told: list[Path] = []
    session.stub("sts").add_response("get_caller_identity", {"Account": ACCOUNT})
    recording = MetricRecording(folder=tmp_path, session=session, on_damage=told.append)

    fetched = recording.record([file.chunk], lambda *_: None)

    assert fetched == 1
    assert told == [tmp_path / file.name]
    assert file.is_whole(tmp_path / file.name)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("Account", "444455556666"),
        ("Region", "us-east-1"),
        ("Start", "2026-01-04T00:00:00Z"),
        ("End", "2026-01-05T01:00:00Z"),
        ("MetricDataQueries", []),
        ("MetricDataResults", [{"Id": "q0", "Timestamps": [1], "Values": []}]),
        ("MetricDataResults", None),
    ],
)
def test_a_file_holds_what_its_name_says(tmp_path: Path, key: str, value: object) -> None:
    """Whoever renames a file, or cuts something out of it, has made it another."""
    session = StubbedSession()
    _answer(session, 0)
    _record(tmp_path, session, end=MONDAY + DAY)
    file = _file(tmp_path)
    path = tmp_path / file.name
    assert file.is_whole(path)

    path.write_text(json.dumps({**json.loads(path.read_text()), key: value}))

    assert not file.is_whole(path)


def test_who_writes_at_the_same_time_does_not_meet(tmp_path: Path) -> None:
    """Two commands that record into one folder each write a file of their own until it is whole."""
    file = _file(tmp_path)
    made: set[Path] = set()
    write = json.dump

    def seen(content: object, to: IO[str], **settings: Any) -> None:  # noqa: ANN401 - as json.dump
        made.update(tmp_path.glob("*.partial"))
        if len(made) == 1:
            file.write([], {})
        write(content, to, **settings)

    with mock.patch("json.dump", seen):
        file.write([], {})

    assert len(made) == 2
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


def test_nothing_is_left_of_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    """On a full disk, the folder stays as it was."""
    file = _file(tmp_path)
    full = OSError(errno.ENOSPC, "No space left on device")

    with mock.patch("json.dump", side_effect=full), pytest.raises(OSError, match="No space"):
        file.write([], {})

    assert list(tmp_path.iterdir()) == []


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
