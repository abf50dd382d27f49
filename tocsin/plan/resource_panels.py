"""The panels of a resource: its golden signals, traffic first, each with its alarms."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from tocsin.catalogue import Role
from tocsin.on_call import SEVERITIES
from tocsin.plan.golden_signals import ROLES, GoldenSignals
from tocsin.plan.specs import AlarmSpec, PanelSpec, SeriesSpec
from tocsin.plan.stage_context import StageContext

_MEANS: Mapping[Role, str] = {
    "traffic": "How much is asked of it; every other number means something only beside this.",
    "errors": "What it fails at.",
    "latency": "How long it takes, or how long something waits for it.",
    "saturation": "How much of what it has is used, and what does not get through.",
}


def resource_panels(
    context: StageContext, alarms: Sequence[AlarmSpec], signals: Sequence[GoldenSignals]
) -> Iterator[PanelSpec]:
    """Yield the panels of one resource: by signal, and last those of alarms on something else.

    A metric that an alarm watches by itself is shown with its threshold, and not once more.

    Args:
        context: The stage.
        alarms: The alarms of the resource, in all Regions.
        signals: Its golden signals, for each Region.
    """
    by_role: dict[Role | None, list[AlarmSpec]] = {}
    for alarm in alarms:
        role = signals[0].role_of(alarm) if signals else None
        by_role.setdefault(role, []).append(alarm)
    watched = {
        (metric.namespace, metric.name)
        for metric, *others in (each.series.metrics for each in alarms)
        if not others and metric.statistic != "SampleCount"
    }
    for role in ROLES:
        yield from _signal_panels(context, role, signals, watched)
        yield from _alarm_panels(context, by_role.get(role, ()))
    yield from _alarm_panels(context, by_role.get(None, ()))


def told_apart(
    context: StageContext, by_region: Mapping[str, SeriesSpec]
) -> tuple[SeriesSpec, ...]:
    """Return the series of several Regions, each with its Region; without, if there is one."""
    if len(context.stage.active_regions) == 1:
        return tuple(by_region.values())
    return tuple(
        replace(series, label=f"{series.label} ({region})", region=region)
        for region, series in by_region.items()
    )


def _signal_panels(
    context: StageContext,
    role: Role,
    signals: Sequence[GoldenSignals],
    watched: set[tuple[str, str]],
) -> Iterator[PanelSpec]:
    """Yield a panel for each unit in which a signal is measured."""
    by_unit: dict[tuple[str, int], dict[str, dict[str, SeriesSpec]]] = {}
    for signal in signals:
        for own, series in signal.series:
            metric = series.metrics[0]
            if own == role and (metric.namespace, metric.name) not in watched:
                alike = by_unit.setdefault((series.unit, series.period), {})
                alike.setdefault(series.label, {})[signal.region] = series
    for (unit, _), by_label in by_unit.items():
        found = [each for one in by_label.values() for each in told_apart(context, one)]
        yield PanelSpec(
            title=_title(role, tuple(by_label), unit, is_one_of_several=len(by_unit) > 1),
            means=_MEANS[role],
            series=tuple(found),
            alarms=(),
        )


def _title(role: Role, labels: Sequence[str], unit: str, *, is_one_of_several: bool) -> str:
    name = role.capitalize()
    if len(labels) == 1:
        return f"{name}: {labels[0]}"
    return f"{name} ({unit.lower()})" if is_one_of_several else name


def _alarm_panels(context: StageContext, alarms: Iterable[AlarmSpec]) -> Iterator[PanelSpec]:
    """Yield a panel for each alarm, which shows its series and its threshold.

    Alarms that differ in nothing but their Region share a panel: side by side it shows whether it
    is one Region that is ill, or all of them.
    """
    alike: dict[tuple[str, str, str, int], list[AlarmSpec]] = {}
    for alarm in alarms:
        one = alarm.record if alarm.is_regional else alarm.id.removesuffix(f"-{alarm.level}")
        series = alarm.series
        alike.setdefault((one, series.label, series.unit, series.period), []).append(alarm)
    for together in alike.values():
        first = min(together, key=lambda alarm: SEVERITIES.index(alarm.severity))
        yield PanelSpec(
            title=first.series.label,
            means=f"{first.what_happened} {first.why_it_matters}",
            series=told_apart(context, {each.region: each.series for each in together}),
            alarms=tuple(together),
        )
