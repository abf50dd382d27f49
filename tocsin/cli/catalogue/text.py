"""What is said of the catalogue's types, in the terminal as on the page."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import groupby
from typing import get_args

from tocsin.catalogue import Comparison, RecommendedAlarm, ResourceType, SettingShare
from tocsin.diagnostics import elapsed, format_duration, number_text, quantity_text
from tocsin.timing import Delay

_BANDS = ("outside band", "below band", "above band")
_SIGNS = dict(zip(get_args(Comparison), (">", ">=", "<", "<=", *_BANDS), strict=True))
_ROLES = ("traffic", "errors", "latency", "saturation")


def by_namespace(kinds: Iterable[ResourceType]) -> Iterator[tuple[str, list[ResourceType]]]:
    """Yield the types of each namespace of CloudWatch, in the order of their names."""
    ordered = sorted(kinds, key=lambda kind: (_sorted_as(kind.namespace), kind.name))
    for namespace, several in groupby(ordered, key=lambda kind: kind.namespace):
        yield namespace, list(several)


def _sorted_as(namespace: str) -> str:
    """Return a namespace as people look for it: without what nearly all begin with."""
    return namespace.removeprefix("AWS/").lower()


def totals(kinds: Iterable[ResourceType]) -> str:
    """Say how much the catalogue knows."""
    found = list(kinds)
    metrics = sum(len(kind.metrics) for kind in found)
    alarms = sum(len(kind.alarms) for kind in found)
    return f"{len(found):,} types, {metrics:,} metrics and {alarms:,} alarms"


def condition(alarm: RecommendedAlarm) -> str:
    """Return the condition in the words of a viewpoint: `> 80 % for 2 of 2 periods of 5m`."""
    return (
        f"{_SIGNS[alarm.comparison]} {_limit(alarm)} "
        f"for {alarm.datapoints_to_alarm} of {alarm.evaluation_periods} periods "
        f"of {format_duration(timedelta(seconds=alarm.period))}"
    )


def _limit(alarm: RecommendedAlarm) -> str:
    threshold = alarm.threshold
    if _SIGNS[alarm.comparison] in _BANDS and not isinstance(threshold, SettingShare):
        return number_text(threshold)
    if isinstance(threshold, SettingShare):
        return f"{number_text(threshold.share * 100)} % of {threshold.of}"
    return quantity_text(threshold, alarm.threshold_unit)


def needs(kind: ResourceType, alarm: RecommendedAlarm) -> str:
    """Say what a resource has to give beside what names it, to have an alarm; "" if nothing."""
    given = [name for name in sorted(alarm.identifiers) if name in kind.optional_identifiers]
    given += [alarm.setting] if alarm.setting is not None else []
    given += [f"opt_ins: [{name}]" for name in sorted(kind.opt_ins_of(alarm))]
    parts = [f"only with {', '.join(given)}"] if given else []
    parts += [f"not with opt_ins: [{alarm.unless}]"] if alarm.unless is not None else []
    return "; ".join(parts)


def signals(kind: ResourceType) -> Iterator[tuple[str, list[str]]]:
    """Yield the golden signals of a type, traffic first, with the metrics that show them."""
    for role in _ROLES:
        names = [metric.name for metric in kind.metrics.values() if metric.role == role]
        if names:
            yield role, names


def delays(kind: ResourceType) -> list[tuple[Delay, list[str]]]:
    """Return how late the metrics of a type are, most of them first; then which are otherwise."""
    counts = Counter(metric.delay for metric in kind.metrics.values())
    usual = counts.most_common(1)[0][0]
    return [
        (
            delay,
            []
            if delay == usual
            else [name for name, each in kind.metrics.items() if each.delay == delay],
        )
        for delay, _ in counts.most_common()
    ]


def delay_text(delay: Delay) -> str:
    """Say how late datapoints are."""
    return f"typically {elapsed(delay.typical)} and at worst {elapsed(delay.worst)}"
