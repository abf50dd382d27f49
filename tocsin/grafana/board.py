"""A dashboard as Grafana reads it."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from tocsin.diagnostics import printable_json
from tocsin.grafana.annotations import annotations
from tocsin.grafana.foundation import JSONEncoder, dashboard_builders, dashboard_models
from tocsin.grafana.layout import place
from tocsin.grafana.sections import sections
from tocsin.grafana.variables import variables
from tocsin.plan import DashboardSpec

TAG = "tocsin"

_HOUR = 3600
_MINUTE = 60


def render(spec: DashboardSpec) -> dict[str, Any]:
    """Return the dashboard *spec* in Grafana's classic schema, version 42.

    It is the dashboard itself, without the envelope of an API, and has no id of a database.
    """
    document: dict[str, Any] = json.loads(_encoded(spec))
    return document


def to_json(spec: DashboardSpec) -> str:
    """Return the dashboard *spec* as text: the same for the same *spec*, ending in a newline."""
    return printable_json(
        json.dumps(render(spec), sort_keys=True, indent=2, ensure_ascii=False) + "\n"
    )


def files(specs: Iterable[DashboardSpec]) -> Mapping[str, str]:
    """Return the text of each dashboard by the name of its file, as `checkout.json`."""
    return {f"{spec.id}.json": to_json(spec) for spec in specs}


def duration(seconds: int) -> str:
    """Return *seconds* as Grafana writes durations: `1m`, `3h`."""
    if seconds % _HOUR == 0:
        return f"{seconds // _HOUR}h"
    return f"{seconds // _MINUTE}m" if seconds % _MINUTE == 0 else f"{seconds}s"


def _encoded(spec: DashboardSpec) -> str:
    board = (
        dashboard_builders.Dashboard(spec.title)
        .uid(spec.uid)
        .description(spec.means)
        .tags(["generated", TAG, *(f"service:{service}" for service, _ in spec.services)])
        .readonly()
        .refresh(duration(spec.refresh_seconds))
        .time(f"now-{duration(spec.range_seconds)}", "now")
        .timezone("browser")
        .tooltip(dashboard_models.DashboardCursorSync.CROSSHAIR)
        .variables(list(variables(spec)))
        .annotations(list(annotations(spec)))
        .link(_siblings())
        .build()
    )
    board.panels = place(sections(spec))
    return JSONEncoder().encode(board)


def _siblings() -> dashboard_builders.DashboardLink:
    """Return the list of the other dashboards, which keeps time and variables."""
    return (
        dashboard_builders.DashboardLink("Dashboards")
        .type(dashboard_models.DashboardLinkType.DASHBOARDS)
        .tags([TAG])
        .as_dropdown(as_dropdown=True)
        .include_vars(include_vars=True)
        .keep_time(keep_time=True)
        .tooltip("Other dashboards of the system")
    )
