"""Conditions in metric math that never hold: what they guard is never seen."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from tocsin import metric_math
from tocsin.alarms import MetricQuery, value_cases
from tocsin.algebra import Interval, either
from tocsin.checks.known_alarm import KnownAlarm
from tocsin.checks.parts import is_part
from tocsin.metric_math import Call, ExpressionError, format_tree, walk

_GUARD: Final = "(guard)"
_NEVER: Final = Interval(0, 0)


def idle_guard(known: KnownAlarm) -> str | None:
    """Return the first condition of an IF that never holds, whatever the metrics are."""
    return next((text for text in _conditions(known) if _never_holds(known, text)), None)


def _conditions(known: KnownAlarm) -> Iterator[str]:
    for query in known.definition.queries:
        for node in _nodes(query):
            if isinstance(node, Call) and node.function == "IF":
                yield format_tree(node.arguments[0])


def _nodes(query: MetricQuery) -> Iterator[metric_math.Node]:
    if query.expression is None or metric_math.is_insights(query.expression):
        return
    try:
        yield from walk(metric_math.parse(query.expression).tree)
    except ExpressionError:
        return


def _never_holds(known: KnownAlarm, condition: str) -> bool:
    definition = known.definition
    asked = MetricQuery(id=_GUARD, expression=condition)
    guarded = replace(definition, queries=(*definition.queries, asked), result_id=_GUARD)
    cases = value_cases(guarded, known.samples_of, is_part=is_part)
    return either(case.value for case in cases).range in {None, _NEVER}
