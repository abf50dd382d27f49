"""What a rule can give at all, whichever states its alarms are in.

States are tried in boxes, not one by one: where a rule is decided although an alarm may be in
several states, no more has to be known of that alarm. Rules of a hundred alarms take moments so.
"""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Final

from tocsin.evaluation.alarm import STATES, State
from tocsin.evaluation.composite.references import alarm_name, references
from tocsin.evaluation.composite.rule import Rule
from tocsin.evaluation.composite.syntax import (
    AlarmIs,
    And,
    AtLeast,
    Constant,
    Node,
    Not,
    Or,
    fold,
    leaves_first,
)

_MOST_BOXES: Final = 2_000
_WHOLE: Final = 100
_Box = dict[str, frozenset[State]]
"""The states that each alarm may be in."""


def possible_outcomes(
    rule: Rule, states: Mapping[str, AbstractSet[State]] | None = None
) -> frozenset[bool] | None:
    """Return what a rule can give: true, false or both.

    Args:
        rule: The rule.
        states: The states that alarms can be in, by name; those left out can be in all.

    Returns:
        None if that would take too long to find out.
    """
    return outcomes_of_tree(rule.tree, states)


def outcomes_of_tree(
    tree: Node, states: Mapping[str, AbstractSet[State]] | None = None
) -> frozenset[bool] | None:
    """Return what a tree of conditions can give; arguments and result as of a rule."""
    nodes = leaves_first(tree)
    known = states or {}
    names = dict.fromkeys(alarm_name(reference) for reference in references(nodes))
    whole = {name: frozenset(known.get(name, STATES)) for name in names}
    found: set[bool] = set()
    for count, outcome in enumerate(_outcomes(nodes, whole)):
        found |= set() if outcome is None else {outcome}
        if len(found) == len((True, False)):
            break
        if count > _MOST_BOXES:
            return None
    return frozenset(found)


def _outcomes(nodes: tuple[Node, ...], whole: _Box) -> Iterator[bool | None]:
    """Yield what the rule gives in box after box, until all states are covered."""
    for state in STATES:
        yield _in_box(nodes, {name: may & {state} or may for name, may in whole.items()})
    waiting = [whole]
    while waiting:
        box = waiting.pop()
        outcome = _in_box(nodes, box)
        yield outcome
        if outcome is None:
            waiting += _halves(nodes, box)


def _halves(nodes: tuple[Node, ...], box: _Box) -> tuple[_Box, _Box]:
    """Split a box by the first condition that it leaves open; that it holds is tried first."""
    for node in nodes:
        for alarm in references((node,)):
            assert isinstance(node, AlarmIs | AtLeast), "no other names alarms"
            name, wanted = alarm_name(alarm), frozenset({node.state})
            if box[name] & wanted and box[name] - wanted:
                return {**box, name: box[name] - wanted}, {**box, name: wanted}
    message = "a rule whose conditions are all decided is decided"
    raise AssertionError(message)


def _in_box(nodes: tuple[Node, ...], box: _Box) -> bool | None:
    """Return what a rule gives for all states in a box; None if not the same for all."""

    def combine(node: Node, below: list[bool | None]) -> bool | None:
        match node:
            case Constant(value=value):
                return value
            case AlarmIs(state=state, alarm=alarm):
                return _is_in(box[alarm_name(alarm)], state)
            case AtLeast():
                return _enough(node, box)
            case Not():
                return None if below[0] is None else not below[0]
            case And():
                return _joined(below, decides=False)
            case Or():
                return _joined(below, decides=True)

    return fold(nodes, combine)


def _is_in(may: frozenset[State], state: State) -> bool | None:
    if state not in may:
        return False
    return True if len(may) == 1 else None


def _joined(below: list[bool | None], *, decides: bool) -> bool | None:
    if decides in below:
        return decides
    return None if None in below else not decides


def _enough(node: AtLeast, box: _Box) -> bool | None:
    each = [_is_in(box[alarm_name(alarm)], node.state) for alarm in node.alarms]
    met, open_ones = each.count(not node.negated), each.count(None)
    if _is_enough(node, met):
        return True
    return None if _is_enough(node, met + open_ones) else False


def _is_enough(node: AtLeast, count: int) -> bool:
    if node.is_percent:
        return count * _WHOLE >= node.amount * len(node.alarms)
    return count >= node.amount
