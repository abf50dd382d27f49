"""Remarks on statistics about which AWS's pages do not agree.

PutMetricAlarm's reference takes TC, TM, TS and WM with percentages from 10 to 90; the guide to
statistics has others as well, and alarms with them exist.
https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html
"""

from collections.abc import Iterator
from typing import Final

from tocsin.alarms.metric import Statistic, StatisticKind
from tocsin.alarms.metric_alarm import MetricAlarm
from tocsin.alarms.property_reader import PropertyReader

_PERCENT_BOUNDS: Final = (10.0, 90.0)


def remark_on_statistics(reader: PropertyReader, alarm: MetricAlarm) -> None:
    """Say which bounds the reference of PutMetricAlarm leaves out."""
    if not reader.has("Metrics"):
        _remark(reader, "ExtendedStatistic", alarm.queries[0].statistic)
        return
    for entry, query in zip(reader.mappings("Metrics"), alarm.queries, strict=False):
        if (stat := entry.mapping("MetricStat")) is not None:
            _remark(stat, "Stat", query.statistic)


def _remark(reader: PropertyReader, name: str, statistic: Statistic | None) -> None:
    if statistic is None or all(
        _PERCENT_BOUNDS[0] <= percent <= _PERCENT_BOUNDS[1] for percent in _percents(statistic)
    ):
        return
    what = (
        f"the reference of PutMetricAlarm has no percentages outside of 10 to 90, as in "
        f"{statistic.text}; the guide to statistics has them"
    )
    fix = "use percentages from 10 to 90 to be sure, or try it in an account"
    reader.report(name, "statistic-bounds", what, fix, severity="note")


def _percents(statistic: Statistic) -> Iterator[float]:
    """Yield the bounds between the colons of a statistic that are percentages."""
    if ":" in statistic.text and statistic.kind is not StatisticKind.PERCENTILE:
        for bound in (statistic.lower, statistic.upper):
            if bound is not None and bound.is_percent:
                yield bound.value
