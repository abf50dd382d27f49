"""What the command line finds out about an incident that is to be reviewed."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.aftermath.test_review_page import HISTORY
from tests.support.incident_account import IncidentAccount
from tests.support.incidents import after
from tests.support.viewpoints import SMALL

ALARM = "shop-prod-checkout-no-orders"
METRIC_ALARM: dict[str, Any] = {
    "AlarmName": ALARM,
    "Namespace": "Shop",
    "MetricName": "OrdersPlaced",
    "Statistic": "Sum",
    "Period": 60,
    "EvaluationPeriods": 3,
    "ComparisonOperator": "LessThanThreshold",
    "Threshold": 1.0,
}
DENIED = {"Error": "AccessDeniedException", "Message": "not allowed"}


@pytest.fixture(autouse=True)
def viewpoint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands run where the viewpoint of the shop is."""
    (tmp_path / "viewpoint.yaml").write_text(SMALL)
    monkeypatch.chdir(tmp_path)


def values(asked: Any) -> dict[str, Any]:  # noqa: ANN401 - the parameters of a call
    """Answer GetMetricData: nine orders a minute, then none."""
    (query,) = asked["MetricDataQueries"]
    assert query["MetricStat"]["Period"] == 60
    times = [after(0).replace(second=0) - timedelta(minutes=each) for each in range(9, 0, -1)]
    result = {"Id": query["Id"], "Timestamps": times, "Values": [9.0] * 6 + [0.0] * 3}
    return {"MetricDataResults": [result]}


def account(**changes: Any) -> IncidentAccount:  # noqa: ANN401 - answers
    """Return an account that knows of the time of the incident."""
    answers: dict[str, Any] = {
        "cloudwatch.describe_alarm_history": {
            "AlarmHistoryItems": [{**HISTORY, "AlarmName": ALARM}]
        },
        "cloudwatch.describe_alarms": {"MetricAlarms": [METRIC_ALARM]},
        "cloudwatch.get_metric_data": values,
        "cloudtrail.lookup_events": {
            "Events": [
                {
                    "EventId": "1",
                    "EventName": "UpdateFunctionCode",
                    "EventSource": "lambda.amazonaws.com",
                    "EventTime": after(-600),
                    "Username": "deployer",
                    "Resources": [{"ResourceName": "shop-checkout"}],
                }
            ]
        },
        "cloudformation.describe_stacks": {
            "Stacks": [
                {
                    "StackName": "shop-checkout",
                    "CreationTime": after(-9_999_999),
                    "LastUpdatedTime": after(-660),
                    "StackStatus": "UPDATE_COMPLETE",
                },
                {
                    "StackName": "old",
                    "CreationTime": after(-9_999_999),
                    "StackStatus": "CREATE_COMPLETE",
                },
            ]
        },
    }
    return IncidentAccount(answers={**answers, **changes})


def test_the_page_has_what_the_account_knows() -> None:
    """When the breach began, what was deployed before it, and what the alarm compared."""
    of = account()
    incident = of.paged()

    outcome = of.run("incidents", "review", incident.id)

    assert (outcome.exit_code, outcome.errors) == (0, "")
    assert "| alarm | 2026-03-14 09:25:00 | 3m |  |" in outcome.output
    assert "| lambda:UpdateFunctionCode | shop-checkout | deployer |" in outcome.output
    assert "| stack UPDATE_COMPLETE | shop-checkout |  |" in outcome.output
    assert "| old |" not in outcome.output
    assert "Sum of Shop OrdersPlaced, from 2026-03-14 09:16 UTC on. It breaches below 1" in (
        outcome.output
    )
    assert "```mermaid\n" in outcome.output
    assert "  line [1, 1, 1, 1, 1, 1, 1, 1, 1]\n" in outcome.output
    assert "| Target |" in outcome.output


def test_what_may_not_be_asked_is_said() -> None:
    """The page is written all the same, into a file."""
    of = account(
        **{
            "cloudtrail.lookup_events": DENIED,
            "cloudwatch.get_metric_data": DENIED,
            "cloudwatch.describe_alarm_history": DENIED,
        }
    )
    incident = of.paged()

    outcome = of.run("incidents", "review", incident.id, "-o", "review.md")
    page = Path("review.md").read_text()

    assert outcome.exit_code == 0
    for action in (
        "cloudtrail:LookupEvents",
        "cloudwatch:GetMetricData",
        "cloudwatch:DescribeAlarmHistory",
    ):
        assert action in outcome.errors
        assert action in page
    assert "stack UPDATE_COMPLETE" in page


def test_figures_are_counted() -> None:
    """In the terminal, and for programs."""
    of = IncidentAccount()
    quiet = of.run("incidents", "stats").output
    assert quiet.startswith("There was no incident in 28 days.\n")
    assert quiet.splitlines()[3].split() == ["ana", "0", "0.0", "0", "672", "224", "192", "0"]
    incident = of.paged()
    of.minutes = 4
    of.run("ack", incident.id)
    of.run("incidents", "resolve", incident.id)

    shown = of.run("incidents", "stats", "--days", "7").output
    data = json.loads(of.run("incidents", "stats", "--days", "7", "--json").output)

    assert "critical" in shown
    assert ALARM in shown
    assert data["severities"]["critical"] == {
        "incidents": 1,
        "acknowledged": 1,
        "acknowledged_in_time": 1,
        "seconds_to_acknowledge": {"median": 280.0, "percentile_90": 280.0},
        "seconds_to_resolve": {"median": 280.0, "percentile_90": 280.0},
    }
    assert data["persons"] == {"ana": {"pages": 1, "pages_a_week": 1.0, "nights": 0}}
    assert data["hours_on_call"] == {
        "ana": {"hours": 168.0, "nights": 56.0, "weekends": 48.0, "holidays": 0.0}
    }
    assert data["alarms"] == {ALARM: 1}
