"""Whether the leaves of a rule hold: ALARM(x) and its like, and AT_LEAST."""

import math
from collections.abc import Callable, Mapping
from typing import Literal, TypeAlias

from tocsin.evaluation.alarm import State
from tocsin.evaluation.composite.errors import UnknownAlarmError
from tocsin.evaluation.composite.references import alarm_name
from tocsin.evaluation.composite.syntax import AlarmIs, AtLeast, Constant, Node

_WHOLE = 100

PercentRounding: TypeAlias = Literal["share", "up", "down", "nearest"]
"""How AT_LEAST turns a percentage of N alarms into a count; AWS does not say.

`share` compares the exact share with the percentage (the same as `up`, without a rounding
error); the others round the count first. At least one alarm is always required.
"""


def holds(node: Node, states: Mapping[str, State], rounding: PercentRounding) -> bool:
    """Return whether a leaf of a rule holds for the given states."""
    match node:
        case Constant(value=value):
            return value
        case AlarmIs(state=state, alarm=alarm):
            return _state(states, alarm) == state
        case AtLeast():
            return _enough(node, states, rounding)
        case _:
            message = f"{node} is not a leaf"
            raise TypeError(message)


def _enough(node: AtLeast, states: Mapping[str, State], rounding: PercentRounding) -> bool:
    matching = sum((_state(states, alarm) == node.state) != node.negated for alarm in node.alarms)
    if not node.is_percent:
        return matching >= node.amount
    if rounding == "share":
        return matching * _WHOLE >= node.amount * len(node.alarms)
    exact = node.amount * len(node.alarms) / _WHOLE
    return matching >= max(1, _ROUNDINGS[rounding](exact))


_ROUNDINGS: dict[str, Callable[[float], int]] = {
    "up": math.ceil,
    "down": math.floor,
    "nearest": lambda exact: math.floor(exact + 0.5),
}


def _state(states: Mapping[str, State], reference: str) -> State:
    for key in (reference, alarm_name(reference)):
        if key in states:
            return states[key]
    raise UnknownAlarmError(reference, states)
