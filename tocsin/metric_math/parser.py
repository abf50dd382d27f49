"""Text to tree: the metric math grammar, and its errors in words."""

from typing import cast

from lark import Token, Transformer

from tocsin.diagnostics import nearest
from tocsin.metric_math.errors import ExpressionError
from tocsin.metric_math.syntax import Array, Call, Name, Negation, Node, Number, Operation, Text
from tocsin.parsing import Grammar, UnexpectedTextError, unquoted

MAXIMUM_LENGTH = 2048
"""Characters of an expression (the API's MetricExpression)."""

_WORDS = {
    "OR": "OR",
    "AND": "AND",
    "COMPARATOR": "a comparison (== != <= >= < >)",
    "PLUS": "+",
    "MINUS": "-",
    "TIMES": "* or /",
    "CARET": "^",
    "LPAR": "(",
    "RPAR": ")",
    "LSQB": "[",
    "RSQB": "]",
    "COMMA": ",",
    "NUMBER": "a number",
    "STRING": "a quoted string",
    "NAME": "an id or a function",
    "$END": "the end of the expression",
}
_ESCAPED = {"&&": "AND", "||": "OR"}


class _Builder(Transformer[Token, Node]):
    """Makes a node of each rule of the grammar."""

    def number(self, tokens: list[Token]) -> Node:
        return Number(value=float(tokens[0]), position=_start(tokens[0]))

    def text(self, tokens: list[Token]) -> Node:
        return Text(value=unquoted(tokens[0], quotes="'\""), position=_start(tokens[0]))

    def name(self, tokens: list[Token]) -> Node:
        return Name(name=str(tokens[0]), position=_start(tokens[0]))

    def group(self, parts: list[Token | Node]) -> Node:
        return cast("Node", parts[1])

    def items(self, parts: list[Token | Node]) -> tuple[Node, ...]:
        return tuple(part for part in parts if not isinstance(part, Token))

    def array(self, parts: list[Token | tuple[Node, ...] | None]) -> Node:
        items = cast("tuple[Node, ...]", parts[1] or ())
        return Array(items=items, position=_start(cast("Token", parts[0])))

    def call(self, parts: list[Token | tuple[Node, ...] | None]) -> Node:
        function = cast("Token", parts[0])
        arguments = cast("tuple[Node, ...]", parts[2] or ())
        return Call(function=str(function), arguments=arguments, position=_start(function))

    def negation(self, parts: list[Token | Node]) -> Node:
        minus, operand = parts
        return Negation(operand=cast("Node", operand), position=_start(cast("Token", minus)))

    def operation(self, parts: list[Token | Node]) -> Node:
        left, operator, right = parts
        token = cast("Token", operator)
        return Operation(
            operator=_ESCAPED.get(token, str(token)),
            left=cast("Node", left),
            right=cast("Node", right),
            position=_start(token),
        )


def _start(token: Token) -> int:
    return token.start_pos or 0


_GRAMMAR = Grammar[Node](package=__package__, file="grammar.lark", builder=_Builder(), words=_WORDS)


def parse_tree(expression: str) -> Node:
    """Parse `expression` into its tree.

    Raises:
        ExpressionError: The text is empty, too long, or does not follow the grammar.
    """
    _check_length(expression)
    try:
        return _GRAMMAR.parse(expression)
    except UnexpectedTextError as error:
        found = repr(error.found) if error.found else "the end of the expression"
        allowed = error.allowed or "an id, a number, a function or ("
        raise ExpressionError.at(
            expression,
            error.offset,
            "unexpected-text",
            f"found {found}; allowed: {allowed}",
            _operator_meant(error.found),
        ) from None


def _check_length(expression: str) -> None:
    if not expression.strip():
        what = "found nothing; allowed: an expression such as m1 / m2 * 100"
        raise ExpressionError.at(expression, 0, "empty", what, "write an expression")
    if len(expression) > MAXIMUM_LENGTH:
        what = f"found {len(expression)} characters; allowed: 1 to {MAXIMUM_LENGTH} characters"
        fix = "give part of it an id of its own"
        raise ExpressionError.at(expression, MAXIMUM_LENGTH, "too-long", what, fix)


def _operator_meant(found: str) -> str:
    if found == "=":
        return "write == to compare"
    if found.upper() in {"AND", "OR"}:
        return f"did you mean {found.upper()}? Operators are upper-case"
    if found.upper() == "NOT":
        return "metric math has no NOT; compare with 0"
    return nearest(found, ["AND", "OR"])
