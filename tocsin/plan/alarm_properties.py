"""An alarm as CloudFormation writes it, and as CloudWatch takes it or refuses it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from tocsin.diagnostics import format_duration, plain_number
from tocsin.plan.specs import AlarmSpec, MetricSpec, SeriesSpec, describe

_Written = Callable[[str], object]

_STATISTICS = frozenset({"Average", "Maximum", "Minimum", "SampleCount", "Sum"})
"""All others are extended statistics.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html
"""

_RESULT = "result"
_BAND = "band"

Properties = dict[str, Any]
"""Properties of a resource, as they stand in a template."""


def alarm_properties(alarm: AlarmSpec, *, written: _Written = str) -> Properties:
    """Return the properties of an `AWS::CloudWatch::Alarm`, without its actions.

    Args:
        alarm: The alarm.
        written: How a dimension's value is written, which may have stored values in it.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudwatch-alarm.html
    """
    return {
        "AlarmName": alarm.name,
        "AlarmDescription": describe(alarm),
        **_compared(alarm, written),
        "ComparisonOperator": alarm.comparison,
        "EvaluationPeriods": alarm.evaluation_periods,
        "DatapointsToAlarm": alarm.datapoints_to_alarm,
        "TreatMissingData": alarm.treat_missing_data,
        **_window(alarm.time_zone),
        **_warm_up(alarm),
        "Tags": [
            {"Key": "tocsin:delay", "Value": str(alarm.delay)},
            *_detect_within(alarm),
            {"Key": "tocsin:owner", "Value": alarm.owner},
            {"Key": "tocsin:respond-within", "Value": alarm.respond_within},
            *_paged_by(alarm),
            {"Key": "tocsin:runbook", "Value": alarm.runbook},
            {"Key": "tocsin:service", "Value": alarm.service},
            {"Key": "tocsin:severity", "Value": alarm.severity},
        ],
    }


def action_properties(alarm: AlarmSpec, topic_arn: str) -> Properties:
    """Return the actions of an alarm: it notifies a topic when it begins and when it ends.

    Where data may be missing, an alarm may end by knowing nothing; that is told too.
    """
    actions = [topic_arn]
    on_silence = alarm.treat_missing_data == "missing"
    return {
        "AlarmActions": actions,
        "OKActions": actions,
        **({"InsufficientDataActions": actions} if on_silence else {}),
    }


def _detect_within(alarm: AlarmSpec) -> list[Properties]:
    if alarm.detect_within is None:
        return []
    time = format_duration(timedelta(seconds=alarm.detect_within.time))
    return [{"Key": "tocsin:detect-within", "Value": time}]


def _paged_by(alarm: AlarmSpec) -> list[Properties]:
    """Return the tag that says which alarm pages in its place, for whoever reads the template."""
    return [] if alarm.paged_by is None else [{"Key": "tocsin:paged-by", "Value": alarm.paged_by}]


def _warm_up(alarm: AlarmSpec) -> Properties:
    """Return how long the alarm waits; it stops as soon as it has data for all its periods.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-warm-up.html
    """
    if not alarm.warm_up_minutes:
        return {}
    return {"WarmUpConfiguration": {"WarmUpPeriodDurationInMinutes": alarm.warm_up_minutes}}


def _window(time_zone: str | None) -> Properties:
    if time_zone is None:
        return {}
    return {"EvaluationWindow": {"WallClockWindow": {"Timezone": time_zone}}}


def series_properties(series: SeriesSpec, *, written: _Written = str) -> Properties:
    """Return the properties of an alarm that say what it reads; *written* is as above."""
    if series.expression is None:
        (metric,) = series.metrics
        return {**_metric(metric, written), **_statistic(metric), "Period": series.period}
    result = {
        "Id": result_id(series),
        "Label": series.label,
        "Expression": series.expression,
        "ReturnData": True,
    }
    return {
        "Metrics": [result, *(_query(metric, series.period, written) for metric in series.metrics)]
    }


def _compared(alarm: AlarmSpec, written: _Written) -> Properties:
    """Return what an alarm reads, and what it compares that with."""
    if alarm.is_band:
        return _banded(alarm, written)
    return {**series_properties(alarm.series, written=written), "Threshold": alarm.threshold}


def _banded(alarm: AlarmSpec, written: _Written) -> Properties:
    """Return what an alarm reads that compares with a band of what it reads.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Create_Anomaly_Detection_Alarm.html
    """
    series = alarm.series
    width = plain_number(alarm.threshold)
    if series.expression is None:
        (metric,) = series.metrics
        read = [{**_query(metric, series.period, written), "ReturnData": True}]
        id_ = metric.id
    else:
        read, id_ = series_properties(series, written=written)["Metrics"], result_id(series)
    band = {
        "Id": _BAND,
        "Label": f"Usual {series.label}",
        "Expression": f"ANOMALY_DETECTION_BAND({id_}, {width})",
        "ReturnData": True,
    }
    return {"Metrics": [band, *read], "ThresholdMetricId": _BAND}


def result_id(series: SeriesSpec) -> str:
    """Return an id for the expression that none of its metrics has."""
    taken, found = {metric.id for metric in series.metrics}, _RESULT
    while found in taken:
        found += "_"
    return found


def _query(metric: MetricSpec, period: int, written: _Written) -> Properties:
    return {
        "Id": metric.id,
        "MetricStat": {
            "Metric": _metric(metric, written),
            "Period": period,
            "Stat": metric.statistic,
        },
        "ReturnData": False,
    }


def _metric(metric: MetricSpec, written: _Written) -> Properties:
    dimensions = [{"Name": name, "Value": written(value)} for name, value in metric.dimensions]
    return {"Namespace": metric.namespace, "MetricName": metric.name, "Dimensions": dimensions}


def _statistic(metric: MetricSpec) -> Properties:
    is_extended = metric.statistic not in _STATISTICS
    return {"ExtendedStatistic" if is_extended else "Statistic": metric.statistic}
