"""Rules for where panels stand."""

from itertools import combinations

from tocsin.diagnostics import quoted
from tocsin.grafana.layout import COLUMNS
from tocsin.grafana.lint.document import Json, at, mapping, mappings, panels
from tocsin.grafana.lint.rule import Report, Rule

Area = tuple[int, int, int, int]
"""x, y, width and height."""


def _area(panel: Json) -> Area | None:
    position = mapping(panel.get("gridPos"))
    x, y, w, h = (position.get(key) for key in "xywh")
    if not (
        isinstance(x, int) and isinstance(y, int) and isinstance(w, int) and isinstance(h, int)
    ):
        return None
    return x, y, w, h


def _overflow(dashboard: Json, report: Report) -> None:
    for panel in panels(dashboard):
        area = _area(panel)
        if area and _on_grid(area):
            continue
        report(
            at(panel),
            f"its place is {quoted(panel.get('gridPos'))}",
            f"use whole numbers, and at most {COLUMNS} columns",
        )


def _on_grid(area: Area) -> bool:
    x, y, width, height = area
    return x >= 0 and y >= 0 and width > 0 and height > 0 and x + width <= COLUMNS


def _overlap(dashboard: Json, report: Report) -> None:
    top = mappings(dashboard.get("panels"))
    for group in (top, *(mappings(row.get("panels")) for row in top)):
        for one, other in combinations(group, 2):
            first, second = _area(one), _area(other)
            if first and second and _meet(first, second):
                report(at(one), f"it covers {at(other)}", "move one of them")


def _meet(one: Area, other: Area) -> bool:
    return (
        one[0] < other[0] + other[2]
        and other[0] < one[0] + one[2]
        and one[1] < other[1] + other[3]
        and other[1] < one[1] + one[3]
    )


GRID_RULES = (
    Rule(
        id="grid/overflow",
        level="error",
        check=_overflow,
        why="Grafana would move the panel to where nobody expects it",
    ),
    Rule(id="grid/overlap", level="error", check=_overlap, why="Grafana would move one of them"),
)
