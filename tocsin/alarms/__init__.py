"""Metric alarms as CloudWatch takes them, and everything for which it refuses one.

Nothing is evaluated here, so that whoever only wants to know whether an alarm is possible need
not wait for numpy: `tocsin.evaluation` computes what alarms do.
"""

from tocsin.alarms.alarm_reader import alarm_properties, draft_alarm, read_alarm
from tocsin.alarms.crossing import Crossing, crossing, statistic_range, value_cases
from tocsin.alarms.evaluation_window import (
    WALL_CLOCK_PERIODS,
    SlidingWindow,
    WallClockWindow,
    parse_time_zone,
)
from tocsin.alarms.examiner import Examiner
from tocsin.alarms.idle_threshold import IdleThreshold, idle_threshold, range_text
from tocsin.alarms.metric import (
    UNITS,
    Bound,
    Metric,
    Statistic,
    StatisticKind,
    parse_statistic,
    sorted_dimensions,
)
from tocsin.alarms.metric_alarm import (
    Comparison,
    MetricAlarm,
    MetricQuery,
    TreatMissingData,
    WarmUp,
)
from tocsin.alarms.property_reader import PropertyReader
from tocsin.alarms.remarks import remarks
from tocsin.alarms.validation import (
    OF_EVERY_ALARM,
    PROPERTIES,
    Examination,
    Shape,
    check_action_configuration,
    check_action_lists,
    check_names,
    check_shape,
    examine,
    validate,
    validate_log_alarm,
)

__all__ = [
    "OF_EVERY_ALARM",
    "PROPERTIES",
    "UNITS",
    "WALL_CLOCK_PERIODS",
    "Bound",
    "Comparison",
    "Crossing",
    "Examination",
    "Examiner",
    "IdleThreshold",
    "Metric",
    "MetricAlarm",
    "MetricQuery",
    "PropertyReader",
    "Shape",
    "SlidingWindow",
    "Statistic",
    "StatisticKind",
    "TreatMissingData",
    "WallClockWindow",
    "WarmUp",
    "alarm_properties",
    "check_action_configuration",
    "check_action_lists",
    "check_names",
    "check_shape",
    "crossing",
    "draft_alarm",
    "examine",
    "idle_threshold",
    "parse_statistic",
    "parse_time_zone",
    "range_text",
    "read_alarm",
    "remarks",
    "sorted_dimensions",
    "statistic_range",
    "validate",
    "validate_log_alarm",
    "value_cases",
]
