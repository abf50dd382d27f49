"""Rules for alarms on a PromQL query.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-promql.html
"""

from typing import Final

from tocsin.alarms.property_reader import PropertyReader

_DAY: Final = 86_400
_HOUR: Final = 3600
_MINUTE: Final = 60
_SHORT_INTERVALS: Final = (10, 20, 30)
_NOT_WITH_PROMQL: Final = (
    "ComparisonOperator",
    "DatapointsToAlarm",
    "Dimensions",
    "EvaluateLowSampleCountPercentile",
    "EvaluationPeriods",
    "EvaluationWindow",
    "ExtendedStatistic",
    "MetricName",
    "Metrics",
    "Namespace",
    "Period",
    "Statistic",
    "Threshold",
    "ThresholdMetricId",
    "TreatMissingData",
    "Unit",
)


def check_promql(reader: PropertyReader) -> None:
    """Check an alarm with ``EvaluationCriteria``."""
    for name in _NOT_WITH_PROMQL:
        if reader.has(name):
            what = "it does not go with EvaluationCriteria"
            reader.report(name, "promql", what, "remove it, or EvaluationCriteria")
    allowed = "10, 20, 30 or a multiple of 60 seconds up to 3600"
    reader.require("EvaluationInterval", allowed)
    interval = reader.integer("EvaluationInterval")
    if interval is not None and not _is_interval(interval):
        what = f"{interval} s is not an interval that CloudWatch has"
        reader.report("EvaluationInterval", "period", what, f"use {allowed}")
    criteria = reader.mapping("EvaluationCriteria")
    if criteria is None:
        return
    criteria.require("PromQLCriteria", "a PromQL query and its periods")
    promql = criteria.mapping("PromQLCriteria")
    if promql is None:
        return
    promql.require("Query", "a PromQL query")
    promql.text("Query")
    for name in ("PendingPeriod", "RecoveryPeriod"):
        seconds = promql.integer(name)
        if seconds is not None and not 0 <= seconds <= _DAY:
            what = f"{seconds} s is out of range"
            promql.report(name, "out-of-range", what, f"use 0 to {_DAY} seconds")


def _is_interval(seconds: int) -> bool:
    return seconds in _SHORT_INTERVALS or (seconds % _MINUTE == 0 and _MINUTE <= seconds <= _HOUR)
