"""Text to tree: the metric math grammar, and its errors in words."""

import functools
import re
from importlib import resources
from typing import cast

from lark import Lark, Token, Transformer, UnexpectedInput
from lark.exceptions import UnexpectedCharacters, UnexpectedEOF, UnexpectedToken

from tocsin.evaluation.math.errors import ExpressionError, Fault, did_you_mean
from tocsin.evaluation.math.syntax import Array, Call, Name, Negation, Node, Number, Operation, Text

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
    """Builds the tree while the parser runs, so that no second pass is needed."""

    def number(self, tokens: list[Token]) -> Node:
        return Number(value=float(tokens[0]), position=_start(tokens[0]))

    def text(self, tokens: list[Token]) -> Node:
        return Text(value=_unquote(tokens[0]), position=_start(tokens[0]))

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


def _unquote(token: str) -> str:
    return re.sub(r"\\(['\"\\])", r"\1", token[1:-1])


@functools.cache
def _parser() -> Lark:
    grammar = resources.files(__package__).joinpath("grammar.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", maybe_placeholders=True, transformer=_Builder())


def parse_tree(expression: str) -> Node:
    """Parse `expression` into its tree.

    Raises:
        ExpressionError: The text is empty, too long, or does not follow the grammar.
    """
    _check_length(expression)
    try:
        return cast("Node", _parser().parse(expression))
    except UnexpectedInput as error:
        raise ExpressionError(expression, [_fault(expression, error)]) from None


def _check_length(expression: str) -> None:
    if not expression.strip():
        fault = Fault(position=0, found="nothing", allowed="an expression such as m1 / m2 * 100")
        raise ExpressionError(expression, [fault])
    if len(expression) > MAXIMUM_LENGTH:
        fault = Fault(
            position=MAXIMUM_LENGTH,
            found=f"{len(expression)} characters",
            allowed=f"1 to {MAXIMUM_LENGTH} characters",
            fix="give part of it an id of its own",
        )
        raise ExpressionError(expression, [fault])


def _fault(expression: str, error: UnexpectedInput) -> Fault:
    if isinstance(error, UnexpectedToken) and error.token.type != "$END":
        return Fault(
            position=_start(error.token),
            found=repr(str(error.token)),
            allowed=_allowed(error.accepts or error.expected),
            fix=_operator_meant(error.token),
        )
    if isinstance(error, UnexpectedCharacters):
        position = cast("int", error.pos_in_stream)
        found = expression[position]
        fix = "write == to compare" if found == "=" else ""
        allowed = _allowed(error.allowed or set())
        return Fault(position=position, found=repr(found), allowed=allowed, fix=fix)
    expected = error.accepts or error.expected if isinstance(error, UnexpectedToken) else set()
    if isinstance(error, UnexpectedEOF):
        expected = set(error.expected)
    return Fault(
        position=len(expression), found="the end of the expression", allowed=_allowed(expected)
    )


def _operator_meant(token: Token) -> str:
    if token.upper() in {"AND", "OR"}:
        return f"did you mean {token.upper()}? Operators are upper-case"
    if token.upper() == "NOT":
        return "metric math has no NOT; compare with 0"
    return did_you_mean(token, ["AND", "OR"]) if token.type == "NAME" else ""


def _allowed(terminals: set[str]) -> str:
    words = [word for terminal, word in _WORDS.items() if terminal in terminals]
    return ", ".join(words) or "an id, a number, a function or ("
