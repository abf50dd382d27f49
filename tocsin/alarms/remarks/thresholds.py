"""Remarks on thresholds that the statistic can never cross, or always crosses."""

from collections.abc import Callable, Mapping
from math import inf
from operator import ge, gt, le, lt
from typing import Final

from tocsin.alarms.metric import StatisticKind
from tocsin.alarms.metric_alarm import Comparison, MetricAlarm, TreatMissingData
from tocsin.alarms.property_reader import PropertyReader
from tocsin.diagnostics import number_text

_RANGES: Final[Mapping[StatisticKind, tuple[float, float]]] = {
    # A datapoint exists only where there was a sample.
    StatisticKind.SAMPLE_COUNT: (1.0, inf),
    StatisticKind.PERCENTILE_RANK: (0.0, 100.0),
    StatisticKind.TRIMMED_COUNT: (0.0, inf),
}
"""Between which numbers the datapoints of a statistic lie, whatever the metric is."""

_CROSSES: Final[Mapping[Comparison, Callable[[float, float], bool]]] = {
    Comparison.GREATER: gt,
    Comparison.GREATER_OR_EQUAL: ge,
    Comparison.LESS: lt,
    Comparison.LESS_OR_EQUAL: le,
}


def remark_on_threshold(reader: PropertyReader, alarm: MetricAlarm) -> None:
    """Say where whatever happens breaches, or nothing does."""
    query, crosses = alarm.query(alarm.result_id), _CROSSES.get(alarm.comparison)
    if query.statistic is None or crosses is None or alarm.threshold is None:
        return
    if query.statistic.kind not in _RANGES:
        return
    least, most = _RANGES[query.statistic.kind]
    breaches = {crosses(least, alarm.threshold), crosses(most, alarm.threshold)}
    silence_breaches = alarm.treat_missing_data is TreatMissingData.BREACHING
    # A datapoint that always breaches is how to alarm on any event, and silence that does is how
    # to alarm on none: only the two together, or neither, have no use.
    if breaches != {silence_breaches}:
        return
    shown = f"a datapoint of {query.statistic.text} is {_range(least, most)}"
    rule = f"{alarm.comparison} {number_text(alarm.threshold)}"
    if silence_breaches:
        what = f"{shown}, so each breaches {rule}, and silence does too: it is always in ALARM"
        fix = "change the threshold, or write notBreaching"
        reader.report("Threshold", "always-breaches", what, fix, severity="warning")
    else:
        what = f"{shown}, so none breaches {rule}: the alarm never fires"
        fix = "change the threshold, or write breaching if silence is what it is for"
        reader.report("Threshold", "never-breaches", what, fix, severity="warning")


def _range(least: float, most: float) -> str:
    if most == inf:
        return f"{number_text(least)} or more"
    return f"from {number_text(least)} to {number_text(most)}"
