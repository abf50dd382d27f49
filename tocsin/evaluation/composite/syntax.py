"""The tree of a composite alarm's rule.

Rules may nest hundreds of levels deep, so trees are folded from the leaves up, not recursed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from tocsin.evaluation.alarm import State

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True, kw_only=True)
class Constant:
    """TRUE or FALSE."""

    value: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmIs:
    """ALARM(x), OK(x) or INSUFFICIENT_DATA(x); `alarm` is a name or an ARN as written."""

    state: State
    alarm: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AtLeast:
    """AT_LEAST: `amount` alarms, or per cent of them, are (`negated`: are not) in `state`."""

    amount: float
    is_percent: bool
    state: State
    negated: bool
    alarms: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Not:
    """NOT operand."""

    operand: "Node"


@dataclass(frozen=True, slots=True, kw_only=True)
class And:
    """Operands joined by AND."""

    operands: tuple["Node", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Or:
    """Operands joined by OR."""

    operands: tuple["Node", ...]


Node: TypeAlias = Constant | AlarmIs | AtLeast | Not | And | Or


def operands(node: Node) -> tuple[Node, ...]:
    """Return the nodes directly below `node`."""
    if isinstance(node, Not):
        return (node.operand,)
    return node.operands if isinstance(node, And | Or) else ()


def leaves_first(tree: Node) -> tuple[Node, ...]:
    """Return every node of `tree`, each after the nodes below it."""
    found: list[Node] = []
    pending = [tree]
    while pending:
        node = pending.pop()
        found.append(node)
        pending.extend(operands(node))
    return tuple(reversed(found))


def fold(nodes: tuple[Node, ...], combine: Callable[[Node, list[Result]], Result]) -> Result:
    """Combine each node with the results of its operands; return that of the root.

    `nodes` is what `leaves_first` returns.
    """
    results: list[Result] = []
    for node in nodes:
        count = len(operands(node))
        below = results[len(results) - count :]
        del results[len(results) - count :]
        results.append(combine(node, below))
    return results[-1]
