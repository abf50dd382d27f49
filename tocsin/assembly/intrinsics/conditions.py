"""`Fn::If`, and the functions that conditions are made of; each may be undecided (None)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.assembly.session import MAXIMUM_DEPTH
from tocsin.assembly.values import as_text

if TYPE_CHECKING:
    from tocsin.assembly.walk import Path, Walk

_PAIR = 2
_BRANCHES = 3


def choose(walk: Walk, argument: object, path: Path) -> object:
    """Give the branch that a condition selects; the other one is not looked at."""
    named = isinstance(argument, list) and len(argument) == _BRANCHES
    if not isinstance(argument, list) or not named or not isinstance(argument[0], str):
        why = "takes a condition's name and two values"
        return walk.malformed("Fn::If", argument, path, why)
    name, then, otherwise = argument
    outcome = walk.scope.condition(name)
    if isinstance(outcome.value, bool):
        return walk.resolve(then if outcome.value else otherwise, path)
    causes = "; ".join(note.why for note in outcome.unresolved[:3])
    symbol = walk.function_symbol("Fn::If", argument)
    why = f"the condition {name} cannot be decided: {causes}"
    return walk.give_up(symbol, path, "condition", why, "give the parameters it depends on")


def evaluate(walk: Walk, expression: object, path: Path) -> bool | None:
    """Give a condition expression's value, or None if it cannot be decided."""
    if walk.scope.session.depth >= MAXIMUM_DEPTH:
        walk.give_up("${...}", path, "malformed", "it is nested too deeply", "flatten it")
        return None
    walk.scope.session.depth += 1
    try:
        return _evaluate(walk, expression, path)
    finally:
        walk.scope.session.depth -= 1


def _evaluate(walk: Walk, expression: object, path: Path) -> bool | None:
    name, argument = _single(expression)
    if name == "Condition" and isinstance(argument, str):
        value = walk.take(walk.scope.condition(argument), path)
        return value if isinstance(value, bool) else None
    operands = argument if isinstance(argument, list) else []
    if name == "Fn::Equals" and len(operands) == _PAIR:
        return _equals(walk, operands, path)
    if name == "Fn::Not" and len(operands) == 1:
        value = evaluate(walk, operands[0], path)
        return None if value is None else not value
    if name in {"Fn::And", "Fn::Or"} and operands:
        return _combine(walk, operands, decisive=name == "Fn::Or", path=path)
    why = f"is {expression!r:.60}; allowed: Fn::And, Fn::Equals, Fn::Not, Fn::Or, Condition"
    walk.malformed("Condition", expression, path, why)
    return None


def _single(expression: object) -> tuple[str, object]:
    if isinstance(expression, dict) and len(expression) == 1:
        return next(iter(expression.items()))
    return "", None


def _equals(walk: Walk, operands: list[object], path: Path) -> bool | None:
    (left, left_known), (right, right_known) = (walk.trial(value, path) for value in operands)
    if not (left_known and right_known):
        return None
    left_text, right_text = as_text(left), as_text(right)
    return left == right if left_text is None else left_text == right_text


def _combine(walk: Walk, operands: list[object], *, decisive: bool, path: Path) -> bool | None:
    """Combine as `or` (True decides) or `and` (False decides)."""
    values = [evaluate(walk, operand, path) for operand in operands]
    if decisive in values:
        return decisive
    return None if None in values else not decisive
