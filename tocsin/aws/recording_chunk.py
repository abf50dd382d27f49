"""The parts in which metric data are fetched: some queries for some time, a file each."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

MOST_QUERIES = 500
"""https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html"""

_DAY = 86_400
_DIGITS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryGroup:
    """Queries of one period in one Region.

    Attributes:
        region: The Region; None for that of the session.
        period: The period in seconds.
        queries: Entries of MetricDataQueries. Without Ids they are independent, and are asked
            together with others of the period; with Ids they use each other, and are asked apart.
    """

    region: str | None
    period: int
    queries: tuple[Mapping[str, Any], ...]

    @property
    def is_expression(self) -> bool:
        """Say whether the queries belong together, as they use each other's Ids."""
        return any("Id" in query for query in self.queries)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingChunk:
    """What one file of a recording holds.

    Attributes:
        region: The Region; None for that of the session.
        period: The period in seconds.
        queries: MetricDataQueries with Ids, as the templates have them.
        start: The beginning, in seconds since 1970.
        end: The end.
    """

    region: str | None
    period: int
    queries: tuple[Mapping[str, Any], ...]
    start: int
    end: int

    @property
    def stem(self) -> str:
        """What it asks for and from when on, for the name of a file: another when any of it is."""
        content = json.dumps(self.queries, sort_keys=True)
        digest = hashlib.sha256(content.encode()).hexdigest()[:_DIGITS]
        return f"{compact(self.start)}-{self.period}s-{digest}"


def recording_chunks(
    groups: Iterable[QueryGroup], start: float, end: float
) -> tuple[RecordingChunk, ...]:
    """Cut a recording into chunks of at most a day, or of one period if that is longer.

    Args:
        groups: What to ask.
        start: The beginning in seconds since 1970; chunks begin at a full period before it.
        end: The end.
    """
    return tuple(
        RecordingChunk(
            region=batch.region, period=batch.period, queries=batch.queries, start=begin, end=last
        )
        for batch in _batches(groups)
        for begin, last in _windows(batch.period, start, end)
    )


def _windows(period: int, start: float, end: float) -> Iterator[tuple[int, int]]:
    length = period * -(-_DAY // period)
    begin, last = int(start // period) * period, int(end // period) * period
    while begin < last:
        until = min((begin // length + 1) * length, last)
        yield begin, until
        begin = until


def _batches(groups: Iterable[QueryGroup]) -> Iterator[QueryGroup]:
    together: dict[tuple[str | None, int], list[Mapping[str, Any]]] = {}
    for group in groups:
        if group.is_expression:
            yield group
        else:
            together.setdefault((group.region, group.period), []).extend(group.queries)
    for (region, period), queries in together.items():
        for first in range(0, len(queries), MOST_QUERIES):
            batch = queries[first : first + MOST_QUERIES]
            yield QueryGroup(region=region, period=period, queries=_with_ids(batch))


def _with_ids(queries: Sequence[Mapping[str, Any]]) -> tuple[Mapping[str, Any], ...]:
    return tuple({"Id": f"q{number}", **query} for number, query in enumerate(queries))


def compact(at: int) -> str:
    """Return a time for the name of a file: `20260105T000000Z`."""
    return f"{datetime.fromtimestamp(at, UTC):%Y%m%dT%H%M%SZ}"


def instant(at: int) -> str:
    """Return a time as it stands in a recording: `2026-01-05T00:00:00Z`."""
    return f"{datetime.fromtimestamp(at, UTC):%Y-%m-%dT%H:%M:%SZ}"
