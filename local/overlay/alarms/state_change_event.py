"""`CloudWatch Alarm State Change` events on the default event bus.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html
"""

import json
import time
import uuid
from collections.abc import Mapping
from typing import Any

from local.overlay import emulator
from local.overlay.emulator import AlarmRecord
from tocsin.evaluation import StateChange, cloudwatch_time

# The state in the last event of each alarm, by ARN: the next event names it as the one before.
_announced: dict[str, dict[str, Any]] = {}


def emit_state_change(alarm: AlarmRecord, change: StateChange) -> None:
    """Put the event of a transition on the default bus of the current request scope."""
    previous = _announced.get(alarm["AlarmArn"]) or {"value": change.old_state}
    state = _state(alarm, change)
    _announced[alarm["AlarmArn"]] = {
        key: state[key] for key in state if not key.startswith("actions")
    }
    detail = {
        "alarmName": alarm["AlarmName"],
        "state": state,
        "previousState": previous,
        "configuration": _configuration(alarm),
    }
    entry = {
        "Source": "aws.cloudwatch",
        "DetailType": "CloudWatch Alarm State Change",
        "Detail": json.dumps(detail),
        "Resources": [alarm["AlarmArn"]],
    }
    emulator.put_events({"Entries": [entry]}, allow_aws_source=True)


def _state(alarm: AlarmRecord, change: StateChange) -> dict[str, Any]:
    state = {
        "value": change.state,
        "reason": change.reason,
        "timestamp": cloudwatch_time(time.time()),
    }
    if alarm.get("StateReasonData"):
        state["reasonData"] = alarm["StateReasonData"]
    if alarm.get("ActionsSuppressedBy"):
        state["actionsSuppressedBy"] = alarm["ActionsSuppressedBy"]
        state["actionsSuppressedReason"] = alarm["ActionsSuppressedReason"]
    return state


def _configuration(alarm: AlarmRecord) -> dict[str, Any]:
    description = {"description": text} if (text := alarm.get("AlarmDescription")) else {}
    if "AlarmRule" in alarm:
        suppressor = {
            key[0].lower() + key[1:]: alarm[key]
            for key in alarm
            if key.startswith("ActionsSuppressor")
        }
        return {**description, "alarmRule": alarm["AlarmRule"], **suppressor}
    if "EvaluationCriteria" in alarm:
        # AWS documents no form of it for PromQL.
        return description
    return {**description, "metrics": _metrics(alarm)}


def _metrics(alarm: AlarmRecord) -> list[dict[str, Any]]:
    if queries := alarm.get("Metrics"):
        return [_query(query) for query in queries]
    metric = {"Namespace": alarm["Namespace"], "MetricName": alarm["MetricName"]}
    statistic = {
        "Metric": {**metric, "Dimensions": alarm.get("Dimensions")},
        "Period": alarm["Period"],
        "Stat": alarm.get("ExtendedStatistic") or alarm.get("Statistic"),
    }
    name = str(uuid.uuid5(uuid.NAMESPACE_URL, alarm["AlarmArn"]))
    return [_query({"Id": name, "MetricStat": statistic, "ReturnData": True})]


def _query(query: Mapping[str, Any]) -> dict[str, Any]:
    result: dict[str, Any] = {"id": query["Id"], "returnData": query.get("ReturnData", True)}
    for key in ("Expression", "Label"):
        if query.get(key):
            result[key.lower()] = query[key]
    if statistic := query.get("MetricStat"):
        metric = statistic["Metric"]
        dimensions = {one["Name"]: one["Value"] for one in metric.get("Dimensions") or ()}
        result["metricStat"] = {
            "metric": {
                "namespace": metric["Namespace"],
                "name": metric["MetricName"],
                "dimensions": dimensions,
            },
            "period": statistic["Period"],
            "stat": statistic["Stat"],
        }
    return result
