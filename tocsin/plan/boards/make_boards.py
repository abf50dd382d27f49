"""All dashboards of a stage: those of the viewpoint, and those that nobody has to ask for."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from tocsin.plan.boards.business import business_board
from tocsin.plan.boards.data_protection import data_protection_board
from tocsin.plan.boards.incident_response import incident_response_board
from tocsin.plan.boards.monitoring_cost import monitoring_cost_board
from tocsin.plan.boards.objectives import objectives_board
from tocsin.plan.boards.operations import operations_board
from tocsin.plan.boards.overview import REFRESH_SECONDS, overviews
from tocsin.plan.boards.parts import in_parts
from tocsin.plan.boards.service_board import service_board
from tocsin.plan.boards.sources import Sources, Thing
from tocsin.plan.dashboard_links import is_made
from tocsin.plan.golden_signals import GoldenSignals
from tocsin.plan.specs import (
    AlarmSpec,
    BackupSpec,
    ChangeLogSpec,
    DashboardSpec,
    LogGroupSpec,
    TracingSpec,
)
from tocsin.plan.stage_context import StageContext
from tocsin.viewpoint import AutomaticDashboard, Dashboard

_MADE: Mapping[AutomaticDashboard, Callable[[Sources], DashboardSpec | None]] = {
    "business": business_board,
    "objectives": objectives_board,
    "incident-response": incident_response_board,
    "data-protection": data_protection_board,
    "monitoring-cost": monitoring_cost_board,
    "operations": operations_board,
}


def make_boards(
    context: StageContext,
    *,
    alarms: Sequence[AlarmSpec],
    signals: Sequence[GoldenSignals],
    nouns: Mapping[Thing, str],
    log_groups: Sequence[LogGroupSpec],
    tracing: Sequence[TracingSpec],
    change_logs: Sequence[ChangeLogSpec],
    backup: BackupSpec | None,
) -> tuple[DashboardSpec, ...]:
    """Return the overview, what the viewpoint asks for, each service, and one for each question."""
    sources = Sources(
        context=context,
        alarms=alarms,
        signals=signals,
        nouns=nouns,
        log_groups=log_groups,
        tracing=tracing,
        change_logs=change_logs,
        backup=backup,
    )
    boards = (*_overviews(sources), *_services(sources), *_automatic(sources))
    return tuple(part for board in boards for part in in_parts(context, board))


def _overviews(sources: Sources) -> Iterator[DashboardSpec]:
    """Yield the dashboards of several services, and that of all where the viewpoint has none."""
    context = sources.context
    declared = context.viewpoint.dashboards
    is_covered = any(not each.services for each in declared.values())
    if not is_covered and is_made(context, "overview"):
        yield from overviews(sources, "overview", Dashboard(), refresh=REFRESH_SECONDS)
    for name, dashboard in declared.items():
        if len(dashboard.services) != 1:
            yield from overviews(sources, name, dashboard)


def _services(sources: Sources) -> Iterator[DashboardSpec]:
    """Yield the dashboards of one service each: those of the viewpoint, and one for all others."""
    declared = sources.context.viewpoint.dashboards
    for name, dashboard in declared.items():
        if len(dashboard.services) == 1:
            yield service_board(sources, name, dashboard.services[0], dashboard)
    for service, name in sources.context.viewpoint.service_boards.items():
        if name not in declared:
            yield service_board(sources, name, service, Dashboard())


def _automatic(sources: Sources) -> Iterator[DashboardSpec]:
    for name, make in _MADE.items():
        board = make(sources) if is_made(sources.context, name) else None
        if board is not None:
            yield board
