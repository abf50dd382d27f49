"""A rule without one of its conditions."""

from collections.abc import Iterator

from tocsin.evaluation.composite.formatting import format_tree
from tocsin.evaluation.composite.rule import Rule, parse_rule
from tocsin.evaluation.composite.syntax import (
    AlarmIs,
    And,
    AtLeast,
    Node,
    Not,
    Or,
    fold,
    leaves_first,
)


def without_each_condition(rule: Rule) -> Iterator[tuple[str, Rule]]:
    """Yield each condition of a rule as text, and the rule as if nobody had written it.

    A condition is what stands between AND, OR and parentheses: `ALARM(a)` or `NOT OK(b)`. A rule
    of a single condition has none that can be left out.
    """
    nodes = leaves_first(rule.tree)
    for place, node in enumerate(nodes):
        if isinstance(node, AlarmIs | AtLeast):
            rest = _without(nodes, place)
            if rest is not None:
                yield format_tree(node).replace('"', ""), parse_rule(format_tree(rest))


def _without(nodes: tuple[Node, ...], place: int) -> Node | None:
    """Return the tree without the leaf at *place*; None if nothing is left."""
    left_out = nodes[place]

    def combine(node: Node, below: list[Node | None]) -> Node | None:
        kept = [each for each in below if each is not None]
        match node:
            case Not():
                return Not(operand=kept[0]) if kept else None
            case And() | Or():
                if not kept:
                    return None
                return kept[0] if len(kept) == 1 else type(node)(operands=tuple(kept))
            case _:
                return None if node is left_out else node

    return fold(nodes, combine)
