"""Rules for metric math: CloudWatch refuses a whole request for one expression that is wrong."""

from collections.abc import Iterator, Mapping

from tocsin.grafana.lint.document import Json, at, data_panels, mapping, targets, text, variables
from tocsin.grafana.lint.rule import Report, Rule
from tocsin.grafana.lint.variable_rules import used
from tocsin.metric_math import ExpressionError, ValueType, is_insights, parse


def _expression(dashboard: Json, report: Report) -> None:
    several = several_valued(dashboard)
    for panel in data_panels(dashboard):
        asked = [each for each in targets(panel) if each.get("queryMode") == "Metrics"]
        types = {text(each.get("id")): _read_type(each, several) for each in asked}
        expressions = {text(each.get("id")): each for each in asked if _is_readable(each)}
        for name in _in_order(expressions):
            try:
                types[name] = _type(expressions[name], types, frozenset(expressions))
            except ExpressionError as error:
                types[name] = ValueType.UNKNOWN
                for problem in error.problems:
                    report(at(panel, expressions[name]), problem.what, problem.fix)


def several_valued(dashboard: Json) -> frozenset[str]:
    """Return the names of the variables that may stand for several values at once."""
    return frozenset(
        text(each.get("name"))
        for each in variables(dashboard)
        if each.get("multi") or each.get("includeAll")
    )


def is_search(target: Json, several: frozenset[str]) -> bool:
    """Tell whether Grafana makes a SEARCH of the query, whose result is a list of series."""
    values = [
        value if isinstance(value, list) else [value]
        for value in mapping(target.get("dimensions")).values()
    ]
    return (
        target.get("matchExact") is False
        or any(len(value) != 1 or "*" in value for value in values)
        or not several.isdisjoint(used(values))
    )


def _is_readable(target: Json) -> bool:
    """Say whether a query is an expression that no variable and no query language is part of."""
    expression = text(target.get("expression"))
    return bool(expression) and "$" not in expression and not is_insights(expression)


def _read_type(target: Json, several: frozenset[str]) -> ValueType:
    if text(target.get("expression")):
        return ValueType.UNKNOWN
    return ValueType.TIME_SERIES_ARRAY if is_search(target, several) else ValueType.TIME_SERIES


def _type(target: Json, types: Mapping[str, ValueType], expressions: frozenset[str]) -> ValueType:
    return parse(text(target.get("expression"))).result_type(types, expression_ids=expressions)


def _in_order(expressions: Mapping[str, Json]) -> Iterator[str]:
    """Yield ids so that each stands behind those that it reads, as far as that is possible."""
    done: set[str] = set()
    waiting = list(expressions)
    while waiting:
        ready = [
            each for each in waiting if _reads(expressions[each]).isdisjoint({*waiting} - {each})
        ]
        yield from ready or waiting
        done.update(ready or waiting)
        waiting = [each for each in waiting if each not in done]


def _reads(target: Json) -> frozenset[str]:
    try:
        return frozenset(parse(text(target.get("expression"))).references)
    except ExpressionError:
        return frozenset()


MATH_RULES = (
    Rule(
        id="metric-query/expression",
        level="error",
        check=_expression,
        why="CloudWatch refuses the request, and the panel shows nothing",
    ),
)
