"""In which direction a metric moves when an alarm on it fires, also through an expression."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal

from tocsin.catalogue import RecommendedAlarm
from tocsin.metric_math import (
    Array,
    Call,
    ExpressionError,
    Name,
    Negation,
    Node,
    Operation,
    parse_tree,
)

Direction = Literal["up", "down"]

UP: frozenset[Direction] = frozenset({"up"})
DOWN: frozenset[Direction] = frozenset({"down"})
EITHER: frozenset[Direction] = UP | DOWN

_OF_COMPARISONS: Mapping[str, frozenset[Direction]] = {
    "GreaterThanThreshold": UP,
    "GreaterThanOrEqualToThreshold": UP,
    "GreaterThanUpperThreshold": UP,
    "LessThanThreshold": DOWN,
    "LessThanOrEqualToThreshold": DOWN,
    "LessThanLowerThreshold": DOWN,
}
_OPPOSITE: Mapping[Direction, Direction] = {"up": "down", "down": "up"}
_ALL = slice(None)
_VALUES = {"IF": slice(1, None), "FILL": slice(1), "ANOMALY_DETECTION_BAND": slice(1)}
"""Which arguments of functions are values: not a condition, nor what stands for what is missing."""


def directions_of_comparison(comparison: object) -> frozenset[Direction]:
    """Return where a value goes that an alarm compares when it fires; both ways for a band."""
    return _OF_COMPARISONS.get(str(comparison), EITHER)


def directions_of_ids(
    expression: str, expressions: Mapping[str, str], fires: frozenset[Direction]
) -> Mapping[str, frozenset[Direction]] | None:
    """Return where the metrics of an expression go when its value goes where the alarm fires.

    What only decides whether there is enough traffic is not among them: what stands in a condition
    alone, or is divided by. A low number of requests is not what an alarm on their errors is about.

    Args:
        expression: The expression that is compared with the threshold.
        expressions: All expressions by their ids.
        fires: Where its value goes.

    Returns:
        None if the expression cannot be read.
    """
    found: dict[str, set[Direction]] = defaultdict(set)
    try:
        for name, is_turned in _ids(parse_tree(expression), expressions):
            found[name] |= {_OPPOSITE[each] if is_turned else each for each in fires}
    except ExpressionError:
        return None
    return {name: frozenset(each) for name, each in found.items()}


def _ids(tree: Node, expressions: Mapping[str, str]) -> Iterator[tuple[str, bool]]:
    """Yield the ids that carry the value, each with whether it falls where the id rises."""
    pending, entered = [(tree, False)], set[tuple[str, bool]]()
    while pending:
        node, is_turned = pending.pop()
        if isinstance(node, Name):
            if node.name not in expressions:
                yield node.name, is_turned
            elif (node.name, is_turned) not in entered:
                entered.add((node.name, is_turned))
                pending.append((parse_tree(expressions[node.name]), is_turned))
        pending += [(part, turns != is_turned) for part, turns in _carrying(node)]


def _carrying(node: Node) -> Iterator[tuple[Node, bool]]:
    """Yield the parts of which a value is made, each with whether it falls where they rise."""
    match node:
        case Negation(operand=operand):
            yield operand, True
        case Operation(operator="-", left=left, right=right):
            yield from ((left, False), (right, True))
        case Operation(operator="+" | "*", left=left, right=right):
            yield from ((left, False), (right, False))
        case Operation(operator="/", left=left):
            yield left, False
        case Array(items=items):
            yield from ((item, False) for item in items)
        case Call(arguments=arguments):
            yield from ((part, False) for part in arguments[_VALUES.get(node.function, _ALL)])
        case _:
            return


@cache
def directions_of_recommended(alarm: RecommendedAlarm) -> Mapping[str, frozenset[Direction]]:
    """Return where the metrics go of which a recommended alarm tells, by the ids of its queries."""
    fires = directions_of_comparison(alarm.comparison)
    if alarm.expression is None:
        return {query.id: fires for query in alarm.queries}
    found = directions_of_ids(alarm.expression, {}, fires)
    return found or {query.id: EITHER for query in alarm.queries}
