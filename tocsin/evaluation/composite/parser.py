"""Text to tree: the grammar of alarm rules, and its errors in words."""

import functools
import re
from importlib import resources
from typing import cast

from lark import Lark, Token, Transformer, UnexpectedInput
from lark.exceptions import UnexpectedCharacters, UnexpectedToken

from tocsin.evaluation.alarm import State
from tocsin.evaluation.composite.errors import RuleError
from tocsin.evaluation.composite.syntax import AlarmIs, And, AtLeast, Constant, Node, Not, Or
from tocsin.evaluation.math import Fault, did_you_mean

_KEYWORDS = ("ALARM", "OK", "INSUFFICIENT_DATA", "TRUE", "FALSE", "AND", "OR", "NOT", "AT_LEAST")
_WORDS = {
    "_AND": "AND",
    "_OR": "OR",
    "_NOT": "NOT",
    "NOT": "NOT",
    "STATE": "ALARM, OK or INSUFFICIENT_DATA",
    "CONSTANT": "TRUE or FALSE",
    "AT_LEAST": "AT_LEAST",
    "AMOUNT": "a count or a percentage",
    "_LPAR": "(",
    "_RPAR": ")",
    "_COMMA": ",",
    "UNQUOTED": "an alarm's name or ARN",
    "QUOTED": 'a name in " "',
    "$END": "the end of the rule",
}
_WORD = re.compile(r"[A-Za-z_]+")


class _Builder(Transformer[Token, Node]):
    """Builds the tree while the parser runs."""

    def disjunction(self, parts: list[Node]) -> Node:
        return parts[0] if len(parts) == 1 else Or(operands=tuple(parts))

    def conjunction(self, parts: list[Node]) -> Node:
        return parts[0] if len(parts) == 1 else And(operands=tuple(parts))

    def negation(self, parts: list[Node]) -> Node:
        return Not(operand=parts[0])

    def group(self, parts: list[Node]) -> Node:
        return parts[0]

    def constant(self, tokens: list[Token]) -> Node:
        return Constant(value=tokens[0] == "TRUE")

    def reference(self, tokens: list[Token]) -> str:
        token = tokens[0]
        return _unquote(token) if token.type == "QUOTED" else str(token)

    def references(self, names: list[str]) -> tuple[str, ...]:
        return tuple(names)

    def condition(self, tokens: list[Token | None]) -> tuple[bool, State]:
        return tokens[0] is not None, cast("State", str(tokens[1]))

    def alarm_is(self, parts: list[str]) -> Node:
        return AlarmIs(state=cast("State", str(parts[0])), alarm=parts[1])

    def at_least(self, parts: list[Token | tuple[bool, State] | tuple[str, ...]]) -> Node:
        amount = str(parts[1])
        negated, state = cast("tuple[bool, State]", parts[2])
        return AtLeast(
            amount=float(amount.removesuffix("%")),
            is_percent=amount.endswith("%"),
            state=state,
            negated=negated,
            alarms=cast("tuple[str, ...]", parts[3]),
        )


def _unquote(token: str) -> str:
    return re.sub(r'\\(["\\])', r"\1", token[1:-1])


@functools.cache
def _parser() -> Lark:
    grammar = resources.files(__package__).joinpath("rule.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", maybe_placeholders=True, transformer=_Builder())


def parse_tree(rule: str) -> Node:
    """Parse `rule` into its tree.

    Raises:
        RuleError: It does not follow the grammar.
    """
    try:
        return cast("Node", _parser().parse(rule))
    except UnexpectedInput as error:
        raise RuleError(rule, [_fault(rule, error)]) from None


def _fault(rule: str, error: UnexpectedInput) -> Fault:
    if isinstance(error, UnexpectedCharacters):
        position = cast("int", error.pos_in_stream)
        return _at(rule, position, error.allowed or set())
    assert isinstance(error, UnexpectedToken)
    expected = error.accepts or error.expected
    if error.token.type == "$END":
        allowed = _allowed(expected)
        return Fault(position=len(rule), found="the end of the rule", allowed=allowed)
    return _at(rule, error.token.start_pos or 0, expected)


def _at(rule: str, position: int, expected: set[str]) -> Fault:
    word = _WORD.match(rule, position)
    found = word.group() if word else rule[position]
    return Fault(
        position=position,
        found=repr(found),
        allowed=_allowed(expected),
        fix=_meant(found) if word else "",
    )


def _meant(word: str) -> str:
    if word.upper() in _KEYWORDS and word.upper() != word:
        return f"did you mean {word.upper()}? Keywords are upper-case"
    return "" if word in _KEYWORDS else did_you_mean(word, _KEYWORDS)


def _allowed(terminals: set[str]) -> str:
    words = [word for terminal, word in _WORDS.items() if terminal in terminals]
    return ", ".join(dict.fromkeys(words)) or "ALARM(…), OK(…), TRUE, FALSE, NOT or ("
