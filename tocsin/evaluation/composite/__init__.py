"""CloudWatch composite alarms: rules, their evaluation over time, and action suppression.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-combining.html
"""

from tocsin.evaluation.composite.actions import composite_actions
from tocsin.evaluation.composite.alarm import CompositeAlarm, read_composite_alarm
from tocsin.evaluation.composite.conditions import PercentRounding
from tocsin.evaluation.composite.errors import RuleError, UnknownAlarmError
from tocsin.evaluation.composite.hierarchy import Hierarchy
from tocsin.evaluation.composite.instant import Instant
from tocsin.evaluation.composite.references import alarm_name
from tocsin.evaluation.composite.rule import Rule, parse_rule
from tocsin.evaluation.composite.suppression import (
    Action,
    SuppressedBy,
    Suppression,
    SuppressionEvent,
    SuppressionOptions,
    Suppressor,
    actions_under_suppression,
)
from tocsin.evaluation.composite.timeline import CompositeChange, StateChange, composite_changes

__all__ = [
    "Action",
    "CompositeAlarm",
    "CompositeChange",
    "Hierarchy",
    "Instant",
    "PercentRounding",
    "Rule",
    "RuleError",
    "StateChange",
    "SuppressedBy",
    "Suppression",
    "SuppressionEvent",
    "SuppressionOptions",
    "Suppressor",
    "UnknownAlarmError",
    "actions_under_suppression",
    "alarm_name",
    "composite_actions",
    "composite_changes",
    "parse_rule",
    "read_composite_alarm",
]
