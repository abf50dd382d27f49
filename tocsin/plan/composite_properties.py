"""A composite alarm as CloudFormation writes it."""

from typing import Any

from tocsin.plan.specs import CompositeSpec, describe_composite


def composite_properties(alarm: CompositeSpec, topic_arn: str) -> dict[str, Any]:
    """Return the properties of an `AWS::CloudWatch::CompositeAlarm`.

    Args:
        alarm: The alarm.
        topic_arn: What it notifies when it begins and when it ends, if it pages.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudwatch-compositealarm.html
    """
    actions = {"AlarmActions": [topic_arn], "OKActions": [topic_arn]} if alarm.pages else {}
    return {
        "AlarmName": alarm.name,
        "AlarmDescription": describe_composite(alarm),
        "AlarmRule": alarm.rule,
        **_suppressor(alarm),
        **actions,
        "Tags": [
            {"Key": "tocsin:owner", "Value": alarm.owner},
            {"Key": "tocsin:respond-within", "Value": alarm.respond_within},
            {"Key": "tocsin:runbook", "Value": alarm.runbook},
            {"Key": "tocsin:service", "Value": alarm.service},
            {"Key": "tocsin:severity", "Value": alarm.severity},
        ],
    }


def _suppressor(alarm: CompositeSpec) -> dict[str, Any]:
    if alarm.suppressor is None:
        return {}
    return {
        "ActionsSuppressor": alarm.suppressor.alarm,
        "ActionsSuppressorWaitPeriod": alarm.suppressor.wait,
        "ActionsSuppressorExtensionPeriod": alarm.suppressor.extension,
    }
