"""Tree to text: the one canonical spelling of an expression."""

import math

from tocsin.metric_math.syntax import Array, Call, Name, Negation, Node, Number, Operation, Text

_PRECEDENCE = {
    "OR": 1,
    "AND": 2,
    **dict.fromkeys(("==", "!=", "<=", ">=", "<", ">"), 3),
    **dict.fromkeys(("+", "-"), 4),
    **dict.fromkeys(("*", "/"), 5),
    "^": 7,
}
_NEGATION = 6
_ATOM = 8


def format_tree(node: Node) -> str:
    """Write `node` with single spaces and only the parentheses it needs.

    Parsing the result gives an equal tree.
    """
    match node:
        case Number() | Text() | Name():
            return _leaf(node)
        case Array(items=items):
            return f"[{_comma_separated(items)}]"
        case Call(function=function, arguments=arguments):
            return f"{function}({_comma_separated(arguments)})"
        case Negation(operand=operand):
            return f"-{_within(operand, _NEGATION)}"
        case Operation():
            return _operation(node)


def _leaf(node: Number | Text | Name) -> str:
    match node:
        case Number(value=value):
            return format_number(value)
        case Text(value=value):
            return _quote(value)
        case Name(name=name):
            return name


def format_number(value: float) -> str:
    """Write `value` without an exponent or decimal point where it needs none."""
    if math.isfinite(value) and value == int(value) and abs(value) < 1e15:  # noqa: PLR2004 - exact
        return str(int(value))
    return repr(value)


def _operation(node: Operation) -> str:
    level = _PRECEDENCE[node.operator]
    if node.operator == "^":
        return f"{_within(node.left, _ATOM)} ^ {_within(node.right, _NEGATION)}"
    left = _within(node.left, level)
    return f"{left} {node.operator} {_within(node.right, level + 1)}"


def _within(node: Node, level: int) -> str:
    text = format_tree(node)
    return text if _level(node) >= level else f"({text})"


def _level(node: Node) -> int:
    if isinstance(node, Operation):
        return _PRECEDENCE[node.operator]
    return _NEGATION if isinstance(node, Negation) else _ATOM


def _comma_separated(nodes: tuple[Node, ...]) -> str:
    return ", ".join(format_tree(node) for node in nodes)


def _quote(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"
