"""What alarms are charged for: the metrics that they read."""

import re
from collections.abc import Iterator

from tocsin.assembly import Alarm, Assembly, readings_of
from tocsin.cost.counted import Counted, Uncounted
from tocsin.cost.counting.of_resource import counted, in_usage, uncounted
from tocsin.cost.usage import Usage

_MINUTE = 60
_OF_A_BAND = 3
"""A metric that is held against what is expected of it, and the two bounds of that."""

_BAND = re.compile(r"\bANOMALY_DETECTION_BAND\s*\(", re.IGNORECASE)
_INSIGHTS = re.compile(r"\s*SELECT\b", re.IGNORECASE)


def alarms(assembly: Assembly, usage: Usage) -> Iterator[Counted | Uncounted]:
    """Yield the metrics of metric alarms, and composite alarms.

    A metric alarm is charged by the metric that it reads, one with metric math for each of them,
    and one that detects anomalies for three; more where a period is below a minute.

    https://aws.amazon.com/cloudwatch/pricing/
    """
    for alarm in assembly.alarms:
        yield from _metric_alarm(alarm, usage)
    for composite in assembly.composite_alarms:
        yield counted("composite-alarm", 1, composite.resource)
    for log_alarm in assembly.log_alarms:
        what = "what alarms on log queries scan"
        yield uncounted(what, log_alarm.resource, "nothing: it depends on what they scan")


def _metric_alarm(alarm: Alarm, usage: Usage) -> Iterator[Counted | Uncounted]:
    readings = tuple(readings_of(alarm))
    if _queries_insights(alarm):
        analysed = usage.insights_metrics.get(alarm.name)
        if analysed is None:
            what = "metrics that queries of Metrics Insights analyse"
            yield uncounted(what, alarm.resource, in_usage("insights_metrics"))
        else:
            yield counted("insights-metric", analysed, alarm.resource)
    elif not readings:
        what = "alarms on PromQL"
        yield uncounted(what, alarm.resource, "nothing: its price is not known here")
    if readings:
        is_fast = any(each.period is not None and each.period < _MINUTE for each in readings)
        price = "alarm-metric-high-resolution" if is_fast else "alarm-metric"
        units = _OF_A_BAND if _has_band(alarm) else len(readings)
        yield counted(price, units, alarm.resource)


def _expressions(alarm: Alarm) -> Iterator[str]:
    queries = alarm.properties.get("Metrics")
    for query in queries if isinstance(queries, list) else ():
        expression = query.get("Expression") if isinstance(query, dict) else None
        if isinstance(expression, str):
            yield expression


def _queries_insights(alarm: Alarm) -> bool:
    return any(_INSIGHTS.match(each) for each in _expressions(alarm))


def _has_band(alarm: Alarm) -> bool:
    return any(_BAND.search(each) for each in _expressions(alarm))
