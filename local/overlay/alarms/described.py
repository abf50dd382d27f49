"""DescribeAlarms and DescribeAlarmsForMetric: every property that was given, every filter held."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from local.overlay import emulator
from local.overlay.api import RefusedError
from local.overlay.emulator import AlarmRecord
from tocsin.evaluation import composite

_Request: TypeAlias = Mapping[str, Any]

_PAGE = 50
_OF_A_FAMILY = ("ChildrenOfAlarmName", "ParentsOfAlarmName")
_BESIDE_A_FAMILY = (*_OF_A_FAMILY, "MaxRecords", "NextToken")
_ACTIONS = ("AlarmActions", "OKActions", "InsufficientDataActions")
_SHOWN_OF_CHILDREN = ("AlarmName", "AlarmArn", "StateValue", "StateUpdatedTimestamp")
_SHOWN_OF_PARENTS = ("AlarmName", "AlarmArn")
_COMPARED = ("Statistic", "ExtendedStatistic", "Period", "Unit")


def describe_alarms(request: _Request) -> dict[str, Any]:
    """Answer DescribeAlarms; the token of a page is the name that the next one begins with.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html

    Raises:
        RefusedError: Parameters do not go together.
    """
    _refuse_combinations(request)
    found = sorted(_chosen(request), key=lambda alarm: str(alarm["AlarmName"]))
    size, token = int(request.get("MaxRecords") or _PAGE), request.get("NextToken") or ""
    found = [alarm for alarm in found if alarm["AlarmName"] >= token]
    page, rest = found[:size], found[size:]
    is_composite = emulator.composite_alarms
    answer: dict[str, Any] = {
        "MetricAlarms": [each for each in page if each["AlarmName"] not in is_composite],
        "CompositeAlarms": [each for each in page if each["AlarmName"] in is_composite],
    }
    return {**answer, "NextToken": rest[0]["AlarmName"]} if rest else answer


def describe_alarms_for_metric(request: _Request) -> dict[str, Any]:
    """Answer DescribeAlarmsForMetric: the alarms on exactly this metric, without metric math."""
    metric = _metric(request)
    alarms = [
        described(alarm)
        for alarm in emulator.metric_alarms.values()
        if alarm.get("MetricName")
        and _metric(alarm) == metric
        and all(request[key] == alarm.get(key) for key in _COMPARED if key in request)
    ]
    return {"MetricAlarms": alarms}


def described(alarm: AlarmRecord) -> dict[str, Any]:
    """An alarm as it is shown; CloudWatch fills in what a metric alarm leaves out."""
    if "AlarmRule" in alarm or "EvaluationCriteria" in alarm:
        return dict(alarm)
    dimensions: dict[str, Any] = {"Dimensions": []} if "MetricName" in alarm else {}
    return {"TreatMissingData": "missing", **dimensions, **alarm}


def _refuse_combinations(request: _Request) -> None:
    if request.get("AlarmNames") and request.get("AlarmNamePrefix"):
        message = "AlarmNames and AlarmNamePrefix do not go together; remove one of them"
        raise RefusedError(message)
    family = [name for name in _OF_A_FAMILY if name in request]
    others = [name for name in request if name not in _BESIDE_A_FAMILY]
    if len(family) > 1 or (family and others):
        other = (family[1:] + others)[0]
        message = f"{family[0]} and {other} do not go together; remove one of them"
        raise RefusedError(message)


def _chosen(request: _Request) -> list[dict[str, Any]]:
    if name := request.get("ChildrenOfAlarmName"):
        names = _children(_all().get(name, {}))
        return _shown((_all()[each] for each in names if each in _all()), _SHOWN_OF_CHILDREN)
    if name := request.get("ParentsOfAlarmName"):
        composites = emulator.composite_alarms.values()
        return _shown((each for each in composites if name in _children(each)), _SHOWN_OF_PARENTS)
    types = request.get("AlarmTypes") or ("MetricAlarm",)
    return [
        described(alarm)
        for alarm in _all().values()
        if _type(alarm) in types and _matches(alarm, request)
    ]


def _all() -> dict[str, AlarmRecord]:
    return {**dict(emulator.metric_alarms.items()), **dict(emulator.composite_alarms.items())}


def _type(alarm: AlarmRecord) -> str:
    return "CompositeAlarm" if "AlarmRule" in alarm else "MetricAlarm"


def _matches(alarm: AlarmRecord, request: _Request) -> bool:
    names, prefix = request.get("AlarmNames"), request.get("AlarmNamePrefix", "")
    state, action = request.get("StateValue"), request.get("ActionPrefix", "")
    actions = [arn for key in _ACTIONS for arn in alarm.get(key) or ()]
    return (
        (not names or alarm["AlarmName"] in names)
        and alarm["AlarmName"].startswith(prefix)
        and state in (None, alarm["StateValue"])
        and (not action or any(arn.startswith(action) for arn in actions))
    )


def _children(alarm: AlarmRecord) -> tuple[str, ...]:
    if "AlarmRule" not in alarm:
        return ()
    try:
        return composite.parse_rule(alarm["AlarmRule"]).alarm_names
    except composite.RuleError:
        return ()


def _shown(alarms: Iterable[AlarmRecord], names: tuple[str, ...]) -> list[dict[str, Any]]:
    return [{name: alarm[name] for name in names} for alarm in alarms]


def _metric(properties: Mapping[str, Any]) -> tuple[object, ...]:
    dimensions = {one["Name"]: one["Value"] for one in properties.get("Dimensions") or ()}
    return properties["Namespace"], properties["MetricName"], dimensions
