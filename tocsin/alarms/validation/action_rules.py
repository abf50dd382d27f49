"""Rules for the actions of an alarm.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-actions.html
"""

import re
from typing import Final

from tocsin import metric_math
from tocsin.alarms.property_reader import PropertyReader

_MAXIMUM_ACTIONS: Final = 5
_MAXIMUM_LENGTH: Final = 1024
_LISTS: Final = ("AlarmActions", "OKActions", "InsufficientDataActions")
_EC2: Final = re.compile(r"arn:[\w-]+:(automate:[^:]*:ec2:|swf:[^:]*:[^:]*:action/actions/AWS_EC2)")
_AUTO_SCALING: Final = re.compile(r"arn:[\w-]+:autoscaling:")
_ONLY_ALARM: Final = re.compile(r"arn:[\w-]+:(ssm:.*:opsitem|ssm-incidents:|aiops:)")


def check_actions(reader: PropertyReader) -> None:
    """Check how many actions there are, and which kinds this kind of alarm may run."""
    for name in _LISTS:
        actions = reader.items(name)
        if len(actions) > _MAXIMUM_ACTIONS:
            what = f"there are {len(actions)} actions"
            reader.report(name, "too-many", what, f"use at most {_MAXIMUM_ACTIONS}")
        texts = [action for action in actions if isinstance(action, str)]
        if any(not 1 <= len(action) <= _MAXIMUM_LENGTH for action in texts):
            what = "an ARN is empty or too long"
            reader.report(name, "length", what, f"use ARNs of 1 to {_MAXIMUM_LENGTH} characters")
        if name != "AlarmActions" and any(_ONLY_ALARM.match(action) for action in texts):
            what = "OpsItems, incidents and investigations start in ALARM alone"
            reader.report(name, "action", what, "move them to AlarmActions")
        _check_kinds(reader, name, texts)


def _check_kinds(reader: PropertyReader, name: str, actions: list[str]) -> None:
    uses_ec2 = any(_EC2.match(action) for action in actions)
    uses_auto_scaling = any(_AUTO_SCALING.match(action) for action in actions)
    if uses_ec2 and (reader.has("Metrics") or reader.has("EvaluationCriteria")):
        what = "EC2 actions do not go with metric math"
        reader.report(name, "action", what, "alarm on a single metric instead")
    if uses_auto_scaling and reader.has("ThresholdMetricId"):
        what = "Auto Scaling actions do not go with an anomaly detection band"
        reader.report(name, "action", what, "remove them")
    if uses_auto_scaling and _reads_insights(reader):
        what = "Auto Scaling actions do not go with a Metrics Insights query"
        reader.report(name, "action", what, "remove them")


def _reads_insights(reader: PropertyReader) -> bool:
    return any(
        isinstance(text := entry.properties.get("Expression"), str)
        and metric_math.is_insights(text)
        for entry in reader.mappings("Metrics")
    )
