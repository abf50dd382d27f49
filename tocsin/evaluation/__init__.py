"""Evaluates CloudWatch alarms as CloudWatch does.

The face has metric alarms and what comes of them over time. Three languages are rooms of their
own, entered by name: `math` (metric math), `composite` (rules and suppressors of composite
alarms) and `mute` (mute rules). docs/evaluation.md describes the semantics, and the choices
where AWS documents nothing.
"""

from tocsin.alarms import (
    UNITS,
    WALL_CLOCK_PERIODS,
    Comparison,
    Metric,
    MetricAlarm,
    MetricQuery,
    Statistic,
    TreatMissingData,
    WallClockWindow,
    parse_statistic,
    parse_time_zone,
    read_alarm,
    sorted_dimensions,
    validate,
)
from tocsin.evaluation import composite, math, mute
from tocsin.evaluation.alarm import ALARM, INSUFFICIENT_DATA, OK, STATES, State
from tocsin.evaluation.array_types import FloatArray
from tocsin.evaluation.composite import CompositeAlarm, read_composite_alarm
from tocsin.evaluation.data import MetricData, MetricSeries, SuppliedSeries
from tocsin.evaluation.history import (
    AlarmPlace,
    Decision,
    StateChange,
    Timeline,
    alarm_message,
    cloudwatch_time,
    notifying_changes,
)
from tocsin.evaluation.mute import MuteRule, read_mute_rule
from tocsin.evaluation.options import DEFAULT_OPTIONS, ContributorActions, EvaluationOptions
from tocsin.evaluation.states import (
    AlarmDataError,
    alarm_input,
    breaching_slots,
    effective_treatment,
    evaluate,
    evaluate_all,
    evaluate_contributors,
    evaluate_once,
    slot_values,
)
from tocsin.evaluation.windows import (
    SlotGrid,
    evaluation_delay,
    schedule,
    slot_grid,
    slots_read,
)
from tocsin.timing import ONE_DAY

__all__ = [
    "ALARM",
    "DEFAULT_OPTIONS",
    "INSUFFICIENT_DATA",
    "OK",
    "ONE_DAY",
    "STATES",
    "UNITS",
    "WALL_CLOCK_PERIODS",
    "AlarmDataError",
    "AlarmPlace",
    "Comparison",
    "CompositeAlarm",
    "ContributorActions",
    "Decision",
    "EvaluationOptions",
    "FloatArray",
    "Metric",
    "MetricAlarm",
    "MetricData",
    "MetricQuery",
    "MetricSeries",
    "MuteRule",
    "SlotGrid",
    "State",
    "StateChange",
    "Statistic",
    "SuppliedSeries",
    "Timeline",
    "TreatMissingData",
    "WallClockWindow",
    "alarm_input",
    "alarm_message",
    "breaching_slots",
    "cloudwatch_time",
    "composite",
    "effective_treatment",
    "evaluate",
    "evaluate_all",
    "evaluate_contributors",
    "evaluate_once",
    "evaluation_delay",
    "math",
    "mute",
    "notifying_changes",
    "parse_statistic",
    "parse_time_zone",
    "read_alarm",
    "read_composite_alarm",
    "read_mute_rule",
    "schedule",
    "slot_grid",
    "slot_values",
    "slots_read",
    "sorted_dimensions",
    "validate",
]
