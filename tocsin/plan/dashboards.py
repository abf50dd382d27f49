"""Dashboards: what matters first, then each service from its users down to its machines."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from tocsin.diagnostics import InvalidValueError
from tocsin.plan.dashboard_links import OPERATIONS, dashboard_uid
from tocsin.plan.golden_signals import GoldenSignals
from tocsin.plan.metric_series import published_in, service_series
from tocsin.plan.objective_panels import objective_panels
from tocsin.plan.resource_panels import resource_panels, told_apart
from tocsin.plan.specs import (
    AlarmSpec,
    DashboardSpec,
    LogGroupSpec,
    PanelSpec,
    RowSpec,
    SeriesSpec,
    TracingSpec,
    qualified,
)
from tocsin.plan.stage_context import StageContext
from tocsin.sampling import named_services
from tocsin.viewpoint import Dashboard, Service, slug


def make_dashboards(
    context: StageContext,
    *,
    alarms: Sequence[AlarmSpec],
    signals: Sequence[GoldenSignals],
    log_groups: Sequence[LogGroupSpec],
    tracing: Sequence[TracingSpec],
) -> tuple[DashboardSpec, ...]:
    """Return the dashboards of the viewpoint, and one for what Tocsin itself watches."""
    own = _operations(context, alarms)
    named = tuple(
        _dashboard(
            context,
            name,
            dashboard,
            alarms=alarms,
            signals=signals,
            log_groups=log_groups,
            tracing=tracing,
        )
        for name, dashboard in context.viewpoint.dashboards.items()
    )
    return (*named, *(() if any(each.id == own.id for each in named) else (own,)))


def _dashboard(
    context: StageContext,
    name: str,
    dashboard: Dashboard,
    *,
    alarms: Sequence[AlarmSpec],
    signals: Sequence[GoldenSignals],
    log_groups: Sequence[LogGroupSpec],
    tracing: Sequence[TracingSpec],
) -> DashboardSpec:
    shown = {
        service: settings
        for service, settings in context.viewpoint.services.items()
        if not dashboard.services or service in dashboard.services
    }
    relevant = [alarm for alarm in alarms if alarm.service in shown]
    headline = _headline(context, dashboard, relevant)
    return DashboardSpec(
        id=slug(name),
        uid=dashboard_uid(context, name),
        title=f"{context.viewpoint.system} {context.stage_name}: {name}",
        means=dashboard.means or f"How {', '.join(shown)} of {context.viewpoint.system} fare.",
        services=tuple((service, settings.owner) for service, settings in shown.items()),
        rows=(
            *((headline,) if headline.panels else ()),
            *_rows(context, shown, relevant, signals),
        ),
        log_groups=_once(group.name for group in log_groups if group.service in shown),
        trace_groups=_once(_trace_groups(context, tracing, shown)),
        alarm_prefixes=_alarm_prefixes(context, tuple(shown)),
        refresh_seconds=int(dashboard.refresh.total_seconds()),
        range_seconds=int(dashboard.time_range.total_seconds()),
        region=context.stage.home,
        regions=context.stage.active_regions,
    )


def _trace_groups(
    context: StageContext, tracing: Sequence[TracingSpec], shown: Iterable[str]
) -> Iterator[str]:
    """Yield the groups of traces of some services, and those that name none of the viewpoint."""
    others = {slug(each) for each in context.viewpoint.services} - {*map(slug, shown)}
    wanted = {*map(slug, shown)}
    for each in tracing:
        for group in each.groups:
            named = _named_services(group.filter_expression)
            if _is_about(named, wanted) or not _is_about(named, others):
                yield group.name


def _named_services(expression: str) -> frozenset[str]:
    """Return the services that a filter names; one that cannot be read is reported elsewhere."""
    try:
        return frozenset(named_services(expression))
    except InvalidValueError:
        return frozenset()


def _is_about(named: Iterable[str], services: Iterable[str]) -> bool:
    """Say whether names of traces are those of services, which stages put something before."""
    ends = tuple(services)
    return any(name == end or name.endswith(f"-{end}") for name in named for end in ends)


def _alarm_prefixes(context: StageContext, services: Sequence[str]) -> tuple[str, ...]:
    """Return with what names of alarms of some services begin, and of as few others as can be.

    Those of a stage `prod-eu` begin like those of `prod`, too.
    """
    system, stage = context.viewpoint.system, context.stage_name
    names = (other.stage_name for other in context.of_same_account())
    if len(services) > 1 and not any(name.startswith(f"{stage}-") for name in names):
        return (f"{qualified(system, stage)}-",)
    return tuple(f"{qualified(system, stage, service)}-" for service in services)


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _headline(context: StageContext, dashboard: Dashboard, alarms: Sequence[AlarmSpec]) -> RowSpec:
    panels = []
    for reference in dashboard.metrics:
        service_name, _, metric_name = reference.partition("/")
        service = context.viewpoint.services[service_name]
        panel = _metric_panel(context, service_name, service, metric_name, alarms)
        if panel is not None:
            panels.append(replace(panel, headline=True))
    return RowSpec(title="What matters most", panels=tuple(panels))


def _rows(
    context: StageContext,
    services: Mapping[str, Service],
    alarms: Sequence[AlarmSpec],
    signals: Sequence[GoldenSignals],
) -> Iterator[RowSpec]:
    """Yield a row for each service, and below them one for each resource and log group."""
    for name, service in services.items():
        found = [_metric_panel(context, name, service, each, alarms) for each in service.metrics]
        panels = tuple(panel for panel in found if panel is not None)
        shown = {alarm.id for panel in panels for alarm in panel.alarms}
        # What no panel of a metric shows, because it reads the metric by another statistic.
        others = [
            alarm
            for alarm in alarms
            if alarm.service == name
            and alarm.resource is None
            and alarm.id not in shown
            # What is only a part of another alarm is shown with what that is about.
            and not alarm.is_part
        ]
        panels += tuple(objective_panels(context, name, service, alarms))
        panels += tuple(resource_panels(context, others, ()))
        if panels:
            yield RowSpec(title=name, panels=panels)
    for name, service in services.items():
        for resource in _once((*service.resources, *service.log_groups)):
            panels = tuple(
                resource_panels(
                    context,
                    [each for each in alarms if (each.service, each.resource) == (name, resource)],
                    [each for each in signals if (each.service, each.resource) == (name, resource)],
                )
            )
            if panels:
                yield RowSpec(title=f"{name}: {resource}", panels=panels)


def _metric_panel(
    context: StageContext,
    service_name: str,
    service: Service,
    metric: str,
    alarms: Sequence[AlarmSpec],
) -> PanelSpec | None:
    """Return the panel of a metric, with a series for each Region; None if it is in none."""
    by_region = {
        there.region: service_series(
            there, service_name=service_name, service=service, metric_name=metric
        )
        for there in published_in(context, service, metric)
    }
    if not by_region:
        return None
    label = next(iter(by_region.values())).label
    return PanelSpec(
        title=label,
        means=service.metrics[metric].means or f"{label} of {service_name}.",
        series=told_apart(context, by_region),
        alarms=tuple(
            alarm
            for alarm in alarms
            if alarm.service == service_name
            and alarm.resource is None
            and alarm.region in by_region
            and _is_of(alarm, by_region[alarm.region])
        ),
    )


def _is_of(alarm: AlarmSpec, series: SeriesSpec) -> bool:
    """Tell whether an alarm reads what a series does, if maybe in other periods."""
    own = alarm.series
    return (own.expression, own.metrics) == (series.expression, series.metrics)


def _operations(context: StageContext, alarms: Sequence[AlarmSpec]) -> DashboardSpec:
    """Return the dashboard of the alarms that belong to no service of the viewpoint."""
    own = [alarm for alarm in alarms if alarm.service not in context.viewpoint.services]
    watched = dict.fromkeys((alarm.service, alarm.resource) for alarm in own)
    return DashboardSpec(
        id=OPERATIONS,
        uid=dashboard_uid(context, OPERATIONS),
        title=f"{context.viewpoint.system} {context.stage_name}: {OPERATIONS}",
        means="Whether alarms reach people and backups are made.",
        services=tuple(dict.fromkeys((alarm.service, alarm.owner) for alarm in own)),
        rows=tuple(
            RowSpec(
                title=service if resource is None else f"{service}: {resource}",
                panels=tuple(
                    resource_panels(
                        context,
                        [
                            each
                            for each in own
                            if (each.service, each.resource) == (service, resource)
                        ],
                        (),
                    )
                ),
            )
            for service, resource in watched
        ),
        log_groups=(),
        trace_groups=(),
        alarm_prefixes=_alarm_prefixes(context, _once(alarm.service for alarm in own)),
        refresh_seconds=60,
        range_seconds=24 * 3_600,
        region=context.stage.home,
        regions=context.stage.active_regions,
    )
