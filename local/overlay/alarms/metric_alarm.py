"""Metric alarms: metric math is kept, by PutMetricAlarm and from a template."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from local.overlay.emulator import Response
from local.overlay.emulator import internals as emulator

Provisioned = tuple[str, dict[str, str]]

# Properties of an alarm that the emulator drops.
_DROPPED = (
    "EvaluateLowSampleCountPercentile",
    "EvaluationWindow",
    "Metrics",
    "ThresholdMetricId",
    "WarmUpConfiguration",
)
# Properties that the emulator gives every alarm, and those an alarm on metric math has not.
_FILLED_IN = ("ExtendedStatistic", "Statistic", "Threshold")
_SINGLE_METRIC = ("MetricName", "Namespace", "Dimensions", "Period", "Unit")


def put_metric_alarm(
    parameters: dict[str, Any],
    data: dict[str, Any],
    *protocol: bool,
) -> Response:
    """PutMetricAlarm that keeps what the emulator drops, metric math above all."""
    response: Response = emulator.put_metric_alarm(parameters, data, *protocol)
    alarm = emulator.metric_alarms.get(data.get("AlarmName", ""))
    if response[0] == HTTPStatus.OK and alarm:
        keep_dropped_properties(alarm, data)
    return response


def keep_dropped_properties(alarm: dict[str, Any], properties: dict[str, Any]) -> None:
    """Copy onto the stored alarm what the emulator leaves out of it."""
    alarm.update({key: properties[key] for key in _DROPPED if properties.get(key) is not None})
    # The emulator fills in what was not given, which would then be described and evaluated.
    unwanted = (*_FILLED_IN, *_SINGLE_METRIC) if properties.get("Metrics") else _FILLED_IN
    for key in unwanted:
        if properties.get(key) is None:
            alarm.pop(key, None)


def record_from_template(
    stock: Callable[[str, dict[str, Any]], dict[str, Any]],
) -> Callable[[str, dict[str, Any]], dict[str, Any]]:
    """The emulator's builder of an alarm's record, made to accept metric math.

    Args:
        stock: The emulator's own builder. It refuses `Metrics`, so it is given stand-ins for
            what a single metric must have, and they are taken off the record again.
    """

    def record(name: str, properties: dict[str, Any]) -> dict[str, Any]:
        accepted = {key: value for key, value in properties.items() if key != "Metrics"}
        if properties.get("Metrics"):
            accepted.update(MetricName="(metric math)", Namespace="(metric math)")
        accepted.setdefault("Threshold", 0)
        alarm = stock(name, accepted)
        keep_dropped_properties(alarm, normalized(properties))
        return alarm

    return record


def normalized(properties: dict[str, Any]) -> dict[str, Any]:
    """A template's alarm properties with the types that the API returns.

    CloudFormation accepts numbers and booleans as strings; boto3 does not read them as such.
    """
    queries = [_normalized_query(query) for query in properties.get("Metrics") or []]
    return {**properties, "Metrics": queries} if queries else properties


def _normalized_query(query: dict[str, Any]) -> dict[str, Any]:
    result = dict(query)
    if "ReturnData" in result:
        result["ReturnData"] = str(result["ReturnData"]).lower() == "true"
    if "Period" in result:
        result["Period"] = int(result["Period"])
    if statistic := result.get("MetricStat"):
        result["MetricStat"] = {**statistic, "Period": int(statistic["Period"])}
    return result
