from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from tests.support.cloud_assembly import StackDraft, cloud_assembly
from tests.support.fake_account import Answer
from tests.support.preflight import (
    NOW,
    REGION,
    deployment,
    problems,
    seen,
    stack,
    with_subscription,
)
from tests.support.viewpoints import PAGED_ONE_BY_ONE, planned
from tocsin.on_call import SEVERITIES
from tocsin.preflight.checks.alarms import find_dead_alarms
from tocsin.preflight.checks.stacks import find_left_stacks
from tocsin.preflight.checks.subscriptions import find_subscriptions

MAIL = with_subscription("email", "ana@example.com")


def _subscribed(arn: str, endpoint: str = "ana@example.com") -> dict[str, Answer]:
    there = {"SubscriptionArn": arn, "Protocol": "email", "Endpoint": endpoint}
    return {"sns.list_subscriptions_by_topic": {"Subscriptions": [there]}}


def test_nothing_is_found_before_the_first_deployment() -> None:
    """A topic that is not there yet has no subscriptions to confirm."""
    assert problems(find_subscriptions, {}, plan=MAIL) == []


def test_a_subscription_that_waits_for_its_person() -> None:
    """Until it is confirmed, nobody is told."""
    (found,) = problems(find_subscriptions, _subscribed("PendingConfirmation"), plan=MAIL)

    assert found.kind == "preflight/pending-subscription"
    assert found.what == "the email subscription of ana is not confirmed"


def test_people_who_are_paged_confirm_their_own_topics() -> None:
    """A page goes by the topic of its contact, and what fails by that of everybody."""
    plan = planned(PAGED_ONE_BY_ONE.read_text())
    waiting = problems(find_subscriptions, _subscribed("PendingConfirmation"), plan=plan)

    assert [each.why.partition(" in this way")[0] for each in waiting] == [
        *(f"nobody is told of {severity} alarms" for severity in SEVERITIES),
        "nobody is told of what fails",
        *["nobody is paged"] * 3,
    ]


def test_an_endpoint_that_is_secret_is_not_shown() -> None:
    """The address of a paging service has its key in it."""
    plan = with_subscription("https", "{{resolve:secretsmanager:shop/paging}}")
    there = {
        "SubscriptionArn": "PendingConfirmation",
        "Protocol": "https",
        "Endpoint": "https://paging.example.com/key-123",
    }
    answers: dict[str, Answer] = {"sns.list_subscriptions_by_topic": {"Subscriptions": [there]}}

    (found,) = problems(find_subscriptions, answers, plan=plan)

    assert "key-123" not in str(found)


def _deployed(*physical_ids: str) -> dict[str, Answer]:
    resources = [
        {
            "LogicalResourceId": "Subscription",
            "PhysicalResourceId": physical_id,
            "ResourceType": "AWS::SNS::Subscription",
            "LastUpdatedTimestamp": NOW,
            "ResourceStatus": "CREATE_COMPLETE",
        }
        for physical_id in physical_ids
    ]
    return {
        "cloudformation.describe_stacks": {"Stacks": [stack("shop-prod-alerting")]},
        "cloudformation.list_stack_resources": {"StackResourceSummaries": resources},
    }


TOPIC = "arn:aws:sns:eu-west-1:111122223333:shop-prod-critical"


@pytest.mark.parametrize(
    ("arn", "endpoint", "deployed", "expected"),
    [
        ("arn", "ben@example.com", [f"{TOPIC}:ana"], "no-subscription"),
        ("arn", "ben@example.com", [TOPIC], None),
        ("arn", "ana@example.com", [f"{TOPIC}:ana"], None),
        ("PendingConfirmation", "ben@example.com", [f"{TOPIC}:ben"], "pending-subscription"),
    ],
    ids=["unsubscribed", "not deployed yet", "there", "waiting"],
)
def test_a_subscription_that_is_gone(
    arn: str, endpoint: str, deployed: list[str], expected: str | None
) -> None:
    """Whoever unsubscribed is still in the viewpoint, and still in the stack."""
    answers = _subscribed(arn, endpoint) | _deployed(*deployed)

    found = problems(find_subscriptions, answers, plan=MAIL)

    assert [each.kind.partition("/")[2] for each in found] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("there", "expected"),
    [
        (stack("shop-prod-monitoring-checkout"), []),
        (stack("shop-prod-monitoring-gifts"), ["left-stack stack shop-prod-monitoring-gifts"]),
        (stack("shop-staging-monitoring-gifts", stage="staging"), []),
        (stack("shop-prod-nested", ParentId="arn"), []),
        (stack("something-else", Tags=[]), []),
    ],
)
def test_stacks_that_the_app_no_longer_has(there: dict[str, Any], expected: list[str]) -> None:
    """Tags say whose a stack is, and the assembly whether it is still deployed."""
    assembly = cloud_assembly(**{"shop-prod-monitoring-checkout": StackDraft(region="eu-west-1")})

    found = problems(
        find_left_stacks, {"cloudformation.describe_stacks": {"Stacks": [there]}}, assembly=assembly
    )

    assert seen(found) == expected


