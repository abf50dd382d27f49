"""Rules for the actions of an alarm.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-actions.html
"""

import re
from collections.abc import Mapping
from typing import Final

from tocsin import metric_math
from tocsin.alarms.property_reader import PropertyReader
from tocsin.diagnostics import quoted

_MAXIMUM_ACTIONS: Final = 5
_MAXIMUM_LENGTH: Final = 1024
_LISTS: Final = ("AlarmActions", "OKActions", "InsufficientDataActions")
_EC2: Final = re.compile(r"arn:[\w-]+:(automate:[^:]*:ec2:|swf:[^:]*:[^:]*:action/actions/AWS_EC2)")
_AUTO_SCALING: Final = re.compile(r"arn:[\w-]+:autoscaling:")
_ONLY_ALARM: Final = re.compile(r"arn:[\w-]+:(ssm:.*:opsitem|ssm-incidents:|aiops:)")
_REGION: Final = re.compile(r"arn:[\w-]+:[\w-]+:(?P<region>[a-z]{2,4}(-[a-z]+)+-\d+):")
_INSTANCE: Final = "InstanceId"


def check_actions(reader: PropertyReader, region: str | None = None) -> None:
    """Check the actions of a metric alarm: how many there are, and of which kinds.

    Args:
        reader: The alarm's properties.
        region: The Region that the alarm is in, if that is known.
    """
    for name, texts in check_action_lists(reader, region):
        _check_kinds(reader, name, texts)


def check_action_lists(
    reader: PropertyReader, region: str | None = None
) -> list[tuple[str, list[str]]]:
    """Check what holds for the actions of alarms of all kinds, and return them by their lists.

    Args:
        reader: The alarm's properties.
        region: The Region that the alarm is in, if that is known.
    """
    lists = [(name, _texts(reader, name)) for name in _LISTS]
    for name, texts in lists:
        if any(not 1 <= len(action) <= _MAXIMUM_LENGTH for action in texts):
            what = "an ARN is empty or too long"
            reader.report(name, "length", what, f"use ARNs of 1 to {_MAXIMUM_LENGTH} characters")
        if name != "AlarmActions" and any(_ONLY_ALARM.match(action) for action in texts):
            what = "OpsItems, incidents and investigations start in ALARM alone"
            reader.report(name, "action", what, "move them to AlarmActions")
        _check_region(reader, name, region)
    if region is None:
        _check_one_region(reader, lists)
    return lists


def _texts(reader: PropertyReader, name: str) -> list[str]:
    actions = reader.items(name)
    if len(actions) > _MAXIMUM_ACTIONS:
        what = f"there are {len(actions)} actions"
        fix = f"use at most {_MAXIMUM_ACTIONS}; an SNS topic can have many subscribers"
        reader.report(name, "too-many", what, fix)
    return [action for action in actions if isinstance(action, str)]


def _check_region(reader: PropertyReader, name: str, region: str | None) -> None:
    """Report each action elsewhere once: `Invalid region`, whatever acts.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
    """
    said: set[str] = set()
    for index, action in enumerate(reader.items(name)):
        match = _REGION.match(action) if isinstance(action, str) else None
        if match and region is not None and match["region"] != region and action not in said:
            said.add(action)
            what = f"{quoted(action)} is in {match['region']}, and the alarm in {region}"
            fix = (
                f"use one in {region}; an EventBridge rule can pass the alarm's events on elsewhere"
            )
            kind, where = f"{reader.room}/action-region", reader.location(name, index)
            reader.collector.report(kind, where, what, fix)


def _check_one_region(reader: PropertyReader, lists: list[tuple[str, list[str]]]) -> None:
    """Report actions of several Regions: wherever the alarm is, some are elsewhere."""
    first = ""
    for name, texts in lists:
        for match in filter(None, map(_REGION.match, texts)):
            first = first or match["region"]
            if match["region"] != first:
                what = f"actions are in {first} and in {match['region']}, and an alarm is in one"
                reader.report(name, "action-region", what, "use actions of the alarm's own Region")
                return


def _check_kinds(reader: PropertyReader, name: str, actions: list[str]) -> None:
    uses_ec2 = any(_EC2.match(action) for action in actions)
    uses_auto_scaling = any(_AUTO_SCALING.match(action) for action in actions)
    if uses_ec2 and (reader.has("Metrics") or reader.has("EvaluationCriteria")):
        what = "EC2 actions do not go with metric math"
        reader.report(name, "action", what, "alarm on a single metric instead")
    elif uses_ec2 and not _has_dimension(reader, _INSTANCE):
        what = f"EC2 actions act on an instance, and the metric has no dimension {_INSTANCE}"
        fix = f"alarm on a metric of one instance, with {_INSTANCE}, or remove them"
        reader.report(name, "action", what, fix)
    if uses_auto_scaling and reader.has("ThresholdMetricId"):
        what = "Auto Scaling actions do not go with an anomaly detection band"
        reader.report(name, "action", what, "remove them")
    if uses_auto_scaling and _reads_insights(reader):
        what = "Auto Scaling actions do not go with a Metrics Insights query"
        reader.report(name, "action", what, "remove them")


def _has_dimension(reader: PropertyReader, name: str) -> bool:
    """Say whether there is, or may be, such a dimension: names of a template may be open."""
    listed = reader.properties.get("Dimensions") or []
    if not isinstance(listed, list | tuple):
        return True
    names = (each.get("Name") if isinstance(each, Mapping) else None for each in listed)
    return any(each == name or not isinstance(each, str) or "${" in each for each in names)


def _reads_insights(reader: PropertyReader) -> bool:
    return any(
        isinstance(text := entry.properties.get("Expression"), str)
        and metric_math.is_insights(text)
        for entry in reader.mappings("Metrics")
    )
