"""Reads a dashboard into the SDK's types and writes it again: what is lost was no part of it."""

import json
from collections.abc import Iterator

from tocsin.diagnostics import KeyPath, Location, quoted
from tocsin.grafana.foundation import JSONEncoder, dashboard_models, register_default_plugins
from tocsin.grafana.lint.document import DASHBOARD, Json
from tocsin.grafana.lint.rule import Report, Rule
from tocsin.grafana.trace_query import register_trace_queries


def _round_trip(dashboard: Json, report: Report) -> None:
    register_default_plugins()
    register_trace_queries()
    try:
        board = dashboard_models.Dashboard.from_json(dashboard)
        written = json.loads(JSONEncoder().encode(board))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        what = f"a value has a type or a name that Grafana does not have: {error}"
        report(DASHBOARD, what, "correct it")
        return
    for key_path, value in _lost(dashboard, written, ()):
        report(
            Location(source="dashboard", key_path=key_path),
            f"Grafana does not know it; its value is {quoted(value)}",
            "correct the spelling of the key or the value",
        )


def _lost(before: object, after: object, path: KeyPath) -> Iterator[tuple[KeyPath, object]]:
    """Yield what *before* has and *after* lacks; defaults that were added are not a loss."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key, value in before.items():
            if key in after:
                yield from _lost(value, after[key], (*path, key))
            elif value is not None:
                yield (*path, key), value
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for number, (one, other) in enumerate(zip(before, after, strict=True)):
            yield from _lost(one, other, (*path, number))
    elif before != after:
        yield path, before


ROUND_TRIP_RULES = (
    Rule(
        id="dashboard/round-trip",
        level="error",
        check=_round_trip,
        why="Grafana ignores without a word what it does not know",
    ),
)
