"""The message that an alarm publishes to an SNS topic.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tocsin.evaluation.alarm import State
from tocsin.evaluation.history.reason_data import cloudwatch_time

_ACTIONS = ("OKActions", "AlarmActions", "InsufficientDataActions")
_STATISTIC_NAMES = {"SampleCount": "SAMPLE_COUNT"}
_LEFT_OUT_WHEN_UNKNOWN = ("DatapointsToAlarm", "Threshold", "ThresholdMetricId")


@dataclass(frozen=True, slots=True, kw_only=True)
class StateChange:
    """An alarm goes from one state to another.

    Attributes:
        at: When, in seconds since 1970.
        old_state: The state before.
        state: The state that it enters.
        reason: StateReason as CloudWatch words it.
    """

    at: float
    old_state: State
    state: State
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmPlace:
    """Where an alarm is.

    Attributes:
        arn: Its ARN.
        account: The id of its account.
        region: The name that people read, as `US East (N. Virginia)`.
    """

    arn: str
    account: str
    region: str


def alarm_message(
    properties: Mapping[str, Any],
    change: StateChange,
    place: AlarmPlace,
    *,
    configured_at: float,
    triggering_children: Sequence[Mapping[str, Any]] = (),
) -> dict[str, Any]:
    """Return the body of the message about a change: with a trigger, or a composite with a rule.

    Args:
        properties: The alarm's, as PutMetricAlarm and PutCompositeAlarm name them.
        change: What happened.
        place: Where the alarm is.
        configured_at: When its configuration was changed last, in seconds since 1970.
        triggering_children: What the message says of a composite's children.
    """
    message = {
        "AlarmName": properties["AlarmName"],
        "AlarmDescription": properties.get("AlarmDescription") or None,
        "AWSAccountId": place.account,
        "AlarmConfigurationUpdatedTimestamp": cloudwatch_time(configured_at),
        "NewStateValue": change.state,
        "NewStateReason": change.reason,
        "StateChangeTime": cloudwatch_time(change.at),
        "Region": place.region,
        "AlarmArn": place.arn,
        "OldStateValue": change.old_state,
        **{name: properties.get(name) or [] for name in _ACTIONS},
    }
    if "AlarmRule" in properties:
        children = list(triggering_children)
        return {**message, "AlarmRule": properties["AlarmRule"], "TriggeringChildren": children}
    return {**message, "Trigger": _trigger(properties)}


def _trigger(properties: Mapping[str, Any]) -> dict[str, Any]:
    source = _metrics(properties) if properties.get("Metrics") else _single_metric(properties)
    settings = {
        "EvaluationPeriods": properties["EvaluationPeriods"],
        "DatapointsToAlarm": properties.get("DatapointsToAlarm"),
        "ComparisonOperator": properties["ComparisonOperator"],
        "Threshold": properties.get("Threshold"),
        "ThresholdMetricId": properties.get("ThresholdMetricId"),
        "TreatMissingData": properties.get("TreatMissingData") or "missing",
        "EvaluateLowSampleCountPercentile": properties.get("EvaluateLowSampleCountPercentile")
        or "",
    }
    known = {
        name: value
        for name, value in settings.items()
        if name not in _LEFT_OUT_WHEN_UNKNOWN or value is not None
    }
    return {**source, **known}


def _single_metric(properties: Mapping[str, Any]) -> dict[str, Any]:
    extended = properties.get("ExtendedStatistic")
    statistic = str(properties.get("Statistic"))
    name = _STATISTIC_NAMES.get(statistic, statistic.upper())
    kind = {"ExtendedStatistic": extended} if extended else {"Statistic": name}
    return {
        "MetricName": properties["MetricName"],
        "Namespace": properties["Namespace"],
        "StatisticType": next(iter(kind)),
        **kind,
        "Unit": properties.get("Unit"),
        "Dimensions": _dimensions(properties.get("Dimensions") or ()),
        "Period": properties["Period"],
    }


def _metrics(properties: Mapping[str, Any]) -> dict[str, Any]:
    queries = [_query(query) for query in properties["Metrics"]]
    periods = [query["MetricStat"]["Period"] for query in queries if "MetricStat" in query]
    return {"Period": min(periods, default=None), "Metrics": queries}


def _query(query: Mapping[str, Any]) -> dict[str, Any]:
    result = {"ReturnData": True, **query}
    if statistic := query.get("MetricStat"):
        metric = dict(statistic["Metric"])
        metric["Dimensions"] = _dimensions(metric.get("Dimensions") or ())
        result["MetricStat"] = {**statistic, "Metric": metric}
    return result


def _dimensions(dimensions: Iterable[Mapping[str, str]]) -> list[dict[str, str]]:
    # The message spells them in lower case, value first, unlike every other place.
    return [{"value": one["Value"], "name": one["Name"]} for one in dimensions]
