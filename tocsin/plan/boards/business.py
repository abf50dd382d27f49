"""The dashboard of what the system is for: the numbers that its own code publishes."""

from collections.abc import Iterator
from dataclasses import replace

from tocsin.plan.boards.board_parts import Board, alarm_prefixes, board_spec, metric_panel
from tocsin.plan.boards.sources import Sources, called
from tocsin.plan.specs import DashboardSpec, PanelSpec, RowSpec
from tocsin.viewpoint import Service

MOST_HEADLINES = 4
_DAY = 86_400


def business_board(sources: Sources) -> DashboardSpec | None:
    """Return the dashboard of business metrics; None where services publish none.

    These are the metrics that services declare, without those of AWS's namespaces and those that
    are counted in logs: a line that says ERROR is no business.
    """
    context = sources.context
    services = context.viewpoint.services
    shown = {name: panels for name in services if (panels := tuple(_panels(sources, name)))}
    if not shown:
        return None
    first = tuple(_headlines(sources, shown))
    return board_spec(
        sources,
        Board(
            name="business",
            kind="business",
            means=f"What {context.viewpoint.system} does for those whom it serves, in their terms.",
            services=tuple((name, services[name].owner) for name in shown),
            rows=(
                RowSpec(title="What matters most", panels=first),
                *(RowSpec(title=called(name), panels=panels) for name, panels in shown.items()),
            ),
            alarm_prefixes=alarm_prefixes(context, tuple(shown)),
            refresh_seconds=300,
            range_seconds=_DAY,
        ),
    )


def _panels(sources: Sources, name: str) -> Iterator[PanelSpec]:
    service = sources.context.viewpoint.services[name]
    counted = {
        each.metric
        for group in service.log_groups.values()
        for each in group.metric_filters.values()
    }
    for metric in service.metrics:
        if _is_business(service, metric, counted):
            panel = metric_panel(sources, name, metric)
            if panel is not None:
                yield panel


def _is_business(service: Service, metric: str, counted: set[str]) -> bool:
    written = service.metrics[metric]
    if written.expression is not None:
        return all(_is_business(service, each, counted) for each in written.of.values())
    namespace = written.namespace or ""
    return not namespace.startswith("AWS/") and written.metric not in counted


def _headlines(sources: Sources, shown: dict[str, tuple[PanelSpec, ...]]) -> Iterator[PanelSpec]:
    """Yield what dashboards of the viewpoint put first; else the first metric of each service."""
    boards = sources.context.viewpoint.dashboards.values()
    wanted = [tuple(each.split("/", 1)) for board in boards for each in board.metrics]
    named = [metric_panel(sources, name, metric) for name, metric in dict.fromkeys(wanted)]
    titles = {panel.title for panels in shown.values() for panel in panels}
    found = [panel for panel in named if panel is not None and panel.title in titles]
    for panel in (found or [panels[0] for panels in shown.values()])[:MOST_HEADLINES]:
        yield replace(panel, headline=True)
