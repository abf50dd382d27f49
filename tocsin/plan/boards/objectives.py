"""The dashboard of what services promise: what is left of each error budget, and what burns it."""

from collections.abc import Iterator
from dataclasses import replace

from tocsin.plan.boards.board_parts import Board, alarm_prefixes, board_spec
from tocsin.plan.boards.objective_panels import objective_panels
from tocsin.plan.boards.sources import Sources, called
from tocsin.plan.specs import DashboardSpec, PanelSpec, RowSpec

MOST_HEADLINES = 8


def objectives_board(sources: Sources) -> DashboardSpec | None:
    """Return the dashboard of service-level objectives; None where no service has one."""
    context = sources.context
    services = {name: each for name, each in context.viewpoint.services.items() if each.objectives}
    if not services:
        return None
    rows = {name: tuple(_panels(sources, name)) for name in services}
    left = [
        replace(panel, title=f"{called(name)}: {panel.title}", headline=True)
        for name, panels in rows.items()
        for panel in panels
        if panel.range_seconds is not None
    ]
    return board_spec(
        sources,
        Board(
            name="objectives",
            kind="objectives",
            means="Whether services keep what they promise: where a budget is nearly gone, "
            "changes wait.",
            services=tuple((name, each.owner) for name, each in services.items()),
            rows=(
                RowSpec(title="Error budgets", panels=tuple(left[:MOST_HEADLINES])),
                *(RowSpec(title=called(name), panels=panels) for name, panels in rows.items()),
            ),
            alarm_prefixes=alarm_prefixes(context, tuple(services)),
            refresh_seconds=300,
            range_seconds=86_400,
        ),
    )


def _panels(sources: Sources, name: str) -> Iterator[PanelSpec]:
    service = sources.context.viewpoint.services[name]
    yield from objective_panels(sources.context, name, service, sources.alarms_of(name))
