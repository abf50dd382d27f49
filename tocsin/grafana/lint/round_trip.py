"""Reads a dashboard into the SDK's types and writes it again: what is lost was no part of it."""

import json
from collections.abc import Iterator

from tocsin.grafana.foundation import JSONEncoder, dashboard_models, register_default_plugins
from tocsin.grafana.lint.document import Json
from tocsin.grafana.lint.problem import Finding, Rule
from tocsin.grafana.trace_query import register_trace_queries


def _round_trip(dashboard: Json) -> Iterator[Finding]:
    register_default_plugins()
    register_trace_queries()
    try:
        board = dashboard_models.Dashboard.from_json(dashboard)
        written = json.loads(JSONEncoder().encode(board))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        yield Finding(
            where="dashboard",
            what=f"a value has a type or a name that Grafana does not have: {error}",
            fix="correct it",
        )
        return
    yield from _lost(dashboard, written, "dashboard")


def _lost(before: object, after: object, path: str) -> Iterator[Finding]:
    """Yield what *before* has and *after* has not; defaults that were added are no loss."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key, value in before.items():
            if key in after:
                yield from _lost(value, after[key], f"{path}.{key}")
            elif value is not None:
                yield _unknown(f"{path}.{key}", value)
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for number, (one, other) in enumerate(zip(before, after, strict=True)):
            yield from _lost(one, other, f"{path}[{number}]")
    elif before != after:
        yield _unknown(path, before)


def _unknown(path: str, value: object) -> Finding:
    return Finding(
        where=path,
        what=f"Grafana does not know it; its value is {_short(value)}",
        fix="correct the spelling of the key or the value",
    )


def _short(value: object) -> str:
    shown = repr(value)
    most = 60
    return shown if len(shown) <= most else f"{shown[:most]}…"


ROUND_TRIP_RULES = (
    Rule(
        id="dashboard/round-trip",
        level="error",
        find=_round_trip,
        why="Grafana ignores without a word what it does not know",
    ),
)