def test_all_pages_of_stacks_are_read() -> None:
    """A stack on the second page is found."""

    def answer(asked: Mapping[str, Any]) -> dict[str, Any]:
        if "NextToken" in asked:
            return {"Stacks": [stack("shop-prod-monitoring-gifts")]}
        return {"Stacks": [], "NextToken": "more"}

    found = problems(find_left_stacks, {"cloudformation.describe_stacks": answer})

    assert seen(found) == ["left-stack stack shop-prod-monitoring-gifts"]


def test_how_a_protected_stack_is_deleted() -> None:
    """Its protection has to go first."""
    there = stack("shop-prod-monitoring-gifts", EnableTerminationProtection=True)

    (found,) = problems(find_left_stacks, {"cloudformation.describe_stacks": {"Stacks": [there]}})

    assert "--no-enable-termination-protection --stack-name shop-prod-monitoring-gifts" in found.fix


METRIC = {
    "Namespace": "AWS/SQS",
    "MetricName": "ApproximateAgeOfOldestMessage",
    "Dimensions": [{"Name": "QueueName", "Value": "shop-prod-payment-confirmatoins"}],
}
OTHER = {**METRIC, "Dimensions": [*METRIC["Dimensions"], {"Name": "Other", "Value": "x"}]}


def _waiting(name: str = "", **settings: Any) -> dict[str, Answer]:  # noqa: ANN401
    alarm = {
        "AlarmName": name or next(iter(deployment().alarms(REGION))).name,
        **(settings or METRIC),
    }
    return {"cloudwatch.describe_alarms": {"MetricAlarms": [alarm]}}


def _values(*values: float) -> dict[str, Answer]:
    results = [{"Id": "m0", "Label": "m0", "Values": list(values)}]
    return {"cloudwatch.get_metric_data": {"MetricDataResults": results}}


@pytest.mark.parametrize(
    ("answers", "is_dead"),
    [
        (_values(), True),
        (_values(1.0), False),
        ({"cloudwatch.list_metrics": {"Metrics": [METRIC]}}, False),
        ({"cloudwatch.list_metrics": {"Metrics": [OTHER]}}, True),
    ],
    ids=["no datapoint", "a datapoint", "listed", "listed with another dimension"],
)
def test_an_alarm_whose_metric_never_had_a_datapoint(
    answers: dict[str, Answer],
    is_dead: bool,  # noqa: FBT001
) -> None:
    """Neither listed with exactly its dimensions, nor with data in two weeks: it is dead."""
    found = problems(find_dead_alarms, _waiting() | answers)

    assert [each.kind for each in found] == (["preflight/dead-alarm"] if is_dead else [])
    if is_dead:
        assert "(QueueName=shop-prod-payment-confirmatoins)" in found[0].what


def test_an_alarm_that_reads_one_living_metric_is_not_dead() -> None:
    """Errors that never happened have no datapoints, while requests have."""
    requests = {**METRIC, "MetricName": "Requests"}
    queries = [
        {"Id": "errors", "MetricStat": {"Metric": METRIC, "Period": 60, "Stat": "Sum"}},
        {"Id": "requests", "MetricStat": {"Metric": requests, "Period": 60, "Stat": "Sum"}},
        {"Id": "rate", "Expression": "errors / requests"},
    ]

    def listed(asked: Mapping[str, Any]) -> dict[str, Any]:
        return {"Metrics": [requests] if asked["MetricName"] == "Requests" else []}

    found = problems(
        find_dead_alarms, _waiting(Metrics=queries) | {"cloudwatch.list_metrics": listed}
    )

    assert found == []


def test_alarms_of_others_are_no_matter() -> None:
    """Their owners know."""
    assert problems(find_dead_alarms, _waiting("shop-staging-checkout-orders")) == []


def test_two_weeks_are_asked_for() -> None:
    """CloudWatch lists no metric that is older, so older data would prove nothing."""
    asked: list[Mapping[str, Any]] = []

    def answer(parameters: Mapping[str, Any]) -> dict[str, Any]:
        asked.append(parameters)
        return {"MetricDataResults": []}

    problems(find_dead_alarms, _waiting() | {"cloudwatch.get_metric_data": answer})

    assert [(each["StartTime"], each["EndTime"]) for each in asked] == [
        (NOW - timedelta(days=14), NOW)
    ]


@pytest.mark.parametrize(("minutes_ago", "is_dead"), [(30, False), (90, True)])
def test_an_alarm_that_still_waits_is_not_dead(minutes_ago: int, is_dead: bool) -> None:  # noqa: FBT001
    """A new alarm on silence is told to wait for its metric."""
    young: dict[str, Any] = {
        **METRIC,
        "WarmUpConfiguration": {"WarmUpPeriodDurationInMinutes": 60},
        "AlarmConfigurationUpdatedTimestamp": NOW - timedelta(minutes=minutes_ago),
    }
    waiting = _waiting(**young)

    assert bool(problems(find_dead_alarms, waiting)) is is_dead
