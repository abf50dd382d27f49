"""An alarm as CloudFormation writes it."""

from typing import Any

from tocsin.plan import AlarmSpec, MetricSpec, SeriesSpec, describe

_STATISTICS = frozenset({"Average", "Maximum", "Minimum", "SampleCount", "Sum"})
"""All others are extended statistics.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html
"""

_RESULT = "result"

Properties = dict[str, Any]


def alarm_properties(alarm: AlarmSpec) -> Properties:
    """Return the properties of an `AWS::CloudWatch::Alarm`, without its actions.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudwatch-alarm.html
    """
    return {
        "AlarmName": alarm.name,
        "AlarmDescription": describe(alarm),
        **_series(alarm.series),
        "ComparisonOperator": alarm.comparison,
        "Threshold": alarm.threshold,
        "EvaluationPeriods": alarm.evaluation_periods,
        "DatapointsToAlarm": alarm.datapoints_to_alarm,
        "TreatMissingData": alarm.treat_missing_data,
        "Tags": [
            {"Key": "tocsin:owner", "Value": alarm.owner},
            {"Key": "tocsin:runbook", "Value": alarm.runbook},
            {"Key": "tocsin:service", "Value": alarm.service},
            {"Key": "tocsin:severity", "Value": alarm.severity},
        ],
    }


def _series(series: SeriesSpec) -> Properties:
    if series.expression is None:
        (metric,) = series.metrics
        return {**_metric(metric), **_statistic(metric), "Period": series.period}
    result = {
        "Id": _RESULT,
        "Label": series.label,
        "Expression": series.expression,
        "ReturnData": True,
    }
    return {"Metrics": [result, *(_query(metric, series.period) for metric in series.metrics)]}


def _query(metric: MetricSpec, period: int) -> Properties:
    return {
        "Id": metric.id,
        "MetricStat": {"Metric": _metric(metric), "Period": period, "Stat": metric.statistic},
        "ReturnData": False,
    }


def _metric(metric: MetricSpec) -> Properties:
    dimensions = [{"Name": name, "Value": value} for name, value in metric.dimensions]
    return {"Namespace": metric.namespace, "MetricName": metric.name, "Dimensions": dimensions}


def _statistic(metric: MetricSpec) -> Properties:
    is_extended = metric.statistic not in _STATISTICS
    return {"ExtendedStatistic" if is_extended else "Statistic": metric.statistic}
