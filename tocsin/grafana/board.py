"""A dashboard as Grafana reads it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import orjson

from tocsin.diagnostics import printable_json
from tocsin.grafana.annotations import annotations
from tocsin.grafana.foundation import dashboard_builders, dashboard_models
from tocsin.grafana.layout import place
from tocsin.grafana.sections import sections
from tocsin.grafana.variables import variables
from tocsin.plan import DashboardSpec

TAG = "tocsin"

_MOST_SERVICES = 12
"""By which a dashboard is found; one that shows more is not found by each of them."""

_READABLE = (
    orjson.OPT_INDENT_2
    | orjson.OPT_SORT_KEYS
    | orjson.OPT_APPEND_NEWLINE
    # Our own queries are dataclasses, whose fields are not what Grafana calls them.
    | orjson.OPT_PASSTHROUGH_DATACLASS
)

_HOUR = 3600
_MINUTE = 60


def render(spec: DashboardSpec) -> dict[str, Any]:
    """Return the dashboard *spec* in Grafana's classic schema, version 42.

    It is the dashboard itself, without the envelope of an API, and has no id of a database.
    """
    document: dict[str, Any] = orjson.loads(_encoded(spec))
    return document


def to_json(spec: DashboardSpec) -> str:
    """Return the dashboard *spec* as text: the same for the same *spec*, ending in a newline."""
    return printable_json(_encoded(spec).decode())


def files(specs: Iterable[DashboardSpec]) -> Mapping[str, str]:
    """Return the text of each dashboard by the name of its file, as `checkout.json`."""
    return {f"{spec.id}.json": to_json(spec) for spec in specs}


def duration(seconds: int) -> str:
    """Return *seconds* as Grafana writes durations: `1m`, `3h`."""
    if seconds % _HOUR == 0:
        return f"{seconds // _HOUR}h"
    return f"{seconds // _MINUTE}m" if seconds % _MINUTE == 0 else f"{seconds}s"


def _encoded(spec: DashboardSpec) -> bytes:
    """Return the dashboard as JSON: in one pass, for large systems have dozens of megabytes."""
    board = (
        dashboard_builders.Dashboard(spec.title)
        .uid(spec.uid)
        .description(spec.means)
        .tags(_tags(spec))
        .readonly()
        .refresh(duration(spec.refresh_seconds))
        .time(f"now-{duration(spec.range_seconds)}", "now")
        .timezone("browser")
        .tooltip(dashboard_models.DashboardCursorSync.CROSSHAIR)
        .variables(list(variables(spec)))
        .annotations(list(annotations(spec)))
        .links(list(_siblings(spec)))
        .build()
    )
    board.panels = place(sections(spec))
    return orjson.dumps(board, default=_parts, option=_READABLE)


def _parts(built: Any) -> object:  # noqa: ANN401 - whatever the SDK has made
    """Return what an object of the SDK consists of."""
    return built.to_json()


def _tags(spec: DashboardSpec) -> list[str]:
    services = (f"service:{service}" for service, _ in spec.services[:_MOST_SERVICES])
    return ["generated", TAG, *_system(spec), *_stage(spec), *_same(spec), *services]


def _system(spec: DashboardSpec) -> list[str]:
    return [f"system:{spec.system}"] if spec.system else []


def _stage(spec: DashboardSpec) -> list[str]:
    return [f"stage:{spec.stage}"] if spec.stage else []


def _same(spec: DashboardSpec) -> list[str]:
    """Return the tag of dashboards that show the same of other stages."""
    return [f"board:{spec.id}"] if spec.stage else []


def _siblings(spec: DashboardSpec) -> Iterator[dashboard_builders.DashboardLink]:
    """Yield lists of other dashboards, which keep time and variables.

    Thresholds and names of a stage are its own, so that its dashboards are: a list of the same of
    other stages stands where others have a variable.
    """
    yield _listed("Dashboards", "Others of the stage", [TAG, *_system(spec), *_stage(spec)])
    if spec.stage:
        same = [TAG, *_system(spec), *_same(spec)]
        # What a stage's variables say is not so in another.
        yield _listed("Stages", "The same of other stages", same, with_variables=False)


def _listed(
    title: str, tooltip: str, tags: list[str], *, with_variables: bool = True
) -> dashboard_builders.DashboardLink:
    return (
        dashboard_builders.DashboardLink(title)
        .type(dashboard_models.DashboardLinkType.DASHBOARDS)
        .tags(tags)
        .as_dropdown(as_dropdown=True)
        .include_vars(include_vars=with_variables)
        .keep_time(keep_time=True)
        .tooltip(tooltip)
    )
