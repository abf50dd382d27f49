"""Text to tree: the grammar of alarm rules, and its errors in words."""

from typing import cast

from lark import Token, Transformer

from tocsin.evaluation.alarm import State
from tocsin.evaluation.composite.errors import RuleError
from tocsin.evaluation.composite.hints import hint, lacks_quotes
from tocsin.evaluation.composite.syntax import AlarmIs, And, AtLeast, Constant, Node, Not, Or
from tocsin.parsing import Grammar, UnexpectedTextError, unquoted

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
_BEGINNING = "ALARM(…), OK(…), TRUE, FALSE, NOT or ("


class _Builder(Transformer[Token, Node]):
    """Makes a node of each rule of the grammar."""

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
        return unquoted(token, quotes='"') if token.type == "QUOTED" else str(token)

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


_GRAMMAR = Grammar[Node](package=__package__, file="rule.lark", builder=_Builder(), words=_WORDS)


def parse_tree(rule: str) -> Node:
    """Parse `rule` into its tree.

    Raises:
        RuleError: It does not follow the grammar.
    """
    try:
        return _GRAMMAR.parse(rule)
    except UnexpectedTextError as error:
        found = repr(error.found) if error.found else "the end of the rule"
        what = f"found {found}; allowed: {error.allowed or _BEGINNING}"
        fix = hint(rule, error.offset, error.found)
        kind = "unquoted-name" if lacks_quotes(rule, error.offset) else "unexpected-text"
        raise RuleError.at(rule, error.offset, kind, what, fix) from None
