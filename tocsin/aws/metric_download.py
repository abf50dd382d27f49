"""Fetches the answer to metric data queries, all pages of it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from tocsin.aws.failure import CONTINUE, explained, failure

_ASKED = "cloudwatch:GetMetricData"


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
        AwsFailure: AWS failed, or left a part of the answer out.
    """
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for page in _pages(client, queries, start, end):
        for message in page.get("Messages") or ():
            what = f"CloudWatch answers {message.get('Code')}: {message.get('Value')}"
            fix = "ask for less, with a later --start or fewer alarms"
            raise failure("aws/incomplete-answer", _ASKED, what, fix)
        for result in page["MetricDataResults"]:
            _append(found, result)
    for result in found.values():
        if result["StatusCode"] != "Complete":
            what = f"the answer for {result['Label'] or result['Id']} is {result['StatusCode']}"
            raise failure("aws/incomplete-answer", _ASKED, what, CONTINUE)
    return [*found.values(), *_without_answer(queries, found)]


def _append(found: dict[tuple[str, str], dict[str, Any]], result: Mapping[str, Any]) -> None:
    identity = (str(result["Id"]), str(result.get("Label", "")))
    known = found.setdefault(
        identity, {"Id": identity[0], "Label": identity[1], "Timestamps": [], "Values": []}
    )
    known["Timestamps"] += [_seconds(at) for at in result.get("Timestamps", ())]
    known["Values"] += result.get("Values", ())
    known["StatusCode"] = result.get("StatusCode", "Complete")


def _without_answer(
    queries: Sequence[Mapping[str, Any]], found: Mapping[tuple[str, str], object]
) -> Iterator[dict[str, Any]]:
    """Yield empty results for queries about metrics that CloudWatch does not know."""
    answered = {query_id for query_id, _ in found}
    for query in queries:
        if query.get("ReturnData", True) and query["Id"] not in answered:
            yield {
                "Id": query["Id"],
                "Label": "",
                "Timestamps": [],
                "Values": [],
                "StatusCode": "Complete",
            }


def _pages(
    client: Any,  # noqa: ANN401 - a boto3 client
    queries: Sequence[Mapping[str, Any]],
    start: float,
    end: float,
) -> Iterator[Mapping[str, Any]]:
    request: dict[str, Any] = {
        "MetricDataQueries": list(queries),
        "StartTime": datetime.fromtimestamp(start, UTC),
        "EndTime": datetime.fromtimestamp(end, UTC),
        "ScanBy": "TimestampAscending",
    }
    while True:
        with explained(_ASKED):
            page: Mapping[str, Any] = client.get_metric_data(**request)
        yield page
        if not page.get("NextToken"):
            return
        request["NextToken"] = page["NextToken"]


def _seconds(at: datetime) -> int:
    return round(at.timestamp())
