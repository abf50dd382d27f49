"""The message that an alarm publishes to an SNS topic.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html
"""

import json
import time
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

import botocore.loaders

from local.overlay import emulator
from local.overlay.alarms.timestamps import cloudwatch_time

Alarm = Mapping[str, Any]

_STATISTIC_NAMES = {"SampleCount": "SAMPLE_COUNT"}
_SUBJECT_LENGTH = 100


def subject(alarm: Alarm, state: str) -> str:
    """The subject of the message, which an e-mail has as its own."""
    text = f'{state}: "{alarm["AlarmName"]}" in {region_name(emulator.region())}'
    return text[:_SUBJECT_LENGTH]


def notification(alarm: Alarm, old_state: str, state: str, reason: str) -> dict[str, Any]:
    """The message about a transition; a metric alarm has a `Trigger`, a composite a rule."""
    message = {
        "AlarmName": alarm["AlarmName"],
        "AlarmDescription": alarm.get("AlarmDescription") or None,
        "AWSAccountId": emulator.account_id(),
        "AlarmConfigurationUpdatedTimestamp": cloudwatch_time(
            alarm["AlarmConfigurationUpdatedTimestamp"]
        ),
        "NewStateValue": state,
        "NewStateReason": reason,
        "StateChangeTime": cloudwatch_time(time.time()),
        "Region": region_name(emulator.region()),
        "AlarmArn": alarm["AlarmArn"],
        "OldStateValue": old_state,
        "OKActions": alarm.get("OKActions") or [],
        "AlarmActions": alarm.get("AlarmActions") or [],
        "InsufficientDataActions": alarm.get("InsufficientDataActions") or [],
    }
    if "AlarmRule" in alarm:
        return {**message, "AlarmRule": alarm["AlarmRule"], "TriggeringChildren": _children(alarm)}
    return {**message, "Trigger": _trigger(alarm)}


@lru_cache(maxsize=64)
def region_name(region: str) -> str:
    """The display name of a Region, such as `US East (N. Virginia)`."""
    partitions = botocore.loaders.create_loader().load_data("endpoints")["partitions"]
    names = (partition["regions"].get(region) for partition in partitions)
    return next((str(entry["description"]) for entry in names if entry), region)


def _trigger(alarm: Alarm) -> dict[str, Any]:
    source = _metrics(alarm) if alarm.get("Metrics") else _single_metric(alarm)
    settings = {
        "EvaluationPeriods": alarm["EvaluationPeriods"],
        "DatapointsToAlarm": alarm.get("DatapointsToAlarm"),
        "ComparisonOperator": alarm["ComparisonOperator"],
        "Threshold": alarm.get("Threshold"),
        "ThresholdMetricId": alarm.get("ThresholdMetricId"),
        "TreatMissingData": alarm.get("TreatMissingData") or "missing",
        "EvaluateLowSampleCountPercentile": alarm.get("EvaluateLowSampleCountPercentile") or "",
    }
    optional = ("DatapointsToAlarm", "Threshold", "ThresholdMetricId")
    kept = {
        key: value for key, value in settings.items() if key not in optional or value is not None
    }
    return {**source, **kept}


def _single_metric(alarm: Alarm) -> dict[str, Any]:
    extended = alarm.get("ExtendedStatistic")
    statistic = str(alarm.get("Statistic"))
    name = _STATISTIC_NAMES.get(statistic, statistic.upper())
    kind = {"ExtendedStatistic": extended} if extended else {"Statistic": name}
    return {
        "MetricName": alarm["MetricName"],
        "Namespace": alarm["Namespace"],
        "StatisticType": next(iter(kind)),
        **kind,
        "Unit": alarm.get("Unit"),
        "Dimensions": _dimensions(alarm.get("Dimensions") or ()),
        "Period": alarm["Period"],
    }


def _metrics(alarm: Alarm) -> dict[str, Any]:
    queries = [_query(query) for query in alarm["Metrics"]]
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


def _children(alarm: Alarm) -> list[dict[str, Any]]:
    triggering = json.loads(alarm.get("StateReasonData") or "{}").get("triggeringAlarms", [])
    return [
        {
            "Arn": child["arn"],
            "State": {"Value": child["state"]["value"], "Timestamp": child["state"]["timestamp"]},
        }
        for child in triggering
    ]
