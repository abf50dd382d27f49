"""`Fn::If`, and the functions that conditions are made of; each may be undecided (None)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.assembly.resolution.memory import MAXIMUM_DEPTH
from tocsin.assembly.resolution.resolved_value import advice_of, root_causes
from tocsin.assembly.resolution.value_resolver import function_symbol
from tocsin.assembly.values import as_text

if TYPE_CHECKING:
    from tocsin.assembly.resolution.value_resolver import ValueResolver
    from tocsin.diagnostics import KeyPath

_PAIR = 2
_BRANCHES = 3


def choose(resolver: ValueResolver, argument: object, path: KeyPath) -> object:
    """Give the branch that a condition selects; the other one is not looked at."""
    named = isinstance(argument, list) and len(argument) == _BRANCHES
    if not isinstance(argument, list) or not named or not isinstance(argument[0], str):
        why = "takes a condition's name and two values"
        return resolver.malformed("Fn::If", argument, path, why)
    name, then, otherwise = argument
    decided = resolver.stack.condition(name)
    if isinstance(decided.value, bool):
        return resolver.resolve(then if decided.value else otherwise, path)
    causes = root_causes(decided.unresolved)
    symbol = function_symbol("Fn::If", argument)
    why = f"the condition {name} cannot be decided: {'; '.join(cause.why for cause in causes)}"
    fix = advice_of(causes, "write the chosen value out")
    return resolver.give_up(symbol, path, "condition", why, fix, causes=causes)


def evaluate_condition(resolver: ValueResolver, expression: object, path: KeyPath) -> bool | None:
    """Give a condition expression's value, or None if it cannot be decided."""
    memory = resolver.stack.memory
    if memory.depth >= MAXIMUM_DEPTH:
        resolver.too_deep(path)
        return None
    memory.depth += 1
    try:
        return _evaluate(resolver, expression, path)
    finally:
        memory.depth -= 1


def _evaluate(resolver: ValueResolver, expression: object, path: KeyPath) -> bool | None:
    name, argument = _single(expression)
    if name == "Condition" and isinstance(argument, str):
        value = resolver.take(resolver.stack.condition(argument), path)
        return value if isinstance(value, bool) else None
    operands = argument if isinstance(argument, list) else []
    if name == "Fn::Equals" and len(operands) == _PAIR:
        return _equals(resolver, operands, path)
    if name == "Fn::Not" and len(operands) == 1:
        value = evaluate_condition(resolver, operands[0], path)
        return None if value is None else not value
    if name in {"Fn::And", "Fn::Or"} and operands:
        return _combine(resolver, operands, decisive=name == "Fn::Or", path=path)
    why = f"is {expression!r:.60}; allowed: Fn::And, Fn::Equals, Fn::Not, Fn::Or, Condition"
    resolver.malformed("Condition", expression, path, why)
    return None


def _single(expression: object) -> tuple[str, object]:
    if isinstance(expression, dict) and len(expression) == 1:
        return next(iter(expression.items()))
    return "", None


def _equals(resolver: ValueResolver, operands: list[object], path: KeyPath) -> bool | None:
    (left, left_known), (right, right_known) = (resolver.trial(value, path) for value in operands)
    if not (left_known and right_known):
        return None
    left_text, right_text = as_text(left), as_text(right)
    return left == right if left_text is None else left_text == right_text


def _combine(
    resolver: ValueResolver, operands: list[object], *, decisive: bool, path: KeyPath
) -> bool | None:
    """Combine as `or` (True decides) or `and` (False decides)."""
    values = [evaluate_condition(resolver, operand, path) for operand in operands]
    if decisive in values:
        return decisive
    return None if None in values else not decisive
