"""A metric alarm: its properties, read and checked."""

from tocsin.evaluation.alarm.alarm_reader import alarm_properties, draft_alarm, read_alarm
from tocsin.evaluation.alarm.evaluation_window import (
    WALL_CLOCK_PERIODS,
    SlidingWindow,
    WallClockWindow,
    parse_time_zone,
)
from tocsin.evaluation.alarm.metric import (
    UNITS,
    Bound,
    Metric,
    Statistic,
    StatisticKind,
    parse_statistic,
    sorted_dimensions,
)
from tocsin.evaluation.alarm.metric_alarm import (
    Comparison,
    MetricAlarm,
    MetricQuery,
    TreatMissingData,
    WarmUp,
    breaches,
    breaches_band,
)
from tocsin.evaluation.alarm.property_reader import PropertyReader
from tocsin.evaluation.alarm.query_reader import check_math
from tocsin.evaluation.alarm.state import (
    ALARM,
    ALARM_CODE,
    INSUFFICIENT_DATA,
    INSUFFICIENT_DATA_CODE,
    KEEP_CODE,
    OK,
    OK_CODE,
    STATES,
    State,
    StateCodes,
    code_of,
)

__all__ = [
    "ALARM",
    "ALARM_CODE",
    "INSUFFICIENT_DATA",
    "INSUFFICIENT_DATA_CODE",
    "KEEP_CODE",
    "OK",
    "OK_CODE",
    "STATES",
    "UNITS",
    "WALL_CLOCK_PERIODS",
    "Bound",
    "Comparison",
    "Metric",
    "MetricAlarm",
    "MetricQuery",
    "PropertyReader",
    "SlidingWindow",
    "State",
    "StateCodes",
    "Statistic",
    "StatisticKind",
    "TreatMissingData",
    "WallClockWindow",
    "WarmUp",
    "alarm_properties",
    "breaches",
    "breaches_band",
    "check_math",
    "code_of",
    "draft_alarm",
    "parse_statistic",
    "parse_time_zone",
    "read_alarm",
    "sorted_dimensions",
]
