import json

import pytest

from tests.support.viewpoints import changed, planned, problems_of, rendered
from tocsin.plan import EventRuleSpec

LAST = "data_protection:"
NOTIFIES = "{filter: fault, insights: true, notifications: true}"
EVENT = {
    "detail-type": "AWS X-Ray Insight Update",
    "source": "aws.xray",
    "detail": {
        "InsightId": "54e9c483-c7cb-4fdf-b33c-f8e7362da364",
        "Summary": 'The service said "no".',
        "GroupName": "shop-prod-faults",
        "RootCauseServiceId": {"Type": "AWS::DynamoDB::Table", "Name": "orders"},
        "Categories": ["FAULT"],
        "State": "ACTIVE",
        "ClientRequestImpactStatistics": {"FaultCount": 1, "OkCount": 9, "TotalCount": 10},
    },
}
"""In the shape of AWS's own example:
https://docs.aws.amazon.com/xray/latest/devguide/xray-console-insights.html
"""


def _with_groups(groups: str) -> str:
    return changed((LAST, f"tracing: {{groups: {{{groups}}}}}\n{LAST}"))


def _rules(groups: str) -> tuple[EventRuleSpec, ...]:
    return planned(_with_groups(groups)).tracing[0].events


def _sent(event: EventRuleSpec) -> str:
    """Return what EventBridge makes of the event: values are put in as they are."""
    text = json.dumps(event.message)
    for name, path in event.variables.items():
        found: object = EVENT
        for key in path.removeprefix("$.").split("."):
            assert isinstance(found, dict)
            found = found[key]
        text = text.replace(f"<{name}>", str(found))
    return text


def test_groups_that_notify_have_a_rule() -> None:
    """One rule tells whoever hears of warnings of all groups that notify, and of no others."""
    (rule,) = _rules(
        f"faults: {NOTIFIES}, more faults: {NOTIFIES}, quiet: {{filter: fault, insights: true}}"
    )

    assert (rule.name, rule.severity) == ("shop-prod-xray-insights", "warning")
    assert rule.pattern == {
        "source": ["aws.xray"],
        "detail-type": ["AWS X-Ray Insight Update"],
        "detail": {"GroupName": ["shop-prod-faults", "shop-prod-more-faults"]},
    }


def test_without_notifications_there_is_no_rule() -> None:
    """Insights alone are for whoever looks at them."""
    assert _rules("quiet: {filter: fault, insights: true}") == ()


def test_the_message_can_be_read() -> None:
    """It is JSON in the form that chat shows, whatever X-Ray says in its summary."""
    (rule,) = _rules(f"faults: {NOTIFIES}")
    message = json.loads(_sent(rule))

    assert (message["version"], message["source"]) == ("1.0", "custom")
    content = message["content"]
    assert content["title"] == "WARNING: shop prod: X-Ray insight in shop-prod-faults (ACTIVE)"
    assert "orders (AWS::DynamoDB::Table); 1 of 10 requests" in content["description"]
    assert content["nextSteps"][0].endswith(
        "--insight-id 54e9c483-c7cb-4fdf-b33c-f8e7362da364 --region eu-west-1"
    )
    assert "<" not in json.dumps(message)


def test_an_event_that_is_lost_is_told() -> None:
    """The rule is watched through the topic of another severity than its own."""
    plan = planned(_with_groups(f"faults: {NOTIFIES}"))
    (alarm,) = [each for each in plan.alarms if each.id == "paging-xray-insights-events-lost"]

    (metric,) = alarm.series.metrics
    assert (metric.namespace, metric.name) == ("AWS/Events", "FailedInvocations")
    assert metric.dimensions == (("RuleName", "shop-prod-xray-insights"),)
    assert alarm.severity == "critical"


def test_notifications_need_insights() -> None:
    """X-Ray would accept the flag, and never notify of anything."""
    text = _with_groups("faults: {filter: fault, notifications: true}")

    (problem,) = problems_of(text)
    assert problem.where.subject == "tracing.groups.faults"
    assert "add insights: true, or remove notifications" in rendered(text)


def test_a_service_cannot_take_the_folder_of_these_runbooks() -> None:
    """A service called tracing would share its runbooks' folder."""
    (problem,) = problems_of(changed(("  checkout:", "  tracing:"), ("checkout/", "tracing/")))

    assert problem.kind == "plan/reserved-name"


@pytest.mark.parametrize("text", ["title", "description"])
def test_the_message_is_short_enough_for_chat(text: str) -> None:
    """Amazon Q cuts off what is longer."""
    (rule,) = _rules(f"faults: {NOTIFIES}")

    assert len(rule.message["content"][text]) < {"title": 250, "description": 8_000}[text]
