"""Fetches the answer to metric data queries, all pages of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import pairwise
from math import isfinite
from typing import Any

from tocsin.aws.answer import odd_answer, pages
from tocsin.aws.failure import CONTINUE, explained, failure

_ASKED = "cloudwatch:GetMetricData"
_MOST_PAGES = 1_000
"""A day of 500 queries has 8 pages of 100,800 datapoints."""


def download(
    client: Any,  # noqa: ANN401 - a boto3 client
    queries: Sequence[Mapping[str, Any]],
    start: float,
    end: float,
) -> list[dict[str, Any]]:
    """Return MetricDataResults, each whole, with timestamps in seconds since 1970.

    Args:
        client: A client of CloudWatch.
        queries: MetricDataQueries, at most 500.
        start: The beginning, in seconds since 1970.
        end: The end.

    Raises:
        AwsFailure: AWS failed, left a part of the answer out, or answered what was not asked.
    """
    results = _Results(returned={query["Id"] for query in queries if _is_returned(query)})
    with explained(_ASKED):
        for page in pages(
            client,
            "get_metric_data",
            _request(queries, start, end),
            asked=_ASKED,
            most=_MOST_PAGES,
        ):
            for message in page.get("Messages") or ():
                what = f"CloudWatch answers {message.get('Code')}: {message.get('Value')}"
                fix = "ask for less, with a later --start or fewer alarms"
                raise failure("aws/incomplete-answer", _ASKED, what, fix)
            for result in page["MetricDataResults"]:
                results.take(result)
    return results.whole()


@dataclass(slots=True)
class _Results:
    """What the pages say, by id and label: a query that groups has a result for each group.

    Attributes:
        returned: The ids that were asked for.
    """

    returned: set[str]
    found: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)

    def take(self, result: Mapping[str, Any]) -> None:
        """Take what a page says about one result.

        Raises:
            AwsFailure: It is not what was asked for.
        """
        identity = (result["Id"], result.get("Label", ""))
        if identity[0] not in self.returned:
            raise odd_answer(_ASKED, f"no query has the Id {identity[0]!r}")
        known = self.found.setdefault(
            identity, {"Id": identity[0], "Label": identity[1], "Timestamps": [], "Values": []}
        )
        times = [round(at.timestamp()) for at in result.get("Timestamps", ())]
        values = result.get("Values", [])
        _check(identity[0], [*known["Timestamps"][-1:], *times], len(times), values)
        known["Timestamps"] += times
        known["Values"] += values
        known["StatusCode"] = result.get("StatusCode", "Complete")

    def whole(self) -> list[dict[str, Any]]:
        """Return each result, and an empty one for a metric that CloudWatch does not know.

        Raises:
            AwsFailure: CloudWatch did not give all of a result.
        """
        for result in self.found.values():
            if result["StatusCode"] != "Complete":
                what = f"the answer for {result['Label'] or result['Id']} is {result['StatusCode']}"
                raise failure("aws/incomplete-answer", _ASKED, what, CONTINUE)
        return [*self.found.values(), *self._without_answer()]

    def _without_answer(self) -> Iterator[dict[str, Any]]:
        for query_id in sorted(self.returned - {query_id for query_id, _ in self.found}):
            empty: dict[str, Any] = {"Id": query_id, "Label": "", "Timestamps": [], "Values": []}
            yield {**empty, "StatusCode": "Complete"}


def _check(query_id: str, times: Sequence[int], new: int, values: Sequence[float]) -> None:
    """Refuse points that no alarm could be replayed with, before they are kept.

    Args:
        query_id: The query, for the message.
        times: The new times, after the last one before.
        new: How many of these are new.
        values: The new values.
    """
    if new != len(values):
        raise odd_answer(_ASKED, f"{query_id} has {new} Timestamps and {len(values)} Values")
    if not all(map(isfinite, values)):
        raise odd_answer(_ASKED, f"a value of {query_id} is not a finite number")
    for before, after in pairwise(times):
        if before == after:
            raise odd_answer(_ASKED, f"{query_id} has {_shown(after)} twice")
        if before > after:
            what = f"{query_id} has {_shown(before)} before {_shown(after)}"
            raise odd_answer(_ASKED, f"{what}, and was asked for in ascending order")


def _request(queries: Sequence[Mapping[str, Any]], start: float, end: float) -> dict[str, Any]:
    return {
        "MetricDataQueries": list(queries),
        "StartTime": datetime.fromtimestamp(start, UTC),
        "EndTime": datetime.fromtimestamp(end, UTC),
        "ScanBy": "TimestampAscending",
    }


def _is_returned(query: Mapping[str, Any]) -> bool:
    return bool(query.get("ReturnData", True))


def _shown(at: int) -> str:
    return f"{datetime.fromtimestamp(at, UTC):%Y-%m-%dT%H:%M:%SZ}"
