"""Dashboards: what matters first, then each service from its users down to its machines."""

from collections.abc import Iterator, Mapping, Sequence

from tocsin.plan.operations_dashboard import operations_dashboard
from tocsin.plan.service_series import service_series
from tocsin.plan.specs import (
    LONGEST_UID,
    AlarmSpec,
    DashboardSpec,
    LogGroupSpec,
    PanelSpec,
    RowSpec,
    TracingSpec,
    alarm_panel,
    qualified,
    shortened,
)
from tocsin.plan.stage_context import Scope
from tocsin.viewpoint import Dashboard, Service, slug


def dashboards(
    scope: Scope,
    *,
    alarms: Sequence[AlarmSpec],
    log_groups: Sequence[LogGroupSpec],
    tracing: TracingSpec,
) -> tuple[DashboardSpec, ...]:
    """Return the dashboards of the viewpoint, and one for what Tocsin itself watches."""
    own = operations_dashboard(scope, alarms)
    named = tuple(
        _dashboard(scope, name, dashboard, alarms=alarms, log_groups=log_groups, tracing=tracing)
        for name, dashboard in scope.viewpoint.dashboards.items()
    )
    return (*named, *(() if any(each.id == own.id for each in named) else (own,)))


def _dashboard(
    scope: Scope,
    name: str,
    dashboard: Dashboard,
    *,
    alarms: Sequence[AlarmSpec],
    log_groups: Sequence[LogGroupSpec],
    tracing: TracingSpec,
) -> DashboardSpec:
    shown = {
        service: settings
        for service, settings in scope.viewpoint.services.items()
        if not dashboard.services or service in dashboard.services
    }
    prefix = qualified(scope.viewpoint.system, scope.stage_name)
    alarm_prefix = f"{prefix}-{slug(next(iter(shown)))}-" if len(shown) == 1 else f"{prefix}-"
    relevant = [alarm for alarm in alarms if alarm.service in shown]
    headline = _headline(scope, dashboard, relevant)
    return DashboardSpec(
        id=slug(name),
        uid=shortened(f"{prefix}-{slug(name)}", LONGEST_UID),
        title=f"{scope.viewpoint.system} {scope.stage_name}: {name}",
        means=dashboard.means or f"How {', '.join(shown)} of {scope.viewpoint.system} fare.",
        services=tuple((service, settings.owner) for service, settings in shown.items()),
        rows=(
            *((headline,) if headline.panels else ()),
            *_rows(scope, shown, relevant),
        ),
        log_groups=tuple(group.name for group in log_groups if group.service in shown),
        trace_groups=tuple(group.name for group in tracing.groups),
        alarm_prefix=alarm_prefix,
        refresh_seconds=int(dashboard.refresh.total_seconds()),
        range_seconds=int(dashboard.time_range.total_seconds()),
        region=scope.stage.region,
    )


def _headline(scope: Scope, dashboard: Dashboard, alarms: Sequence[AlarmSpec]) -> RowSpec:
    panels = []
    for reference in dashboard.metrics:
        service_name, _, metric_name = reference.partition("/")
        service = scope.viewpoint.services[service_name]
        panels.append(
            _metric_panel(scope, service_name, service, metric_name, alarms, headline=True)
        )
    return RowSpec(title="What matters most", panels=tuple(panels))


def _rows(
    scope: Scope, services: Mapping[str, Service], alarms: Sequence[AlarmSpec]
) -> Iterator[RowSpec]:
    """Yield a row for each service, and below them one for each resource."""
    for name, service in services.items():
        panels = tuple(
            _metric_panel(scope, name, service, metric, alarms) for metric in service.metrics
        )
        if panels:
            yield RowSpec(title=name, panels=panels)
    for name, service in services.items():
        for resource in service.resources:
            watching = [
                alarm for alarm in alarms if (alarm.service, alarm.resource) == (name, resource)
            ]
            if watching:
                panels = tuple(alarm_panel(alarm) for alarm in watching)
                yield RowSpec(title=f"{name}: {resource}", panels=panels)


def _metric_panel(
    scope: Scope,
    service_name: str,
    service: Service,
    metric: str,
    alarms: Sequence[AlarmSpec],
    *,
    headline: bool = False,
) -> PanelSpec:
    series = service_series(scope, service_name=service_name, service=service, metric_name=metric)
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
