"""The panels of a resource: its golden signals, traffic first, each with its alarms."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tocsin.catalogue import Role
from tocsin.on_call import SEVERITIES
from tocsin.plan.boards.plain_labels import topic_of, with_plain_label
from tocsin.plan.golden_signals import ROLES, GoldenSignals
from tocsin.plan.specs import AlarmSpec, PanelSpec, SeriesSpec
from tocsin.plan.stage_context import StageContext

_MEANS: Mapping[Role | None, str] = {
    "traffic": "How much is asked of it; every other number means something only beside this.",
    "errors": "What it fails at.",
    "latency": "How long it takes, or how long something waits for it.",
    "saturation": "How much of what it has is used, and what does not get through.",
    None: "What its alarms watch beside traffic, errors, latency and saturation.",
}
_MOST_TOPICS = 2
"""In a title; more of them are called by their signal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RolePanel:
    """A panel, and the golden signal that it shows.

    Attributes:
        role: The signal; None for what is beside them.
        panel: The panel.
    """

    role: Role | None
    panel: PanelSpec


def resource_panels(
    context: StageContext,
    alarms: Sequence[AlarmSpec],
    signals: Sequence[GoldenSignals],
    *,
    called: str,
) -> Iterator[RolePanel]:
    """Yield the panels of one resource: by signal, and last those of alarms on something else.

    A metric that an alarm watches by itself is shown with its threshold, and not once more.

    Args:
        context: The stage.
        alarms: The alarms of the resource, in all Regions.
        signals: Its golden signals, for each Region.
        called: What people call the resource.
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
    words = signals[0].words if signals else {}
    for role in (*ROLES, None):
        found = [
            *(_signal_panels(context, role, signals, watched, called) if role else ()),
            *alarm_panels(context, by_role.get(role, ()), called=called, role=role, words=words),
        ]
        yield from (RolePanel(role=role, panel=panel) for panel in found)


def told_apart(
    context: StageContext, by_region: Mapping[str, SeriesSpec]
) -> tuple[SeriesSpec, ...]:
    """Return the series of several Regions, each with its Region; without, if there is one.

    What is published in one Region alone, as metrics of Amazon CloudFront, keeps that: it need not
    be the one of the stage.
    """
    if len(by_region) == len(context.stage.active_regions) == 1:
        ((region, series),) = by_region.items()
        return (series if region == context.stage.home else replace(series, region=region),)
    return tuple(
        replace(series, label=f"{series.label} ({region})", region=region)
        for region, series in by_region.items()
    )


def _signal_panels(
    context: StageContext,
    role: Role,
    signals: Sequence[GoldenSignals],
    watched: set[tuple[str, str]],
    called: str,
) -> Iterator[PanelSpec]:
    """Yield a panel for each unit in which a signal is measured."""
    by_unit: dict[tuple[str, int], dict[str, dict[str, SeriesSpec]]] = {}
    for signal in signals:
        for own, series in signal.series:
            metric = series.metrics[0]
            name = (metric.namespace, metric.name)
            if own == role and name not in watched:
                plain = with_plain_label(series, signal.words[name])
                alike = by_unit.setdefault((series.unit, series.period), {})
                alike.setdefault(plain.label, {})[signal.region] = plain
    for (unit, _), by_label in by_unit.items():
        found = [each for one in by_label.values() for each in told_apart(context, one)]
        what = _topics(role, tuple(by_label), unit, is_one_of_several=len(by_unit) > 1)
        yield PanelSpec(
            title=f"{called}: {what}", means=_MEANS[role], series=tuple(found), alarms=()
        )


def _topics(role: Role, labels: Sequence[str], unit: str, *, is_one_of_several: bool) -> str:
    topics = [*dict.fromkeys(map(topic_of, labels))]
    if len(topics) <= _MOST_TOPICS:
        return " and ".join(topics)
    return f"{role} ({unit.lower()})" if is_one_of_several and unit != "None" else role


def alarm_panels(
    context: StageContext,
    alarms: Iterable[AlarmSpec],
    *,
    called: str,
    role: Role | None = None,
    words: Mapping[tuple[str, str], str] | None = None,
) -> Iterator[PanelSpec]:
    """Yield a panel for what alarms read, with the thresholds of all that read the same.

    Alarms that differ in nothing but their Region share a panel, too: side by side it shows
    whether it is one Region that is ill, or all of them.
    """
    alike: dict[Hashable, list[AlarmSpec]] = {}
    for alarm in alarms:
        alike.setdefault(_read(alarm.series), []).append(alarm)
    for together in alike.values():
        first = min(together, key=lambda alarm: SEVERITIES.index(alarm.severity))
        metric = first.series.metrics[0]
        plain = (words or {}).get((metric.namespace, metric.name), "")
        by_region = {each.region: with_plain_label(each.series, plain) for each in together}
        yield PanelSpec(
            title=titled(called, by_region[first.region].label),
            means=_MEANS[role],
            series=told_apart(context, _of_home(context, by_region)),
            alarms=tuple(together),
        )


def titled(called: str, label: str) -> str:
    """Return a title: what people call a thing, if anything, and what is shown of it."""
    topic = topic_of(label)
    return f"{called}: {topic}" if called else f"{topic[:1].upper()}{topic[1:]}"


def _of_home(
    context: StageContext, by_region: Mapping[str, SeriesSpec]
) -> Mapping[str, SeriesSpec]:
    """Return series by Region, that of the stage's home first."""
    home = context.stage.home
    return dict(sorted(by_region.items(), key=lambda each: each[0] != home))


def _read(series: SeriesSpec) -> Hashable:
    """Return what two series have in common that are the same in two Regions."""
    metrics = tuple((each.id, each.namespace, each.name, each.statistic) for each in series.metrics)
    return series.label, series.unit, series.period, series.expression, metrics
