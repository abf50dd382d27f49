"""Conditions of a rule that make no difference, in whichever states its alarms are."""

from collections import Counter
from collections.abc import Iterator

from tocsin.evaluation.composite.omission import without_each_condition
from tocsin.evaluation.composite.outcomes import outcomes_of_tree
from tocsin.evaluation.composite.references import alarm_name, references
from tocsin.evaluation.composite.rule import Rule
from tocsin.evaluation.composite.syntax import And, Node, Not, Or, leaves_first

_MOST_CONDITIONS = 20
"""A rule of more is a list of alarms, and would take long."""


def idle_conditions(rule: Rule) -> Iterator[str]:
    """Yield each condition without which a rule gives the same for all states.

    Where two conditions say the same, each of them makes no difference beside the other. A rule
    that names each alarm once has none.
    """
    named = Counter(map(alarm_name, references(leaves_first(rule.tree))))
    if len(named) == named.total() or named.total() > _MOST_CONDITIONS:
        return
    for condition, rest in without_each_condition(rule):
        if outcomes_of_tree(_one_alone(rule.tree, rest.tree)) == frozenset({False}):
            yield condition


def _one_alone(one: Node, other: Node) -> Node:
    """Return a tree that holds where one of two trees holds alone."""
    return Or(
        operands=(
            And(operands=(one, Not(operand=other))),
            And(operands=(Not(operand=one), other)),
        )
    )
