"""The alarms of a stack, as CloudFormation writes them."""

from collections.abc import Iterable, Mapping
from typing import Any

from aws_cdk import aws_sns as sns
from constructs import Construct
from constructs.resource_batch import BatchResource, add_resources
from constructs.stored_parameters import native

from tocsin.plan import AlarmSpec, MetricSpec, SeriesSpec, Severity, describe
from tocsin.plan import construct_id as id_of

_STATISTICS = frozenset({"Average", "Maximum", "Minimum", "SampleCount", "Sum"})
"""All others are extended statistics.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html
"""

_RESULT = "result"

Properties = dict[str, Any]
"""Properties of a resource, as they stand in a template."""


class Alarms(Construct):
    """Alarms that notify the topic of their severity when they begin and when they end.

    Each is a `CfnResource` with its properties as CloudFormation writes them, and all of them are
    one call across jsii. The types that `CfnAlarm` would check are checked by the validation of
    the template.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        alarms: Iterable[AlarmSpec],
        topics: Mapping[Severity, sns.ITopic],
    ) -> None:
        super().__init__(scope, construct_id)
        arns = {severity: topic.topic_arn for severity, topic in topics.items()}
        add_resources(self, (_resource(alarm, arns[alarm.severity]) for alarm in alarms))


def _resource(alarm: AlarmSpec, topic_arn: str) -> BatchResource:
    actions = [topic_arn]
    # Where data may be missing, an alarm may end by knowing nothing; that is told too.
    on_silence = {"InsufficientDataActions": actions} if _may_know_nothing(alarm) else {}
    return BatchResource(
        id=id_of(alarm.id),
        type="AWS::CloudWatch::Alarm",
        properties={
            **alarm_properties(alarm),
            "AlarmActions": actions,
            "OKActions": actions,
            **on_silence,
        },
    )


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
        **_window(alarm.time_zone),
        **_warm_up(alarm),
        "Tags": [
            {"Key": "tocsin:delay", "Value": str(alarm.delay)},
            {"Key": "tocsin:owner", "Value": alarm.owner},
            {"Key": "tocsin:respond-within", "Value": alarm.respond_within},
            {"Key": "tocsin:runbook", "Value": alarm.runbook},
            {"Key": "tocsin:service", "Value": alarm.service},
            {"Key": "tocsin:severity", "Value": alarm.severity},
        ],
    }


def _may_know_nothing(alarm: AlarmSpec) -> bool:
    return alarm.treat_missing_data == "missing"


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
    dimensions = [{"Name": name, "Value": native(value)} for name, value in metric.dimensions]
    return {"Namespace": metric.namespace, "MetricName": metric.name, "Dimensions": dimensions}


def _statistic(metric: MetricSpec) -> Properties:
    is_extended = metric.statistic not in _STATISTICS
    return {"ExtendedStatistic" if is_extended else "Statistic": metric.statistic}
