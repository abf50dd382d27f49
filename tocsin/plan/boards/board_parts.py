"""What dashboards have in common: their names, and what people read of metrics of services."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tocsin.plan.boards.plain_labels import topic_of
from tocsin.plan.boards.resource_panels import told_apart
from tocsin.plan.boards.sources import Sources, called
from tocsin.plan.dashboard_links import dashboard_uid
from tocsin.plan.metric_series import published_in, service_series
from tocsin.plan.specs import (
    AlarmSpec,
    DashboardKind,
    DashboardSpec,
    PanelSpec,
    RowSpec,
    SeriesSpec,
    qualified,
)
from tocsin.plan.stage_context import StageContext
from tocsin.viewpoint import Dashboard, slug

_HOUR = 3_600


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """A dashboard, as far as it differs from others of its stage.

    Attributes:
        name: Its name, from which its identity follows.
        kind: What it is about.
        means: What it is for.
        services: Pairs of what it shows and who answers for that.
        rows: From the most to the least important; those without panels are left out.
        alarm_prefixes: What names of the alarms begin with whose changes are drawn.
        log_groups: Names of the log groups whose errors it shows.
        trace_groups: Names of the groups of traces that it shows.
        refresh_seconds: How often it is read anew.
        range_seconds: How far it looks back.
    """

    name: str
    kind: DashboardKind
    means: str
    services: tuple[tuple[str, str], ...]
    rows: tuple[RowSpec, ...]
    alarm_prefixes: tuple[str, ...]
    log_groups: tuple[str, ...] = ()
    trace_groups: tuple[str, ...] = ()
    refresh_seconds: int = 60
    range_seconds: int = 3 * _HOUR


def board_spec(sources: Sources, board: Board) -> DashboardSpec:
    """Return a dashboard of the stage."""
    context = sources.context
    prefix = qualified(context.viewpoint.system, context.stage_name)
    return DashboardSpec(
        id=slug(board.name),
        uid=dashboard_uid(context, board.name),
        title=f"{context.viewpoint.system} {context.stage_name}: {board.name}",
        means=board.means,
        services=board.services,
        rows=tuple(row for row in board.rows if row.panels),
        log_groups=board.log_groups,
        trace_groups=board.trace_groups,
        alarm_prefixes=board.alarm_prefixes,
        refresh_seconds=board.refresh_seconds,
        range_seconds=board.range_seconds,
        region=context.stage.home,
        regions=context.stage.active_regions,
        kind=board.kind,
        deployments=("deployment", prefix),
        system=context.viewpoint.system,
        stage=context.stage_name,
    )


def alarm_prefixes(context: StageContext, services: Sequence[str]) -> tuple[str, ...]:
    """Return with what names of alarms of some services begin, and of as few others as can be.

    Those of a stage `prod-eu` begin like those of `prod`, too.
    """
    system, stage = context.viewpoint.system, context.stage_name
    names = (other.stage_name for other in context.of_same_account())
    is_alone = not any(name.startswith(f"{stage}-") for name in names)
    if len(services) > 1 and is_alone and set(services) >= context.viewpoint.services.keys():
        return (f"{qualified(system, stage)}-",)
    return tuple(f"{qualified(system, stage, service)}-" for service in services)


def headlines(sources: Sources, dashboard: Dashboard) -> tuple[PanelSpec, ...]:
    """Return the metrics that a dashboard of the viewpoint names, as large numbers."""
    panels = []
    for reference in dashboard.metrics:
        service, _, metric = reference.partition("/")
        panel = metric_panel(sources, service, metric)
        if panel is not None:
            panels.append(replace(panel, headline=True, opens=None))
    return tuple(panels)


def metric_panel(sources: Sources, service_name: str, metric: str) -> PanelSpec | None:
    """Return the panel of a metric, with a series for each Region; None if it is in none."""
    context = sources.context
    service = context.viewpoint.services[service_name]
    by_region = {
        there.region: service_series(
            there, service_name=service_name, service=service, metric_name=metric
        )
        for there in published_in(context, service, metric)
    }
    if not by_region:
        return None
    label = next(iter(by_region.values())).label
    alarms = sources.alarms_of(service_name)
    return PanelSpec(
        title=f"{called(service_name)}: {topic_of(label)}",
        means=service.metrics[metric].means or f"{label} of {service_name}.",
        series=told_apart(context, by_region),
        alarms=tuple(
            alarm
            for alarm in alarms
            if alarm.region in by_region and _reads(alarm, by_region[alarm.region])
        ),
    )


def once(names: Iterable[str]) -> tuple[str, ...]:
    """Return each name once, in order."""
    return tuple(dict.fromkeys(names))


def _reads(alarm: AlarmSpec, series: SeriesSpec) -> bool:
    """Tell whether an alarm reads what a series does, if maybe in other periods."""
    own = alarm.series
    return (own.expression, own.metrics) == (series.expression, series.metrics)
