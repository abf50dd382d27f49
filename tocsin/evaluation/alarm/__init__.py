"""A metric alarm: its properties, read and checked."""

from tocsin.evaluation.alarm.alarm_reader import draft_alarm, read_alarm
from tocsin.evaluation.alarm.comparison import Comparison, breaches, breaches_band
from tocsin.evaluation.alarm.evaluation_window import (
    WALL_CLOCK_PERIODS,
    SlidingWindow,
    TimeZoneError,
    WallClockWindow,
    parse_time_zone,
)
from tocsin.evaluation.alarm.math_rules import check_math
from tocsin.evaluation.alarm.metric import Metric, sorted_dimensions
from tocsin.evaluation.alarm.metric_alarm import (
    ONE_DAY,
    MetricAlarm,
    MetricQuery,
    TreatMissingData,
    WarmUp,
)
from tocsin.evaluation.alarm.property_problem import (
    AlarmPropertiesError,
    PropertyProblem,
    each_once,
)
from tocsin.evaluation.alarm.property_reader import PropertyReader
from tocsin.evaluation.alarm.state import ALARM, INSUFFICIENT_DATA, OK, STATES, State
from tocsin.evaluation.alarm.state_code import (
    ALARM_CODE,
    INSUFFICIENT_DATA_CODE,
    KEEP_CODE,
    OK_CODE,
    StateCodes,
    code_of,
)
from tocsin.evaluation.alarm.statistic import (
    Bound,
    Statistic,
    StatisticError,
    StatisticKind,
    parse_statistic,
)
from tocsin.evaluation.alarm.unit import UNITS

__all__ = [
    "ALARM",
    "ALARM_CODE",
    "INSUFFICIENT_DATA",
    "INSUFFICIENT_DATA_CODE",
    "KEEP_CODE",
    "OK",
    "OK_CODE",
    "ONE_DAY",
    "STATES",
    "UNITS",
    "WALL_CLOCK_PERIODS",
    "AlarmPropertiesError",
    "Bound",
    "Comparison",
    "Metric",
    "MetricAlarm",
    "MetricQuery",
    "PropertyProblem",
    "PropertyReader",
    "SlidingWindow",
    "State",
    "StateCodes",
    "Statistic",
    "StatisticError",
    "StatisticKind",
    "TimeZoneError",
    "TreatMissingData",
    "WallClockWindow",
    "WarmUp",
    "breaches",
    "breaches_band",
    "check_math",
    "code_of",
    "draft_alarm",
    "each_once",
    "parse_statistic",
    "parse_time_zone",
    "read_alarm",
    "sorted_dimensions",
]
