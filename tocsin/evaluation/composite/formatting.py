"""Tree to text: a rule with the parentheses it needs, every name quoted."""

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
from tocsin.metric_math import format_number


def format_tree(tree: Node) -> str:
    """Write `tree` so that parsing it gives an equal tree."""
    return fold(leaves_first(tree), _with_operands)[0]


def _with_operands(node: Node, below: list[tuple[str, Node]]) -> tuple[str, Node]:
    match node:
        case Not(operand=operand):
            text = f"NOT {_in_parentheses(below[0], when=isinstance(operand, And | Or))}"
        case And():
            text = " AND ".join(
                _in_parentheses(item, when=isinstance(item[1], And | Or)) for item in below
            )
        case Or():
            text = " OR ".join(
                _in_parentheses(item, when=isinstance(item[1], Or)) for item in below
            )
        case Constant() | AlarmIs() | AtLeast():
            text = _leaf(node)
    return text, node


def _in_parentheses(item: tuple[str, Node], *, when: bool) -> str:
    return f"({item[0]})" if when else item[0]


def _leaf(node: Constant | AlarmIs | AtLeast) -> str:
    match node:
        case Constant(value=value):
            return "TRUE" if value else "FALSE"
        case AlarmIs(state=state, alarm=alarm):
            return f"{state}({_quote(alarm)})"
        case AtLeast(amount=amount, state=state, alarms=alarms):
            number = format_number(amount) + ("%" if node.is_percent else "")
            condition = f"NOT {state}" if node.negated else state
            return f"AT_LEAST({number}, {condition}, ({', '.join(map(_quote, alarms))}))"


def _quote(name: str) -> str:
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
