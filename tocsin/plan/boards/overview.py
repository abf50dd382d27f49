"""The overview: what matters most, which alarms are on, and each service in one line."""

from collections.abc import Iterator, Mapping, Sequence

from tocsin.plan.boards.board_parts import Board, alarm_prefixes, board_spec, headlines
from tocsin.plan.boards.changes import deployments, firing_list
from tocsin.plan.boards.service_line import PANELS_IN_A_LINE, service_line
from tocsin.plan.boards.sources import Sources, called
from tocsin.plan.specs import (
    AnyPanelSpec,
    DashboardSpec,
    RowSpec,
    TextPanelSpec,
    qualified,
)
from tocsin.viewpoint import Dashboard, Service

MOST_LINES = 12
"""On one dashboard: more make too many queries at once, and are not read at a glance."""

REFRESH_SECONDS = 300


def overviews(
    sources: Sources, name: str, dashboard: Dashboard, *, refresh: int | None = None
) -> Iterator[DashboardSpec]:
    """Yield the dashboard of several services, in several parts where there are many of them."""
    services = _shown(sources, dashboard)
    names = list(services)
    parts = [names[start : start + MOST_LINES] for start in range(0, len(names), MOST_LINES)]
    for number, part in enumerate(parts, start=1):
        yield _part(
            sources,
            name if number == 1 else f"{name} {number}",
            dashboard,
            part,
            is_first=number == 1,
            count=len(parts),
            refresh=refresh or int(dashboard.refresh.total_seconds()),
        )


def _part(
    sources: Sources,
    name: str,
    dashboard: Dashboard,
    services: Sequence[str],
    *,
    is_first: bool,
    count: int,
    refresh: int,
) -> DashboardSpec:
    context = sources.context
    system = context.viewpoint.system
    means = dashboard.means or f"How the services of {system} fare, each in one line."
    more = "" if count == 1 else f" It has {count} parts, of {MOST_LINES} services each."
    prefixes = alarm_prefixes(context, services)
    own = [f"{qualified(system, context.stage_name, each)}-" for each in services]
    top = headlines(sources, dashboard) if is_first else ()
    lines = tuple(panel for each in services for panel in _line(sources, each))
    return board_spec(
        sources,
        Board(
            name=name,
            kind="overview",
            means=f"{means}{more}",
            services=tuple((each, context.viewpoint.services[each].owner) for each in services),
            rows=(
                *([RowSpec(title="What matters most", panels=top)] if top else []),
                RowSpec(title="Services", panels=lines, beside=PANELS_IN_A_LINE),
                RowSpec(
                    title="Alarms that are on",
                    panels=tuple(firing_list(sources, own, whose="these services")),
                ),
                RowSpec(title="Deployments", panels=tuple(deployments(sources)), collapsed=True),
            ),
            alarm_prefixes=prefixes,
            refresh_seconds=refresh,
            range_seconds=int(dashboard.time_range.total_seconds()),
        ),
    )


def _line(sources: Sources, service: str) -> tuple[AnyPanelSpec, ...]:
    settings = sources.context.viewpoint.services[service]
    about = settings.means or ""
    first = TextPanelSpec(
        title=called(service),
        text=f"Owner: {settings.owner}\n\n{about}".strip(),
        opens=sources.uid_of(service),
    )
    return service_line(sources, service, first)


def _shown(sources: Sources, dashboard: Dashboard) -> Mapping[str, Service]:
    services = sources.context.viewpoint.services
    return {
        name: each
        for name, each in services.items()
        if not dashboard.services or name in dashboard.services
    }
