"""Composite alarms of a real emulator process, made by CloudFormation."""

import json
from typing import Any

import pytest

from local.endpoint import Endpoint
from tests.support.emulator import (
    alarm_state,
    delete_stack,
    deploy_template,
    describe_alarm,
    put_minutes,
    wait_for,
)

pytestmark = pytest.mark.emulator


def child(name: str) -> dict[str, Any]:
    """An alarm that is OK without data and fires above 5."""
    return {
        "Type": "AWS::CloudWatch::Alarm",
        "Properties": {
            "AlarmName": name,
            "Namespace": name,
            "MetricName": "Errors",
            "Statistic": "Sum",
            "Period": 60,
            "EvaluationPeriods": 1,
            "Threshold": 5,
            "ComparisonOperator": "GreaterThanThreshold",
            "TreatMissingData": "notBreaching",
        },
    }


def composite(name: str, rule: str, **properties: object) -> dict[str, Any]:
    """A composite alarm that is made after its children."""
    return {
        "Type": "AWS::CloudWatch::CompositeAlarm",
        "DependsOn": ["A", "B"],
        "Properties": {"AlarmName": name, "AlarmRule": rule, **properties},
    }


def test_a_composite_follows_its_children(emulator: Endpoint) -> None:
    """AND fires when the second child does, and a composite above it follows."""
    resources = {
        "A": child("both-a"),
        "B": child("both-b"),
        "Both": composite("both", 'ALARM("both-a") AND ALARM(both-b)'),
        "Above": {**composite("above", "ALARM(both)"), "DependsOn": ["Both"]},
    }
    deploy_template(emulator, "composites", resources)
    wait_for(lambda: alarm_state(emulator, "both") == "OK")
    put_minutes(emulator, "both-a", "Errors", [9, 9])
    wait_for(lambda: alarm_state(emulator, "both-a") == "ALARM")
    assert alarm_state(emulator, "both") == "OK"
    put_minutes(emulator, "both-b", "Errors", [9, 9])
    wait_for(lambda: alarm_state(emulator, "above") == "ALARM")
    reason = json.loads(describe_alarm(emulator, "both")["StateReasonData"])
    assert [one["arn"].rpartition(":")[2] for one in reason["triggeringAlarms"]] == ["both-b"]
    resources["Both"] = composite("both", "ALARM(both-a) AND OK(both-b)")
    deploy_template(emulator, "composites", resources)
    wait_for(lambda: alarm_state(emulator, "both") == "OK")
    delete_stack(emulator, "composites")
    assert (
        emulator.client("cloudwatch").describe_alarms(AlarmNames=["both"])["CompositeAlarms"] == []
    )


def test_the_suppressor_holds_the_actions_back(emulator: Endpoint) -> None:
    """While its suppressor is in ALARM a composite changes its state and runs no actions."""
    suppression = {
        "ActionsSuppressor": "held-b",
        "ActionsSuppressorWaitPeriod": 60,
        "ActionsSuppressorExtensionPeriod": 60,
        "AlarmActions": [{"Ref": "Topic"}],
    }
    resources = {
        "A": child("held-a"),
        "B": child("held-b"),
        "Topic": {"Type": "AWS::SNS::Topic"},
        "Queue": {"Type": "AWS::SQS::Queue"},
        "Subscription": {
            "Type": "AWS::SNS::Subscription",
            "Properties": {
                "TopicArn": {"Ref": "Topic"},
                "Protocol": "sqs",
                "Endpoint": {"Fn::GetAtt": ["Queue", "Arn"]},
            },
        },
        "Held": composite("held", "ALARM(held-a)", **suppression),
    }
    put_minutes(emulator, "held-b", "Errors", [9, 9])
    queue = deploy_template(emulator, "held", resources, outputs={"Queue": {"Ref": "Queue"}})
    wait_for(lambda: alarm_state(emulator, "held-b") == "ALARM")
    put_minutes(emulator, "held-a", "Errors", [9, 9])
    wait_for(lambda: alarm_state(emulator, "held") == "ALARM")
    wait_for(lambda: describe_alarm(emulator, "held").get("ActionsSuppressedBy") == "Alarm")
    received = emulator.client("sqs").receive_message(QueueUrl=queue["Queue"])
    assert not received.get("Messages")
