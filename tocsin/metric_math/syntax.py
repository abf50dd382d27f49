"""The tree of a parsed metric math expression.

Equality compares what an expression says; `position` (0-based character index) is where it
was said and takes no part.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A literal scalar; `-5` is a negated 5."""

    value: float
    position: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A quoted string, without its quotes and escapes."""

    value: str
    position: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """An id of another query (`m1`), or a keyword such as REPEAT where a function takes one."""

    name: str
    position: int = field(default=0, compare=False)

    @property
    def is_id(self) -> bool:
        """Whether this names a query: ids begin with a lower-case letter, keywords do not."""
        return self.name[0].islower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Array:
    """`[m1, m2]` or, for DB_PERF_INSIGHTS, `['a', 'b']`."""

    items: tuple["Node", ...]
    position: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Negation:
    """Unary minus."""

    operand: "Node"
    position: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """A binary operation; `&&` is written AND and `||` is written OR."""

    operator: str
    left: "Node"
    right: "Node"
    position: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A function applied to arguments."""

    function: str
    arguments: tuple["Node", ...]
    position: int = field(default=0, compare=False)


Node: TypeAlias = Number | Text | Name | Array | Negation | Operation | Call


def children(node: Node) -> tuple[Node, ...]:
    """Return the nodes directly below `node`, left to right."""
    match node:
        case Array(items=items):
            return items
        case Negation(operand=operand):
            return (operand,)
        case Operation(left=left, right=right):
            return (left, right)
        case Call(arguments=arguments):
            return arguments
        case _:
            return ()


def walk(node: Node) -> Iterator[Node]:
    """Yield `node` and every node below it, in the order they are written."""
    pending = [node]
    while pending:
        current = pending.pop()
        yield current
        pending.extend(reversed(children(current)))
