"""Filter policies on the body, tried on the notification that an alarm really publishes."""

from pathlib import Path
from typing import Any

import pytest

from tests.support.drills import (
    START,
    Json,
    alarm_set,
    composite_alarm,
    error_rate,
    metric_alarm,
    subscription,
)
from tocsin.delivery import Recipient
from tocsin.policies.symbolic import equals
from tocsin.simulation import AlarmHistory
from tocsin.simulation.deliveries import deliveries_of
from tocsin.simulation.region_names import region_name

ARN = "arn:aws:cloudwatch:eu-west-1:111122223333:alarm:no-orders"


def _sms(
    folder: Path, policy: object, alarm: Json, scope: str = "MessageBody", **more: Json
) -> Recipient:
    """Return who gets the change from OK to ALARM by SMS."""
    filtered = {"FilterPolicy": policy, "FilterPolicyScope": scope}
    sms = subscription("sms", "+15550100101", **filtered)
    resources: dict[str, Any] = {"A": alarm, "Sms": sms, **more}
    alarms = alarm_set(folder, **resources)
    history = AlarmHistory(
        alarm=alarms[alarm["Properties"].get("AlarmName") or "shop-A"],
        start=START,
        end=START + 3600,
        initial_state="OK",
        states=((START + 60, "ALARM"),),
    )
    (delivery,) = deliveries_of(history, {}, alarms)
    (found,) = (each for each in delivery.recipients if each.protocol == "sms")
    return found


@pytest.mark.parametrize(
    ("policy", "status"),
    [
        ({"AlarmName": ["no-orders"]}, "delivered"),
        ({"AlarmDescription": [{"prefix": "No orders"}]}, "delivered"),
        ({"AWSAccountId": ["111122223333"]}, "delivered"),
        ({"AWSAccountId": ["444455556666"]}, "closed"),
        ({"NewStateValue": ["ALARM"], "OldStateValue": ["OK"]}, "delivered"),
        ({"OldStateValue": [{"anything-but": ["OK"]}]}, "closed"),
        ({"AlarmArn": [{"exists": True}]}, "delivered"),
        ({"AlarmArn": [{"exists": False}]}, "closed"),
        ({"AlarmArn": [{"suffix": ":alarm:no-orders"}]}, "delivered"),
        ({"Region": ["EU (Ireland)"]}, "delivered"),
        ({"Region": ["eu-west-1"]}, "closed"),
        ({"StateChangeTime": [{"exists": True}]}, "delivered"),
        ({"StateChangeTime": [{"prefix": "2026-01-05"}]}, "unknown"),
        ({"NewStateReason": [{"prefix": "Threshold Crossed"}]}, "unknown"),
        ({"AlarmActions": [{"suffix": ":shop-critical"}]}, "delivered"),
        ({"OKActions": [{"exists": True}]}, "delivered"),
        ({"InsufficientDataActions": [{"exists": True}]}, "closed"),
        ({"Trigger": {"Namespace": ["Shop"], "MetricName": ["Orders"]}}, "delivered"),
        ({"Trigger.Namespace": ["Shop"]}, "delivered"),
        ({"Trigger": {"Statistic": ["SUM"]}}, "delivered"),
        ({"Trigger": {"Statistic": ["Sum"]}}, "closed"),
        ({"Trigger": {"Unit": [None]}}, "delivered"),
        ({"Trigger": {"Dimensions": {"name": ["Stage"], "value": ["prod"]}}}, "delivered"),
        ({"Trigger": {"Dimensions": {"Name": ["Stage"]}}}, "closed"),
        ({"Trigger": {"Threshold": [{"numeric": ["<=", 1]}]}}, "delivered"),
        ({"Trigger": {"Period": [60], "EvaluationPeriods": [3]}}, "delivered"),
        ({"Trigger": {"DatapointsToAlarm": [{"numeric": ["=", 3]}]}}, "delivered"),
        ({"Trigger": {"TreatMissingData": ["breaching"]}}, "delivered"),
        ({"Trigger": {"EvaluateLowSampleCountPercentile": [{"exists": True}]}}, "closed"),
        ({"Trigger": [{"exists": True}]}, "closed"),
        ({"AlarmRule": [{"exists": False}]}, "delivered"),
        ({"AlarmTags": [{"exists": False}]}, "delivered"),
        ({"severity": ["critical"]}, "closed"),
        ({"$or": [{"severity": ["critical"]}, {"NewStateValue": ["ALARM"]}]}, "delivered"),
        ({"Ref": "Policy"}, "unknown"),
    ],
)
def test_a_metric_alarm(tmp_path: Path, policy: Json, status: str) -> None:
    """Each field has the value that the alarm and its transition give it."""
    alarm = metric_alarm("no-orders", AlarmDescription="No orders arrive.")

    assert _sms(tmp_path, policy, alarm).status == status


