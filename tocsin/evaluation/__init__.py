"""Evaluates CloudWatch alarms as CloudWatch does.

docs/evaluation.md describes the semantics, and the choices where AWS documents nothing.
"""

from tocsin.evaluation.alarm import MetricAlarm, MetricQuery, TreatMissingData, WarmUp
from tocsin.evaluation.comparison import Comparison
from tocsin.evaluation.engine import Evaluation, evaluate, evaluate_all, evaluate_once
from tocsin.evaluation.evaluation_window import SlidingWindow, WallClockWindow
from tocsin.evaluation.expression_series import AlarmDataError
from tocsin.evaluation.metric import Metric
from tocsin.evaluation.metric_data import MetricData, QuerySeries
from tocsin.evaluation.metric_series import MetricSeries, MetricSeriesError
from tocsin.evaluation.notification import (
    ActionsSwitch,
    Notification,
    actions_of,
    notifications,
    notifying_changes,
)
from tocsin.evaluation.options import DEFAULT_OPTIONS, EvaluationOptions
from tocsin.evaluation.property_problem import AlarmPropertiesError, PropertyProblem
from tocsin.evaluation.state import ALARM, INSUFFICIENT_DATA, OK, STATES, State
from tocsin.evaluation.statistic import Statistic, StatisticError, parse_statistic
from tocsin.evaluation.timeline import Timeline, Transition
from tocsin.evaluation.validation import validate

__all__ = [
    "ALARM",
    "DEFAULT_OPTIONS",
    "INSUFFICIENT_DATA",
    "OK",
    "STATES",
    "ActionsSwitch",
    "AlarmDataError",
    "AlarmPropertiesError",
    "Comparison",
    "Evaluation",
    "EvaluationOptions",
    "Metric",
    "MetricAlarm",
    "MetricData",
    "MetricQuery",
    "MetricSeries",
    "MetricSeriesError",
    "Notification",
    "PropertyProblem",
    "QuerySeries",
    "SlidingWindow",
    "State",
    "Statistic",
    "StatisticError",
    "Timeline",
    "Transition",
    "TreatMissingData",
    "WallClockWindow",
    "WarmUp",
    "actions_of",
    "evaluate",
    "evaluate_all",
    "evaluate_once",
    "notifications",
    "notifying_changes",
    "parse_statistic",
    "validate",
]
