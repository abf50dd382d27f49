"""Dashboards that would be too large for one: Grafana loads a megabyte slowly, if at all."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from tocsin.plan.dashboard_links import dashboard_uid
from tocsin.plan.specs import AnyPanelSpec, DashboardSpec, PanelSpec, RowSpec
from tocsin.plan.stage_context import StageContext

_MOST = 450
"""What fits into a dashboard, where 1 is about a kilobyte and a half of its JSON."""

_PANEL = 2


def in_parts(context: StageContext, spec: DashboardSpec) -> Iterator[DashboardSpec]:
    """Yield *spec* as it is, or as several dashboards, each with the rows that fit into it."""
    parts = list(_parts(spec.rows))
    if len(parts) <= 1:
        yield spec
        return
    for number, rows in enumerate(parts, start=1):
        is_first = number == 1
        yield replace(
            spec,
            id=spec.id if is_first else f"{spec.id}-{number}",
            uid=spec.uid if is_first else dashboard_uid(context, f"{spec.id} {number}"),
            title=f"{spec.title} ({number} of {len(parts)})",
            means=f"{spec.means} It has {len(parts)} parts.",
            rows=rows,
        )


def _parts(rows: tuple[RowSpec, ...]) -> Iterator[tuple[RowSpec, ...]]:
    part: list[RowSpec] = []
    room = _MOST
    for row in chain.from_iterable(map(_pieces, rows)):
        weight = sum(map(_weight, row.panels))
        if weight > room and part:
            yield tuple(part)
            part, room = [], _MOST
        part.append(row)
        room -= weight
    if part:
        yield tuple(part)


def _pieces(row: RowSpec) -> Iterator[RowSpec]:
    """Yield a row as it is, or as several of one title, each of which fits into a dashboard."""
    panels: list[AnyPanelSpec] = []
    room = _MOST
    for panel in row.panels:
        if _weight(panel) > room and panels:
            yield replace(row, panels=tuple(panels))
            panels, room = [], _MOST
        panels.append(panel)
        room -= _weight(panel)
    yield replace(row, panels=tuple(panels))


def _weight(panel: AnyPanelSpec) -> int:
    if not isinstance(panel, PanelSpec):
        return _PANEL
    read = sum(len(each.metrics) + (each.expression is not None) for each in panel.series)
    return _PANEL + read + len(panel.alarms)
