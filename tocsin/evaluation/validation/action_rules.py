"""Rules for the actions of an alarm.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-actions.html
"""

import re
from typing import Final

from tocsin.evaluation import math
from tocsin.evaluation.alarm import PropertyReader

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
            fix = f"remove {len(actions) - _MAXIMUM_ACTIONS}"
            reader.fault(name, f"at most {_MAXIMUM_ACTIONS} actions", fix)
        texts = [action for action in actions if isinstance(action, str)]
        if any(not 1 <= len(action) <= _MAXIMUM_LENGTH for action in texts):
            reader.fault(name, f"ARNs of 1 to {_MAXIMUM_LENGTH} characters", "correct the ARN")
        if name != "AlarmActions" and any(_ONLY_ALARM.match(action) for action in texts):
            allowed = "no OpsItem, incident or investigation; those start in ALARM alone"
            reader.fault(name, allowed, "move them to AlarmActions")
        _check_kinds(reader, name, texts)


def _check_kinds(reader: PropertyReader, name: str, actions: list[str]) -> None:
    uses_ec2 = any(_EC2.match(action) for action in actions)
    uses_auto_scaling = any(_AUTO_SCALING.match(action) for action in actions)
    if uses_ec2 and (reader.has("Metrics") or reader.has("EvaluationCriteria")):
        reader.fault(name, "no EC2 actions on metric math", "alarm on a single metric instead")
    if uses_auto_scaling and reader.has("ThresholdMetricId"):
        reader.fault(name, "no Auto Scaling actions with an anomaly band", "remove them")
    if uses_auto_scaling and _reads_insights(reader):
        reader.fault(name, "no Auto Scaling actions on Metrics Insights", "remove them")


def _reads_insights(reader: PropertyReader) -> bool:
    return any(
        isinstance(text := entry.properties.get("Expression"), str) and math.is_insights(text)
        for entry in reader.mappings("Metrics")
    )
