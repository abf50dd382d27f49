from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.aws.recording_chunk import QueryGroup, RecordingChunk, recording_chunks
from tocsin.aws.recording_file import RecordingFile

MONDAY = 1_767_571_200
DAY = 86_400


def _group(number: int = 0, *, region: str | None = "eu-west-1", period: int = 60) -> QueryGroup:
    return QueryGroup(region=region, period=period, queries=({"MetricStat": {"Stat": number}},))


def test_chunk_is_at_most_a_day() -> None:
    """A recording is cut at midnight, so that an interruption costs little."""
    chunks = recording_chunks([_group()], MONDAY + 3600, MONDAY + 2 * DAY + 90)

    assert [(chunk.start - MONDAY, chunk.end - MONDAY) for chunk in chunks] == [
        (3600, DAY),
        (DAY, 2 * DAY),
        (2 * DAY, 2 * DAY + 60),
    ]


@given(
    period=st.sampled_from([10, 60, 300, 7200, 36_000, DAY, 7 * DAY]),
    start=st.integers(MONDAY, MONDAY + 10 * DAY),
    length=st.integers(0, 30 * DAY),
)
def test_chunks_cover_each_full_period_once(period: int, start: int, length: int) -> None:
    """Whatever the times, no period is asked twice and none is left out."""
    chunks = recording_chunks([_group(period=period)], start, start + length)

    periods = [at for chunk in chunks for at in range(chunk.start, chunk.end, period)]
    first, last = start // period * period, (start + length) // period * period
    assert periods == list(range(first, last, period))


@pytest.mark.parametrize(("queries", "sizes"), [(1, [1]), (500, [500]), (501, [500, 1])])
def test_at_most_500_queries_are_asked_together(queries: int, sizes: list[int]) -> None:
    """CloudWatch takes 500 queries in a request, each with an id of its own."""
    chunks = recording_chunks([_group(at) for at in range(queries)], MONDAY, MONDAY + 60)

    assert [len(chunk.queries) for chunk in chunks] == sizes
    assert all(len({query["Id"] for query in chunk.queries}) == size for chunk, size in zip(
        chunks, sizes, strict=True
    ))  # fmt: skip


def test_regions_periods_and_expressions_are_asked_apart() -> None:
    """Queries with ids use each other and stay together, others go by Region and period."""
    expression = QueryGroup(region="eu-west-1", period=60, queries=({"Id": "m1"}, {"Id": "e1"}))
    groups = [_group(), _group(1), _group(region="us-east-1"), _group(period=300), expression]

    chunks = recording_chunks(groups, MONDAY, MONDAY + 300)

    found = {(chunk.region, chunk.period, len(chunk.queries)) for chunk in chunks}
    assert found == {
        ("eu-west-1", 60, 2),
        ("us-east-1", 60, 1),
        ("eu-west-1", 300, 1),
    }
    assert [query["Id"] for query in chunks[0].queries] == ["m1", "e1"]


def _chunk(**changes: object) -> RecordingChunk:
    chunk = {"region": "eu-west-1", "period": 60, "queries": ({"Id": "q0"},), "start": MONDAY}
    return RecordingChunk(**{**chunk, "end": MONDAY + DAY, **changes})  # type: ignore[arg-type]


def _file(*, account: str = "1", region: str = "eu-west-1", **change: object) -> RecordingFile:
    return RecordingFile(folder=Path(), chunk=_chunk(**change), account=account, region=region)


def test_name_tells_chunks_apart() -> None:
    """Whatever differs, the name differs; where only the end does, the stem is the same."""
    files = [
        _file(),
        _file(account="2"),
        _file(region="us-east-1"),
        _file(period=300),
        _file(queries=({"Id": "q1"},)),
        _file(start=MONDAY + 60),
    ]

    later = _file(end=MONDAY + 2 * DAY)
    assert len({file.stem for file in files}) == 6
    assert later.stem == _file().stem
    assert later.name > _file().name
    assert _file().name == _file().name
