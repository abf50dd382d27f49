from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import aws_cdk as cdk
import pytest
from constructs.alarms import alarm_resource
from constructs.resource_batch import add_resources
from constructs.stored_parameters import native, parameter_id

from tests.support.plans import ALARM, METRIC, RATE, SERIES, alarms
from tests.support.templates import template_of
from tocsin.plan import AlarmSpec, alarm_properties, describe

TOPIC = "arn:aws:sns:us-east-1:111122223333:shop-prod-critical"


def _template_with(specs: Sequence[AlarmSpec]) -> dict[str, Any]:
    def build(stack: cdk.Stack) -> None:
        add_resources(stack, (alarm_resource(spec, TOPIC) for spec in specs))

    resources: dict[str, Any] = template_of(build)["Resources"]
    return resources


def test_alarm_notifies_its_topic() -> None:
    """People hear from the same topic that an alarm has begun and that it has ended."""
    properties = _template_with([ALARM])["CheckoutOrdersWait"]["Properties"]

    assert properties["AlarmActions"] == [TOPIC]
    assert properties["OKActions"] == [TOPIC]


def test_an_alarm_that_may_know_nothing_says_so() -> None:
    """One that ends by missing data, and not by an OK, is told of too; no other ever is."""
    resources = _template_with([replace(ALARM, treat_missing_data="missing")])
    properties = resources["CheckoutOrdersWait"]["Properties"]

    assert properties["InsufficientDataActions"] == properties["AlarmActions"]
    others = _template_with([ALARM])["CheckoutOrdersWait"]["Properties"]
    assert "InsufficientDataActions" not in others


def test_an_alarm_waits_for_its_metric() -> None:
    """The wait ends by itself once there are data for all periods, so it may be long."""
    properties = alarm_properties(replace(ALARM, warm_up_minutes=65))

    assert properties["WarmUpConfiguration"] == {"WarmUpPeriodDurationInMinutes": 65}
    assert "WarmUpConfiguration" not in alarm_properties(ALARM)


def test_logical_ids_follow_from_ids() -> None:
    """The order of alarms decides nothing, so that a new one replaces no other."""
    specs = alarms(5)

    assert _template_with(specs) == _template_with([*reversed(specs)])
    assert {f"Checkout{number}" for number in range(5)} <= set(_template_with(specs))


def test_every_choice_is_explicit() -> None:
    """Nothing is left to a default of CloudWatch."""
    properties = alarm_properties(ALARM)

    assert {name: value for name, value in properties.items() if name != "Tags"} == {
        "AlarmName": "shop-prod-checkout-orders-wait",
        "AlarmDescription": describe(ALARM),
        "Namespace": "AWS/SQS",
        "MetricName": "ApproximateAgeOfOldestMessage",
        "Dimensions": [{"Name": "QueueName", "Value": "shop-prod-orders"}],
        "Statistic": "Maximum",
        "Period": 60,
        "ComparisonOperator": "GreaterThanThreshold",
        "Threshold": 300,
        "EvaluationPeriods": 5,
        "DatapointsToAlarm": 3,
        "TreatMissingData": "notBreaching",
    }


def test_tags() -> None:
    """An alarm carries what its prover and its readers need to know."""
    assert alarm_properties(ALARM)["Tags"] == [
        {"Key": "tocsin:delay", "Value": "1m to 2m"},
        {"Key": "tocsin:owner", "Value": "payments"},
        {"Key": "tocsin:respond-within", "Value": "5m"},
        {
            "Key": "tocsin:runbook",
            "Value": "https://runbooks.example.com/sqs-queue/messages-wait.md",
        },
        {"Key": "tocsin:service", "Value": "checkout"},
        {"Key": "tocsin:severity", "Value": "critical"},
    ]


@pytest.mark.parametrize(
    ("statistic", "name"),
    [
        ("Sum", "Statistic"),
        ("SampleCount", "Statistic"),
        ("p99", "ExtendedStatistic"),
        ("tm90", "ExtendedStatistic"),
        ("IQM", "ExtendedStatistic"),
    ],
)
def test_statistic(statistic: str, name: str) -> None:
    """All but the five plain statistics are extended ones."""
    series = replace(SERIES, metrics=(replace(METRIC, statistic=statistic),))
    properties = alarm_properties(replace(ALARM, series=series))

    found = {
        key: properties[key] for key in ("Statistic", "ExtendedStatistic") if key in properties
    }
    assert found == {name: statistic}


def test_only_the_expression_is_compared() -> None:
    """Of metric math, the expression alone returns data, and each metric has its period."""
    queries = alarm_properties(replace(ALARM, series=RATE))["Metrics"]

    assert [each["ReturnData"] for each in queries] == [True, False, False]
    assert queries[0]["Expression"] == "100 * failed / tried"
    assert [each["MetricStat"]["Period"] for each in queries[1:]] == [300, 300]
    assert [each["Id"] for each in queries[1:]] == ["failed", "tried"]


def test_metric_math_has_no_single_metric() -> None:
    """CloudFormation refuses an alarm with both Metrics and a metric's properties."""
    assert not {"MetricName", "Namespace", "Period", "Statistic", "Dimensions"} & set(
        alarm_properties(replace(ALARM, series=RATE))
    )


def test_stored_value_is_a_parameter() -> None:
    """A dimension that is known only at deployment is a parameter, which is read each time."""
    value = "{{resolve:ssm:/shop/prod/load-balancer}}"
    metric = replace(METRIC, dimensions=(("LoadBalancer", value),))
    alarm = replace(ALARM, series=replace(SERIES, metrics=(metric,)))
    properties = alarm_properties(alarm, written=native)

    assert properties["Dimensions"] == [
        {"Name": "LoadBalancer", "Value": {"Ref": parameter_id("/shop/prod/load-balancer")}}
    ]
