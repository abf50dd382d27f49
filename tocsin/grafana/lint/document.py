"""Reads documents that may be anything: what has the wrong shape is left out."""

from collections.abc import Iterator
from typing import Any

from tocsin.diagnostics import Location, quoted

Json = dict[str, Any]

DASHBOARD = Location(source="dashboard")
"""The dashboard as a whole."""

QUIET_TYPES = frozenset({"row", "text"})
"""Panels that ask for no data."""


def mapping(value: object) -> Json:
    """Return *value* if it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def mappings(value: object) -> list[Json]:
    """Return the objects in *value* if it is a list."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def text(value: object) -> str:
    """Return *value* if it is a string, else an empty one."""
    return value if isinstance(value, str) else ""


def panels(dashboard: Json) -> Iterator[Json]:
    """Yield rows and panels in reading order, those of collapsed rows too."""
    for panel in mappings(dashboard.get("panels")):
        yield panel
        yield from mappings(panel.get("panels"))


def open_panels(dashboard: Json) -> Iterator[Json]:
    """Yield the panels that are seen, and ask for data, when the dashboard is opened."""
    return (
        panel
        for panel in mappings(dashboard.get("panels"))
        if text(panel.get("type")) not in QUIET_TYPES
    )


def data_panels(dashboard: Json) -> Iterator[Json]:
    """Yield the panels that show data, those of collapsed rows too."""
    return (panel for panel in panels(dashboard) if text(panel.get("type")) not in QUIET_TYPES)


def targets(panel: Json) -> list[Json]:
    """Return the queries of *panel*."""
    return mappings(panel.get("targets"))


def queries(dashboard: Json, mode: str) -> Iterator[tuple[Json, Json]]:
    """Yield pairs of panel and query, for the CloudWatch queries of a mode as `Metrics`."""
    for panel in data_panels(dashboard):
        for target in targets(panel):
            if target.get("queryMode") == mode:
                yield panel, target


def variables(dashboard: Json) -> list[Json]:
    """Return the variables of *dashboard*."""
    return mappings(mapping(dashboard.get("templating")).get("list"))


def defaults(panel: Json) -> Json:
    """Return what holds for all fields of *panel*."""
    return mapping(mapping(panel.get("fieldConfig")).get("defaults"))


def steps(panel: Json) -> list[Json]:
    """Return the steps of the thresholds of *panel*, without the one from minus infinity on."""
    levels = mappings(mapping(defaults(panel).get("thresholds")).get("steps"))
    return [step for step in levels if step.get("value") is not None]


def strings(value: object) -> Iterator[str]:
    """Yield every string in *value*, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from strings(each)


def at(panel: Json, target: Json | None = None) -> Location:
    """Return where *panel* is, or a query of it, as people find it in Grafana."""
    found = f"panel {quoted(text(panel.get('title')))} ({panel.get('id')})"
    return Location(source=found if target is None else f"{found}, query {target.get('refId')}")
