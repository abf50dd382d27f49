"""What an alarm reads: metrics, dimensions, statistics and expressions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.alarms import MetricAlarm
from tocsin.review.words import listed, short

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tocsin.alarms import Metric, MetricQuery
    from tocsin.review.alarms.pairing import AlarmPair
    from tocsin.review.change import Change


def reading(pair: AlarmPair) -> Iterator[Change]:
    """Yield what a metric alarm reads or computes that it did not before."""
    if pair.old is None or pair.new is None:
        return
    old, new = pair.old.definition, pair.new.definition
    if not (isinstance(old, MetricAlarm) and isinstance(new, MetricAlarm)):
        return
    yield from _metrics(pair, _metrics_of(old), _metrics_of(new))
    yield from _statistics(pair, old, new)
    yield from _expressions(pair, old, new)


def _metrics_of(alarm: MetricAlarm) -> list[MetricQuery]:
    return [query for query in alarm.queries if query.metric is not None]


def _metrics(
    pair: AlarmPair, old: Iterable[MetricQuery], new: Iterable[MetricQuery]
) -> Iterator[Change]:
    before, after = ({_identity(each): each for each in queries} for queries in (old, new))
    gone = [each for key, each in before.items() if key not in after]
    come = [each for key, each in after.items() if key not in before]
    if not gone and not come:
        return
    was, now = (listed(map(_called, queries)) for queries in (gone, come))
    yield pair.about.change(
        "alarm/metric",
        f"reads {now or 'no longer'} {'instead of ' if now and was else ''}{was}".strip(),
        before=was,
        after=now,
        at=(_place(pair),),
    )


def _identity(query: MetricQuery) -> tuple[object, ...]:
    assert query.metric is not None
    metric = query.metric
    return metric.namespace, metric.name, frozenset(metric.dimensions), query.account_id


def _called(query: MetricQuery) -> str:
    assert query.metric is not None
    return name_of(query.metric)


def name_of(metric: Metric) -> str:
    """Call a metric by its namespace, its name and its dimensions."""
    dimensions = ", ".join(f"{name} {value}" for name, value in metric.dimensions)
    return f"{metric.namespace} {metric.name}{f' ({dimensions})' if dimensions else ''}"


def _statistics(pair: AlarmPair, old: MetricAlarm, new: MetricAlarm) -> Iterator[Change]:
    """Yield other statistics and units of metrics that are still read."""
    before = {_identity(each): each for each in _metrics_of(old)}
    for query in _metrics_of(new):
        earlier = before.get(_identity(query))
        if earlier is None:
            continue
        was, now = (_statistic(each) for each in (earlier, query))
        if (earlier.statistic, earlier.unit) != (query.statistic, query.unit):
            yield pair.about.change(
                "alarm/statistic",
                f"looks at the {now} of {_called(query)} instead of its {was}",
                before=was,
                after=now,
                at=("ExtendedStatistic" if now.startswith("p") else "Statistic",),
            )


def _statistic(query: MetricQuery) -> str:
    text = query.statistic.text if query.statistic else ""
    return f"{text}{f' in {query.unit}' if query.unit else ''}"


def _expressions(pair: AlarmPair, old: MetricAlarm, new: MetricAlarm) -> Iterator[Change]:
    before, after = (_computed(each) for each in (old, new))
    if before == after or not (before or after):
        return
    was, now = (short("; ".join(each)) for each in (before, after))
    what = f"computes {now}" if now else "computes nothing any more"
    yield pair.about.change(
        "alarm/expression",
        f"{what}{f' instead of {was}' if was else ''}",
        before=was,
        after=now,
        at=("Metrics",),
    )


def _computed(alarm: MetricAlarm) -> tuple[str, ...]:
    texts = (" ".join((query.expression or "").split()) for query in alarm.queries)
    return tuple(sorted(filter(None, texts)))


def _place(pair: AlarmPair) -> str:
    return "Metrics" if "Metrics" in pair.alarm.properties else "MetricName"
