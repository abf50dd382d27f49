"""Rules for the variables of a dashboard."""

import re

from tocsin.diagnostics import Location, quoted
from tocsin.grafana.lint.document import Json, data_panels, mapping, strings, text, variables
from tocsin.grafana.lint.rule import Report, Rule

ON_TIME_RANGE_CHANGED = 2

_USE = re.compile(r"\$(?:\{([A-Za-z_]\w*)(?:[.:][^}]*)?\}|([A-Za-z_]\w*))|\[\[([A-Za-z_]\w*)\]\]")
_NAMES = {
    "cloudwatch": {"cloudwatch", "cloudwatch_datasource"},
    "grafana-x-ray-datasource": {"xray", "xray_datasource"},
}


def used(value: object) -> set[str]:
    """Return the names of the variables that the strings in *value* use; built-in ones not."""
    found = (
        next(filter(None, match.groups()))
        for each in strings(value)
        for match in _USE.finditer(each)
    )
    return {name for name in found if not name.startswith("__")}


def _where(variable: Json) -> Location:
    return _named(text(variable.get("name")))


def _named(name: str) -> Location:
    return Location(source=f"variable {quoted(name)}")


def _label(dashboard: Json, report: Report) -> None:
    for variable in variables(dashboard):
        if not text(variable.get("label")).strip():
            report(_where(variable), "it has no label", "write one")


def _refresh(dashboard: Json, report: Report) -> None:
    for variable in variables(dashboard):
        refresh = variable.get("refresh")
        if variable.get("type") == "query" and refresh != ON_TIME_RANGE_CHANGED:
            report(
                _where(variable),
                f"refresh is {quoted(refresh)}",
                f"use {ON_TIME_RANGE_CHANGED}: when the time range changes",
            )


def _data_source(dashboard: Json, report: Report) -> None:
    for variable in variables(dashboard):
        allowed = _NAMES.get(text(variable.get("query")))
        if (
            variable.get("type") == "datasource"
            and allowed
            and text(variable.get("name")) not in allowed
        ):
            report(
                _where(variable),
                f"it stands for a data source of type {variable['query']}",
                f"name it {' or '.join(sorted(allowed))}",
            )


def _twice(dashboard: Json, report: Report) -> None:
    seen: set[str] = set()
    for variable in variables(dashboard):
        name = text(variable.get("name"))
        if name in seen:
            report(_where(variable), "it is defined twice", "rename one")
        seen.add(name)


def _undefined(dashboard: Json, report: Report) -> None:
    defined = {text(variable.get("name")) for variable in variables(dashboard)}
    for name in sorted(used(_users(dashboard)) - defined):
        report(_named(name), "it is used and not defined", "define it")


def _unused(dashboard: Json, report: Report) -> None:
    users = used(_users(dashboard))
    for variable in variables(dashboard):
        if text(variable.get("name")) not in users:
            report(_where(variable), "nothing uses it", "remove it")


def _users(dashboard: Json) -> list[object]:
    """Return the parts of *dashboard* in which variables have effect; texts are for people."""
    return [
        *([panel.get("targets"), panel.get("datasource")] for panel in data_panels(dashboard)),
        mapping(dashboard.get("annotations")).get("list"),
        *([each.get("query"), each.get("datasource")] for each in variables(dashboard)),
    ]


VARIABLE_RULES = (
    Rule(
        id="variable/label",
        level="warning",
        check=_label,
        why="people would see the name that machines use",
    ),
    Rule(
        id="variable/refresh",
        level="warning",
        check=_refresh,
        why="its values would be those of the day on which the dashboard was made",
    ),
    Rule(
        id="variable/data-source",
        level="warning",
        check=_data_source,
        why="links between dashboards carry a variable only to one of the same name",
    ),
    Rule(id="variable/twice", level="error", check=_twice, why="one of the two has no effect"),
    Rule(
        id="variable/undefined",
        level="error",
        check=_undefined,
        why="the query would ask for the variable's name and find nothing",
    ),
    Rule(
        id="variable/unused",
        level="warning",
        check=_unused,
        why="people would choose something that has no effect",
    ),
)
