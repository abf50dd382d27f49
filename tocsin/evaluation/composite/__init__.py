"""CloudWatch composite alarms: rules, their evaluation over time, and action suppression.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-combining.html
"""

from tocsin.evaluation.composite.action_runs import action_runs
from tocsin.evaluation.composite.alarm import CompositeAlarm, read_composite_alarm
from tocsin.evaluation.composite.conditions import PercentRounding
from tocsin.evaluation.composite.errors import RuleError, UnknownAlarmError
from tocsin.evaluation.composite.hierarchy import Hierarchy
from tocsin.evaluation.composite.idle_conditions import idle_conditions
from tocsin.evaluation.composite.instant import Instant
from tocsin.evaluation.composite.omission import without_each_condition
from tocsin.evaluation.composite.outcomes import possible_outcomes
from tocsin.evaluation.composite.references import alarm_name
from tocsin.evaluation.composite.remarks import remarks
from tocsin.evaluation.composite.rule import Rule, parse_rule
from tocsin.evaluation.composite.suppression import (
    ActionRun,
    SuppressedBy,
    SuppressionEvent,
    SuppressionOptions,
    SuppressionStateMachine,
    Suppressor,
)
from tocsin.evaluation.composite.timeline import CompositeChange, StateChange, changes_over_time

__all__ = [
    "ActionRun",
    "CompositeAlarm",
    "CompositeChange",
    "Hierarchy",
    "Instant",
    "PercentRounding",
    "Rule",
    "RuleError",
    "StateChange",
    "SuppressedBy",
    "SuppressionEvent",
    "SuppressionOptions",
    "SuppressionStateMachine",
    "Suppressor",
    "UnknownAlarmError",
    "action_runs",
    "alarm_name",
    "changes_over_time",
    "idle_conditions",
    "parse_rule",
    "possible_outcomes",
    "read_composite_alarm",
    "remarks",
    "without_each_condition",
]
