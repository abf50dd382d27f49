from datetime import UTC, datetime
from typing import Any

import pytest

from tests.support.aws_stub import StubbedSession, page
from tocsin.aws import AwsFailure
from tocsin.aws.metric_download import download

MONDAY = 1_767_571_200
METRIC = {"Namespace": "Shop", "MetricName": "Errors"}
QUERIES = [
    {"Id": name, "MetricStat": {"Metric": METRIC, "Period": 60, "Stat": "Sum"}}
    for name in ("q0", "q1")
]


def _request(**more: object) -> dict[str, Any]:
    return {
        "MetricDataQueries": QUERIES,
        "StartTime": datetime.fromtimestamp(MONDAY, UTC),
        "EndTime": datetime.fromtimestamp(MONDAY + 300, UTC),
        "ScanBy": "TimestampAscending",
        **more,
    }


def _download(session: StubbedSession) -> list[dict[str, Any]]:
    return download(session.client("cloudwatch"), QUERIES, MONDAY, MONDAY + 300)


def test_pages_are_joined() -> None:
    """A series that goes on in the next page is one series; all pages are asked for."""
    session = StubbedSession()
    stub = session.stub("cloudwatch")
    first = page(("q0", [(MONDAY, 1.0)]), ("q1", [(MONDAY, 5.0)]), token="t", status="PartialData")  # noqa: S106 - no password
    last = page(("q0", [(MONDAY + 60, 2.0)]), ("q1", []))
    stub.add_response("get_metric_data", first, _request())
    stub.add_response("get_metric_data", last, _request(NextToken="t"))

    found = _download(session)

    session.assert_all_asked()
    assert {one["Id"]: (one["Timestamps"], one["Values"]) for one in found} == {
        "q0": ([MONDAY, MONDAY + 60], [1.0, 2.0]),
        "q1": ([MONDAY], [5.0]),
    }


def test_unknown_metric_has_an_empty_answer() -> None:
    """Each query has a result, so that a metric without datapoints is known to have none."""
    session = StubbedSession()
    session.stub("cloudwatch").add_response("get_metric_data", page(("q0", [])), _request())

    assert sorted(one["Id"] for one in _download(session)) == ["q0", "q1"]


@pytest.mark.parametrize("status", ["PartialData", "InternalError", "Forbidden"])
def test_incomplete_answer_is_a_failure(status: str) -> None:
    """What CloudWatch left out is never taken for silence."""
    session = StubbedSession()
    answer = page(("q0", [(MONDAY, 1.0)]), status=status)
    session.stub("cloudwatch").add_response("get_metric_data", answer, _request())

    with pytest.raises(AwsFailure, match=status):
        _download(session)


def test_message_is_a_failure() -> None:
    """CloudWatch says in a message that it did not do all of the work."""
    session = StubbedSession()
    answer = page() | {"Messages": [{"Code": "MaxMetricsExceeded", "Value": "too many"}]}
    session.stub("cloudwatch").add_response("get_metric_data", answer, _request())

    with pytest.raises(AwsFailure, match="MaxMetricsExceeded: too many"):
        _download(session)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("AccessDenied", "cloudwatch:GetMetricData: AWS denies it"),
        ("ExpiredToken", "credentials are not accepted"),
        ("Throttling", "still throttled"),
        ("InternalServiceFault", "failed \\(InternalServiceFault\\)"),
    ],
)
def test_refusal_says_what_to_do(code: str, words: str) -> None:
    """What AWS refuses becomes a sentence with what to do."""
    session = StubbedSession()
    session.stub("cloudwatch").add_client_error("get_metric_data", service_error_code=code)

    with pytest.raises(AwsFailure, match=words):
        _download(session)
