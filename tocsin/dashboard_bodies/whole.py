"""A body as a whole: its time, its variables, its widgets, and how much is in them."""

import re
from collections.abc import Iterator
from typing import Any

from tocsin.dashboard_bodies.limits import COLUMNS, MOST_METRICS, MOST_WIDGETS, TALLEST
from tocsin.dashboard_bodies.shape import (
    Fault,
    Mapped,
    anything,
    choice,
    flag,
    form,
    many,
    text,
    whole,
)
from tocsin.dashboard_bodies.widgets import PROPERTIES
from tocsin.diagnostics import Location, Problem

_RELATIVE = re.compile(r"-P(?:[1-9][0-9]*[DWM]|T[1-9][0-9]*[MH])")


def _properties(value: Any, path: str) -> Iterator[Fault]:  # noqa: ANN401 - any JSON
    rule = PROPERTIES.get(value["type"]) if isinstance(value.get("type"), str) else None
    if rule is not None and "properties" in value:
        yield from rule(value["properties"], f"{path}.properties")
    x, width = value.get("x", 0), value.get("width", 6)
    if isinstance(x, int) and isinstance(width, int) and x + width > COLUMNS:
        yield path, f"it ends in column {x + width} of {COLUMNS}", "move it to the left"


def _wanted(value: Any, path: str) -> Iterator[Fault]:  # noqa: ANN401 - as above
    """Yield what a variable lacks: what it changes is said by its type."""
    kind = value.get("type")
    if isinstance(kind, str) and kind in {"property", "pattern"} and not value.get(kind):
        yield path, f"{kind} is missing", f"write {kind}: what the variable changes"


_WIDGET = Mapped(
    keys={
        "height": whole(1, TALLEST),
        "properties": anything,
        "type": choice(*PROPERTIES),
        "width": whole(1, COLUMNS),
        "x": whole(0, COLUMNS - 1),
        "y": whole(0),
    },
    needed=("type", "properties"),
    also=_properties,
)
_VARIABLE = Mapped(
    keys={
        "defaultValue": text,
        "id": form(r".{1,32}", "function: at most 32 characters"),
        "inputType": choice("input", "select", "radio"),
        "label": text,
        "pattern": text,
        "populateFrom": text,
        "property": text,
        "search": text,
        "type": choice("pattern", "property"),
        "values": many(Mapped(keys={"label": text, "value": text}, needed=("value",))),
        "visible": flag,
    },
    needed=("type", "inputType", "id", "visible"),
    also=_wanted,
)


def _span(value: Any, path: str) -> Iterator[Fault]:  # noqa: ANN401 - as above
    """Yield what is wrong with the time and the amount of a body."""
    start, end = value.get("start"), value.get("end")
    if end is not None and start is None:
        yield path, "it has an end and no start", "write start"
    if end is not None and isinstance(start, str) and _RELATIVE.fullmatch(start):
        yield path, "its start is relative, and it has an end", "leave end out"
    widgets = value.get("widgets")
    metrics = sum(_metrics(each) for each in widgets) if isinstance(widgets, list) else 0
    if metrics > MOST_METRICS:
        yield f"{path}.widgets", f"it shows {metrics:,} metrics", f"show at most {MOST_METRICS:,}"


def _metrics(widget: Any) -> int:  # noqa: ANN401 - as above
    properties = widget.get("properties") if isinstance(widget, dict) else None
    metrics = properties.get("metrics") if isinstance(properties, dict) else None
    return len(metrics) if isinstance(metrics, list) else 0


_BODY = Mapped(
    keys={
        "end": text,
        "periodOverride": choice("auto", "inherit"),
        "start": form(
            rf"{_RELATIVE.pattern}|[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}T.+", "-PT3H, or a time"
        ),
        "variables": many(_VARIABLE),
        "widgets": many(_WIDGET, most=MOST_WIDGETS),
    },
    needed=("widgets",),
    also=_span,
)


def body_problems(body: object, *, name: str) -> tuple[Problem, ...]:
    """Return what CloudWatch would refuse in the body of a dashboard, or show not as meant.

    Args:
        body: The body, read from its JSON.
        name: Of the dashboard.
    """
    return tuple(
        Problem(
            kind="dashboard/body",
            where=Location(source=f"{name}: {path}"),
            what=what,
            fix=fix,
            why="CloudWatch would refuse it, or show it not as it is meant",
        )
        for path, what, fix in _BODY(body, "body")
    )
