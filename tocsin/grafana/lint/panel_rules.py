"""Rules for single panels."""

import re
from collections import Counter

from tocsin.diagnostics import quoted
from tocsin.grafana.chart import MOST_SERIES
from tocsin.grafana.lint.document import (
    QUIET_TYPES,
    Json,
    at,
    data_panels,
    defaults,
    mapping,
    panels,
    steps,
    targets,
    text,
    variables,
)
from tocsin.grafana.lint.rule import Report, Rule
from tocsin.grafana.units import known_units

MOST_METRICS = 500

_NUMBER_TYPES = frozenset({"bargauge", "barchart", "gauge", "piechart", "stat", "timeseries"})
_OWN_UNIT = re.compile(r"(suffix|prefix|currency|si|count|time):.+")
_HTTPS_LINK = re.compile(r"\]\(https://[^)\s]+\)")
_VARIABLE = re.compile(r"\$\{?(\w+)\}?")


def _title(dashboard: Json, report: Report) -> None:
    for panel in panels(dashboard):
        keys = ("title",) if text(panel.get("type")) in QUIET_TYPES else ("title", "description")
        for key in keys:
            if not text(panel.get(key)).strip():
                report(at(panel), f"{key} is empty", f"write a {key}")


def _ids(dashboard: Json, report: Report) -> None:
    ids = Counter(repr(panel.get("id")) for panel in panels(dashboard))
    for panel in panels(dashboard):
        number = panel.get("id")
        if not isinstance(number, int) or number < 1 or ids[repr(number)] > 1:
            report(
                at(panel),
                f"its id is {quoted(number)}",
                "use a whole number from 1 that no other panel has",
            )


def _data_source(dashboard: Json, report: Report) -> None:
    chosen = {
        text(each.get("name")) for each in variables(dashboard) if each.get("type") == "datasource"
    }
    for panel in data_panels(dashboard):
        for asked in (panel, *targets(panel)):
            uid = mapping(asked.get("datasource")).get("uid")
            match = _VARIABLE.fullmatch(text(uid))
            if not match or match[1] not in chosen:
                report(
                    at(panel, None if asked is panel else asked),
                    f"its data source is {quoted(uid)}",
                    "use a variable that stands for a data source, as ${cloudwatch}",
                )


def _unit(dashboard: Json, report: Report) -> None:
    known = known_units()
    for panel in data_panels(dashboard):
        field = defaults(panel)
        unit = text(field.get("unit"))
        if text(panel.get("type")) not in _NUMBER_TYPES or field.get("mappings"):
            continue
        if unit not in known and not _OWN_UNIT.fullmatch(unit):
            report(
                at(panel),
                f"its unit is {quoted(unit)}",
                "use a unit that Grafana has, or 'suffix: words'",
            )


def _targets(dashboard: Json, report: Report) -> None:
    for panel in data_panels(dashboard):
        if not targets(panel):
            report(at(panel), "it asks for nothing", "give it a query")


def _no_value(dashboard: Json, report: Report) -> None:
    for panel in data_panels(dashboard):
        if text(panel.get("type")) in _NUMBER_TYPES and not defaults(panel).get("noValue"):
            report(at(panel), "it says nothing when there is no data", "set noValue, as 'No data'")


def _reference_ids(dashboard: Json, report: Report) -> None:
    for panel in data_panels(dashboard):
        counts = Counter(text(target.get("refId")) for target in targets(panel))
        for reference, count in counts.items():
            if count > 1 or not reference:
                report(
                    at(panel),
                    f"{count} of its queries have the refId {quoted(reference)}",
                    "give each its own",
                )


def _series(dashboard: Json, report: Report) -> None:
    for panel in data_panels(dashboard):
        drawn = sum(1 for target in targets(panel) if target.get("hide") is not True)
        if drawn > MOST_SERIES:
            report(
                at(panel),
                f"it draws {drawn} series",
                f"make several panels of at most {MOST_SERIES} series",
            )
        if len(targets(panel)) > MOST_METRICS:
            report(
                at(panel),
                f"it reads {len(targets(panel))} metrics",
                f"read at most {MOST_METRICS}, which is what one request can",
            )


def _runbook(dashboard: Json, report: Report) -> None:
    for panel in data_panels(dashboard):
        if steps(panel) and not _HTTPS_LINK.search(text(panel.get("description"))):
            report(
                at(panel),
                "it draws a threshold and links no runbook",
                "add the runbook of its alarm to the description, as [Runbook](https://...)",
            )


def _ascending(dashboard: Json, report: Report) -> None:
    for panel in data_panels(dashboard):
        values = [step["value"] for step in steps(panel)]
        if not all(isinstance(value, int | float) for value in values) or values != sorted(values):
            report(at(panel), f"its thresholds are {values}", "write them as ascending numbers")


PANEL_RULES = (
    Rule(
        id="panel/title",
        level="warning",
        check=_title,
        why="who is called at night could not tell what it shows",
    ),
    Rule(id="panel/id", level="error", check=_ids, why="links to single panels need it"),
    Rule(
        id="panel/data-source",
        level="error",
        check=_data_source,
        why="a fixed data source does not exist in another Grafana",
    ),
    Rule(id="panel/unit", level="warning", check=_unit, why="numbers would be read wrongly"),
    Rule(id="panel/queries", level="error", check=_targets, why="it would stay empty"),
    Rule(
        id="panel/no-value",
        level="warning",
        check=_no_value,
        why="an empty panel looks as if all were well",
    ),
    Rule(
        id="panel/reference-id",
        level="error",
        check=_reference_ids,
        why="Grafana would drop all but one of them",
    ),
    Rule(id="panel/series", level="warning", check=_series, why="more series cannot be told apart"),
    Rule(
        id="panel/runbook",
        level="warning",
        check=_runbook,
        why="who sees the line crossed would not know what to do",
    ),
    Rule(
        id="panel/thresholds",
        level="error",
        check=_ascending,
        why="Grafana colours values by the order of the steps",
    ),
)
