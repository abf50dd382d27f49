"""The dashboard of a service: from what its users feel down to its machines, traces and logs."""

from collections.abc import Iterable, Iterator, Sequence

from tocsin.diagnostics import InvalidValueError
from tocsin.plan.boards.board_parts import (
    Board,
    alarm_prefixes,
    board_spec,
    headlines,
    metric_panel,
    once,
)
from tocsin.plan.boards.changes import deployments, firing_list
from tocsin.plan.boards.objective_panels import objective_panels
from tocsin.plan.boards.resource_panels import alarm_panels
from tocsin.plan.boards.service_line import PANELS_IN_A_LINE, service_line
from tocsin.plan.boards.sources import Sources, called
from tocsin.plan.specs import DashboardSpec, PanelSpec, RowSpec, TextPanelSpec
from tocsin.sampling import named_services
from tocsin.viewpoint import Dashboard, slug


def service_board(sources: Sources, name: str, service: str, dashboard: Dashboard) -> DashboardSpec:
    """Return the dashboard of a service."""
    context = sources.context
    settings = context.viewpoint.services[service]
    prefixes = alarm_prefixes(context, [service])
    top = headlines(sources, dashboard)
    what = settings.means or f"How {service} of {context.viewpoint.system} fares."
    return board_spec(
        sources,
        Board(
            name=name,
            kind="service",
            means=dashboard.means or what,
            services=((service, settings.owner),),
            rows=(
                *([RowSpec(title="What matters most", panels=top)] if top else []),
                RowSpec(
                    title="At a glance",
                    panels=service_line(sources, service, _around(sources, service)),
                    beside=PANELS_IN_A_LINE,
                ),
                RowSpec(
                    title="Alarms that are on",
                    panels=tuple(firing_list(sources, prefixes, whose=service)),
                ),
                RowSpec(title=called(service), panels=tuple(_own(sources, service))),
                *_resources(sources, service),
                RowSpec(title="Deployments", panels=tuple(deployments(sources)), collapsed=True),
            ),
            alarm_prefixes=prefixes,
            log_groups=once(each.name for each in sources.log_groups if each.service == service),
            trace_groups=once(trace_groups(sources, [service])),
            refresh_seconds=int(dashboard.refresh.total_seconds()),
            range_seconds=int(dashboard.time_range.total_seconds()),
        ),
    )


def _around(sources: Sources, service: str) -> TextPanelSpec:
    """Return what the service depends on, and what depends on it, with their dashboards."""
    services = sources.context.viewpoint.services
    needs = services[service].depends_on
    needed_by = [name for name, each in services.items() if service in each.depends_on]
    lines = [
        f"{words}: {', '.join(_linked(sources, each) for each in names)}"
        for words, names in (("Depends on", needs), ("Needed by", needed_by))
        if names
    ]
    text = "\n\n".join(lines) or "The viewpoint names no service that it depends on."
    return TextPanelSpec(title="Dependencies", text=text)


def _linked(sources: Sources, service: str) -> str:
    uid = sources.uid_of(service)
    return service if uid is None else f"[{service}](/d/{uid}?${{__url_time_range}})"


def _own(sources: Sources, service: str) -> Iterator[PanelSpec]:
    """Yield the panels of metrics of the service, of its promises, and of what else is watched."""
    context = sources.context
    settings = context.viewpoint.services[service]
    alarms = sources.alarms_of(service)
    found = (metric_panel(sources, service, each) for each in settings.metrics)
    panels = [panel for panel in found if panel is not None]
    shown = {alarm.id for panel in panels for alarm in panel.alarms}
    promised = list(objective_panels(context, service, settings, alarms))
    shown |= {alarm.id for panel in promised for alarm in panel.alarms}
    # What is only a part of another alarm is shown with what that is about.
    others = [each for each in alarms if each.id not in shown and not each.is_part]
    yield from (*panels, *promised)
    yield from alarm_panels(context, others, called=called(service))


def _resources(sources: Sources, service: str) -> Iterator[RowSpec]:
    settings = sources.context.viewpoint.services[service]
    for name in once((*settings.resources, *settings.log_groups)):
        panels = tuple(each.panel for each in sources.panels_of(service, name))
        yield RowSpec(title=sources.called(service, name), panels=panels)


def trace_groups(sources: Sources, shown: Sequence[str]) -> Iterator[str]:
    """Yield the groups of traces of some services, and those that name none of the viewpoint."""
    if not any(each.groups for each in sources.tracing):
        return
    wanted = {*map(slug, shown)}
    others = {slug(each) for each in sources.context.viewpoint.services} - wanted
    for each in sources.tracing:
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
