"""Dashboards: what matters first, then each service from its users down to its machines."""

from collections.abc import Iterator, Mapping, Sequence

from tocsin.plan.service_alarms import service_series
from tocsin.plan.specs import (
    LONGEST_UID,
    AlarmSpec,
    DashboardSpec,
    LogGroupSpec,
    PanelSpec,
    RowSpec,
    TracingSpec,
    qualified,
    shortened,
)
from tocsin.plan.stage_context import StageContext
from tocsin.viewpoint import Dashboard, Service, slug

OPERATIONS = "operations"
"""The dashboard of what Tocsin itself watches: the way to people, and the backups."""


def make_dashboards(
    context: StageContext,
    *,
    alarms: Sequence[AlarmSpec],
    log_groups: Sequence[LogGroupSpec],
    tracing: TracingSpec,
) -> tuple[DashboardSpec, ...]:
    """Return the dashboards of the viewpoint, and one for what Tocsin itself watches."""
    own = _operations(context, alarms)
    named = tuple(
        _dashboard(context, name, dashboard, alarms=alarms, log_groups=log_groups, tracing=tracing)
        for name, dashboard in context.viewpoint.dashboards.items()
    )
    return (*named, *(() if any(each.id == own.id for each in named) else (own,)))


def _dashboard(
    context: StageContext,
    name: str,
    dashboard: Dashboard,
    *,
    alarms: Sequence[AlarmSpec],
    log_groups: Sequence[LogGroupSpec],
    tracing: TracingSpec,
) -> DashboardSpec:
    shown = {
        service: settings
        for service, settings in context.viewpoint.services.items()
        if not dashboard.services or service in dashboard.services
    }
    prefix = qualified(context.viewpoint.system, context.stage_name)
    alarm_prefix = f"{prefix}-{slug(next(iter(shown)))}-" if len(shown) == 1 else f"{prefix}-"
    relevant = [alarm for alarm in alarms if alarm.service in shown]
    headline = _headline(context, dashboard, relevant)
    return DashboardSpec(
        id=slug(name),
        uid=shortened(f"{prefix}-{slug(name)}", LONGEST_UID),
        title=f"{context.viewpoint.system} {context.stage_name}: {name}",
        means=dashboard.means or f"How {', '.join(shown)} of {context.viewpoint.system} fare.",
        services=tuple((service, settings.owner) for service, settings in shown.items()),
        rows=(
            *((headline,) if headline.panels else ()),
            *_rows(context, shown, relevant),
        ),
        log_groups=tuple(group.name for group in log_groups if group.service in shown),
        trace_groups=tuple(group.name for group in tracing.groups),
        alarm_prefix=alarm_prefix,
        refresh_seconds=int(dashboard.refresh.total_seconds()),
        range_seconds=int(dashboard.time_range.total_seconds()),
        region=context.stage.home,
    )


def _headline(context: StageContext, dashboard: Dashboard, alarms: Sequence[AlarmSpec]) -> RowSpec:
    panels = []
    for reference in dashboard.metrics:
        service_name, _, metric_name = reference.partition("/")
        service = context.viewpoint.services[service_name]
        panels.append(
            _metric_panel(context, service_name, service, metric_name, alarms, headline=True)
        )
    return RowSpec(title="What matters most", panels=tuple(panels))


def _rows(
    context: StageContext, services: Mapping[str, Service], alarms: Sequence[AlarmSpec]
) -> Iterator[RowSpec]:
    """Yield a row for each service, and below them one for each resource."""
    for name, service in services.items():
        panels = tuple(
            _metric_panel(context, name, service, metric, alarms) for metric in service.metrics
        )
        if panels:
            yield RowSpec(title=name, panels=panels)
    for name, service in services.items():
        for resource in service.resources:
            watching = [
                alarm for alarm in alarms if (alarm.service, alarm.resource) == (name, resource)
            ]
            if watching:
                yield _alarm_row(f"{name}: {resource}", watching)


def _metric_panel(
    context: StageContext,
    service_name: str,
    service: Service,
    metric: str,
    alarms: Sequence[AlarmSpec],
    *,
    headline: bool = False,
) -> PanelSpec:
    series = service_series(context, service_name=service_name, service=service, metric_name=metric)
    return PanelSpec(
        title=series.label,
        means=service.metrics[metric].means or f"{series.label} of {service_name}.",
        series=(series,),
        alarms=tuple(
            alarm
            for alarm in alarms
            if alarm.service == service_name
            and alarm.resource is None
            and (alarm.series.expression, alarm.series.metrics)
            == (series.expression, series.metrics)
        ),
        headline=headline,
    )


def _operations(context: StageContext, alarms: Sequence[AlarmSpec]) -> DashboardSpec:
    """Return the dashboard of the alarms that belong to no service of the viewpoint."""
    own = [alarm for alarm in alarms if alarm.service not in context.viewpoint.services]
    watched = dict.fromkeys((alarm.service, alarm.resource) for alarm in own)
    prefix = qualified(context.viewpoint.system, context.stage_name)
    return DashboardSpec(
        id=OPERATIONS,
        uid=shortened(f"{prefix}-{OPERATIONS}", LONGEST_UID),
        title=f"{context.viewpoint.system} {context.stage_name}: {OPERATIONS}",
        means="Whether alarms reach people and backups are made.",
        services=tuple(dict.fromkeys((alarm.service, alarm.owner) for alarm in own)),
        rows=tuple(
            _alarm_row(
                f"{service}: {resource}",
                [alarm for alarm in own if (alarm.service, alarm.resource) == (service, resource)],
            )
            for service, resource in watched
        ),
        log_groups=(),
        trace_groups=(),
        alarm_prefix=f"{prefix}-",
        refresh_seconds=60,
        range_seconds=24 * 3_600,
        region=context.stage.home,
    )


def _alarm_row(title: str, alarms: Sequence[AlarmSpec]) -> RowSpec:
    """Return a row with a panel for each alarm, which shows its series and its threshold."""
    return RowSpec(
        title=title,
        panels=tuple(
            PanelSpec(
                title=alarm.series.label,
                means=f"{alarm.what_happened} {alarm.why_it_matters}",
                series=(alarm.series,),
                alarms=(alarm,),
            )
            for alarm in alarms
        ),
    )