@pytest.mark.parametrize(
    ("policy", "status"),
    [
        ({"AlarmDescription": [{"exists": True}]}, "closed"),
        ({"AlarmDescription": [None]}, "delivered"),
        ({"Trigger": {"Metrics": {"Id": ["rate"]}}}, "delivered"),
        (
            {"Trigger": {"Metrics": {"MetricStat": {"Metric": {"MetricName": ["Errors"]}}}}},
            "delivered",
        ),
        ({"Trigger": {"MetricName": [{"exists": True}]}}, "closed"),
        ({"Trigger": {"MetricName": [{"exists": False}]}}, "delivered"),
    ],
)
def test_an_alarm_on_metric_math(tmp_path: Path, policy: Json, status: str) -> None:
    """It has metrics in place of a metric, and here no description."""
    assert _sms(tmp_path, policy, error_rate("rate")).status == status


@pytest.mark.parametrize(
    ("policy", "status"),
    [
        ({"AlarmRule": [{"prefix": "ALARM("}]}, "delivered"),
        ({"Trigger": {"Namespace": ["Shop"]}}, "closed"),
        ({"TriggeringChildren": {"Arn": [{"suffix": ":no-orders"}]}}, "unknown"),
        ({"NewStateReason": [{"prefix": "arn:"}]}, "unknown"),
        ({"AlarmConfigurationUpdatedTimestamp": [{"exists": True}]}, "unknown"),
    ],
)
def test_a_composite_alarm(tmp_path: Path, policy: Json, status: str) -> None:
    """It has a rule in place of a trigger; which children triggered it, no template tells."""
    alarm = composite_alarm("both", 'ALARM("no-orders")')

    assert _sms(tmp_path, policy, alarm, Child=metric_alarm("no-orders")).status == status


def test_what_only_some_alarms_have(tmp_path: Path) -> None:
    """Tags are there where they are handed on, and a default where it is not set is not known."""
    tagged = metric_alarm("tagged", ActionConfiguration={"AlarmTagsPropagation": {"Enabled": True}})
    plain = metric_alarm("plain", TreatMissingData=None)
    of_tags = {"AlarmTags": {"team": ["payments"]}}

    assert _sms(tmp_path, of_tags, tagged).status == "unknown"
    missing = {"Trigger": {"TreatMissingData": ["missing"]}}
    assert _sms(tmp_path, missing, plain).status == "unknown"


@pytest.mark.parametrize("policy", [{"NewStateValue": ["ALARM"]}, {"x": [{"exists": False}]}])
def test_message_attributes(tmp_path: Path, policy: Json) -> None:
    """A notification of CloudWatch has none, so a policy on them lets none through."""
    found = _sms(tmp_path, policy, metric_alarm("no-orders"), "MessageAttributes")

    assert found.status == "closed"
    assert "message attributes" in found.obstacles[0].why


def test_the_obstacle_says_what_is_asked_for_and_what_is_there(tmp_path: Path) -> None:
    """The reason names the field, and the place the subscription."""
    (obstacle,) = _sms(tmp_path, {"Region": ["eu-west-1"]}, metric_alarm("no-orders")).obstacles

    assert obstacle.why == (
        'it asks for Region ["eu-west-1"], and the notification has "EU (Ireland)"'
    )
    assert obstacle.where.endswith(": Sms")


@pytest.mark.parametrize(
    ("policy", "status"),
    [
        ({"AlarmName": [{"prefix": "shop-A"}]}, "delivered"),
        ({"AlarmName": ["shop-A"]}, "closed"),
        ({"AlarmName": ["shop-A-1ABCDEF"]}, "unknown"),
        ({"AlarmName": [{"Ref": "A"}]}, "delivered"),
        ({"AlarmArn": [{"Fn::GetAtt": ["A", "Arn"]}]}, "delivered"),
        ({"AlarmArn": [{"suffix": ":alarm:shop-B"}]}, "unknown"),
    ],
)
def test_an_alarm_without_a_name(tmp_path: Path, policy: Json, status: str) -> None:
    """CloudFormation adds to the names of stack and resource what nobody knows."""
    alarm = metric_alarm("")
    del alarm["Properties"]["AlarmName"]

    assert _sms(tmp_path, policy, alarm).status == status


@pytest.mark.parametrize(
    ("region", "name", "expected"),
    [
        ("us-east-1", "US East (N. Virginia)", True),
        ("eu-central-1", "EU (Frankfurt)", True),
        ("eu-west-2", "EU (London)", None),
        ("eu-west-2", "Europe (London)", None),
        ("eu-west-2", "eu-west-2", False),
        (None, "eu-west-1", False),
        (None, "EU (Ireland)", None),
        ("us-iso-east-1", "US ISO East", None),
    ],
)
def test_the_name_of_a_region(region: str | None, name: str, *, expected: bool | None) -> None:
    """It is never the id; of some Regions a part of the name is not certain."""
    assert equals(name, region_name(region)) is expected
