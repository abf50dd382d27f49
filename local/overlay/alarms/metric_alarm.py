"""Metric alarms: metric math is kept, by PutMetricAlarm and from a template."""

from collections.abc import Callable
from typing import Any

from local.overlay import emulator
from local.overlay.cloudformation import Properties

# Makes the record of an alarm of its name and its properties.
RecordFromTemplate = Callable[[str, Properties], emulator.AlarmRecord]

# Properties of an alarm that the emulator drops.
_DROPPED = (
    "EvaluateLowSampleCountPercentile",
    "EvaluationWindow",
    "Metrics",
    "ThresholdMetricId",
    "WarmUpConfiguration",
)
# Properties that the emulator gives every alarm, and those that an alarm on metric math lacks.
_FILLED_IN = ("ExtendedStatistic", "Statistic", "Threshold")
_SINGLE_METRIC = ("MetricName", "Namespace", "Dimensions", "Period", "Unit")


def keep_after_put(_parameters: object, data: Properties, *_protocol: bool) -> None:
    """Keep what PutMetricAlarm drops, metric math above all."""
    alarm = emulator.metric_alarms.get(data.get("AlarmName", ""))
    if alarm:
        _keep_dropped_properties(alarm, data)


def _keep_dropped_properties(alarm: emulator.AlarmRecord, properties: Properties) -> None:
    """Copy onto the stored alarm what the emulator leaves out of it."""
    alarm.update({key: properties[key] for key in _DROPPED if properties.get(key) is not None})
    # The emulator fills in what was not given, which would then be described and evaluated.
    unwanted = (*_FILLED_IN, *_SINGLE_METRIC) if properties.get("Metrics") else _FILLED_IN
    for key in unwanted:
        if properties.get(key) is None:
            alarm.pop(key, None)


def record_from_template(stock: RecordFromTemplate) -> RecordFromTemplate:
    """The emulator's builder of an alarm's record, made to accept metric math.

    Args:
        stock: The emulator's own builder. It refuses `Metrics`, so it is given placeholders for
            what a single metric must have, and they are taken off the record again.
    """

    def record(name: str, properties: Properties) -> emulator.AlarmRecord:
        accepted = {key: value for key, value in properties.items() if key != "Metrics"}
        if properties.get("Metrics"):
            accepted.update(MetricName="(metric math)", Namespace="(metric math)")
        accepted.setdefault("Threshold", 0)
        alarm = stock(name, accepted)
        _keep_dropped_properties(alarm, _normalized(properties))
        return alarm

    return record


def _normalized(properties: Properties) -> Properties:
    """A template's alarm properties with the types that the API returns.

    CloudFormation accepts numbers and booleans as strings; boto3 does not read them as such.
    """
    queries = [_normalized_query(query) for query in properties.get("Metrics") or []]
    return {**properties, "Metrics": queries} if queries else properties


def _normalized_query(query: Properties) -> dict[str, Any]:
    result = dict(query)
    if "ReturnData" in result:
        result["ReturnData"] = str(result["ReturnData"]).lower() == "true"
    if "Period" in result:
        result["Period"] = int(result["Period"])
    if statistic := result.get("MetricStat"):
        result["MetricStat"] = {**statistic, "Period": int(statistic["Period"])}
    return result
