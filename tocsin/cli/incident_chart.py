"""What an alarm compared, by its definition and the values that CloudWatch kept."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from operator import ge, gt, le, lt
from typing import Any, Final

from tocsin.aftermath import Chart

_BREACHES: Final[Mapping[str, tuple[str, Callable[[float, float], bool]]]] = {
    "GreaterThanOrEqualToThreshold": ("at or above", ge),
    "GreaterThanThreshold": ("above", gt),
    "LessThanOrEqualToThreshold": ("at or below", le),
    "LessThanThreshold": ("below", lt),
}
_BANDS: Final[Mapping[str, str]] = {
    "GreaterThanUpperThreshold": "above its band",
    "LessThanLowerThreshold": "below its band",
    "LessThanLowerOrGreaterThanUpperThreshold": "outside its band",
}
_NO_UNIT: Final = ("", "None")


def chart_of(alarm: Mapping[str, Any], values: Mapping[datetime, float], period: int) -> Chart:
    """Return the chart of a metric alarm.

    Args:
        alarm: The alarm, as DescribeAlarms answers it.
        values: What it compared, by the start of each period; one at least.
        period: Its period in seconds.
    """
    begins = min(values)
    start = begins.timestamp()
    count = int((max(values).timestamp() - start) // period) + 1
    by_slot = {int((at.timestamp() - start) // period): value for at, value in values.items()}
    found = tuple(by_slot.get(slot) for slot in range(count))
    comparison, threshold = alarm.get("ComparisonOperator", ""), alarm.get("Threshold")
    words, breaches = _BREACHES.get(comparison, (_BANDS.get(comparison, comparison), None))
    is_fixed = breaches is not None and threshold is not None
    return Chart(
        alarm=alarm["AlarmName"],
        measured=_measured(alarm),
        unit=_unit(alarm),
        compared=f"{words} {threshold:g}" if is_fixed else f"{words}, which is not drawn",
        threshold=threshold if is_fixed else None,
        period=period,
        begins=begins,
        values=found,
        breaching=tuple(
            each is not None
            and breaches is not None
            and threshold is not None
            and breaches(each, threshold)
            for each in found
        ),
    )


def period_of(alarm: Mapping[str, Any]) -> int:
    """Return the period of an alarm in seconds: that of its metrics, if it does not say one."""
    found = [alarm.get("Period")]
    for query in alarm.get("Metrics", ()):
        found += [query.get("Period"), query.get("MetricStat", {}).get("Period")]
    return max((each for each in found if each), default=60)


def _measured(alarm: Mapping[str, Any]) -> str:
    """Return what an alarm compares: of an expression, its label, or itself with its metrics."""
    queries = {each["Id"]: each for each in alarm.get("Metrics", ())}
    if not queries:
        statistic = alarm.get("Statistic") or alarm.get("ExtendedStatistic") or "Average"
        return _metric(statistic, alarm)
    returned = (each for each in queries.values() if each.get("ReturnData", True))
    compared: Mapping[str, Any] = next(returned, {})
    if label := compared.get("Label"):
        return str(label)
    if "Expression" not in compared:
        return _of_query(compared)
    metrics = (f"{name} is {_of_query(each)}" for name, each in queries.items() if _is_metric(each))
    return "; ".join((str(compared["Expression"]), *metrics))


def _of_query(query: Mapping[str, Any]) -> str:
    of = query.get("MetricStat", {})
    return _metric(of.get("Stat", ""), of.get("Metric", {}))


def _is_metric(query: Mapping[str, Any]) -> bool:
    return "MetricStat" in query


def _metric(statistic: str, metric: Mapping[str, Any]) -> str:
    dimensions = ", ".join(f"{each['Name']} {each['Value']}" for each in _dimensions(metric))
    name = f"{statistic} of {metric.get('Namespace', '')} {metric.get('MetricName', '')}"
    return f"{name} ({dimensions})" if dimensions else name


def _dimensions(metric: Mapping[str, Any]) -> Iterator[Mapping[str, str]]:
    yield from metric.get("Dimensions", ())


def _unit(alarm: Mapping[str, Any]) -> str:
    """Return the unit that the alarm names; that of an expression of several is not known."""
    queries = [each for each in alarm.get("Metrics", ()) if _is_metric(each)]
    units = {str(each["MetricStat"].get("Unit", "")) for each in queries} or {
        str(alarm.get("Unit", ""))
    }
    is_one = len(units) == 1 and len(alarm.get("Metrics", ())) <= 1
    unit = units.pop()
    return unit if is_one and unit not in _NO_UNIT else ""
