r"""Wildcards in patterns: `*` stands for any characters, `\*` for itself, and `\\` for `\`.

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html#eb-filtering-wildcard-matching
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from tocsin.events.condition import Test


class _Star:
    """Any characters."""


_STAR: Final = _Star()
_Token = str | _Star

MOST_COMPLEX = 10
"""How many beginnings of a field's wildcards one text may match at once.

EventBridge refuses more as too complex and does not publish the limit. Ten is the highest number
with which its own example of a refused pattern, `*:*:*:*:*:event-bus/*`, is refused.
https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html#eb-filtering-wildcard-matching-complexity
"""

_MOST_STATES = 2_000


class WildcardError(ValueError):
    """A wildcard that EventBridge refuses; the message says why."""


@dataclass(frozen=True, slots=True)
class Wildcard:
    """A text with wildcards.

    Attributes:
        tokens: Its characters and wildcards, in their order.
    """

    tokens: tuple[_Token, ...]

    def test(self) -> Test:
        """Return the test for a text that looks like it."""
        written = "".join(".*" if isinstance(t, _Star) else re.escape(t) for t in self.tokens)
        pattern = re.compile(written, re.DOTALL)
        return lambda value: isinstance(value, str) and pattern.fullmatch(value) is not None


def read_wildcard(text: str) -> Wildcard:
    """Read a text with wildcards.

    Raises:
        WildcardError: EventBridge would refuse it.
    """
    tokens: list[_Token] = []
    characters = iter(text)
    for character in characters:
        if character == "*":
            if tokens and tokens[-1] is _STAR:
                message = "has two wildcards in a row"
                raise WildcardError(message)
            tokens.append(_STAR)
        elif character == "\\":
            tokens.append(_escaped(next(characters, "")))
        else:
            tokens.append(character)
    return Wildcard(tuple(tokens))


def _escaped(character: str) -> str:
    if character in {"*", "\\"}:
        return character
    message = f"has a backslash before {character!r}" if character else "ends with a backslash"
    raise WildcardError(message)


def are_too_complex(wildcards: Iterable[Wildcard]) -> bool:
    """Say whether EventBridge refuses the wildcards of a field together.

    It counts how many of their beginnings a text can match at once, at worst: of `a*b*`, the text
    `ab` matches `a*`, `a*b` and `a*b*`.
    https://github.com/aws/event-ruler#matching-with-a-machine
    """
    machine = tuple(dict.fromkeys(each.tokens for each in wildcards))
    letters = {token for tokens in machine for token in tokens if isinstance(token, str)}
    start = frozenset((number, 0) for number in range(len(machine)))
    pending, seen = [_with_empty(machine, start)], {start}
    while pending and len(seen) < _MOST_STATES:
        states = pending.pop()
        if sum(1 for _, length in states if length) > MOST_COMPLEX:
            return True
        for letter in (*letters, None):
            after = _after(machine, states, letter)
            if after not in seen:
                seen.add(after)
                pending.append(after)
    return False


_Machine = Sequence[tuple[_Token, ...]]
_States = frozenset[tuple[int, int]]


def _after(machine: _Machine, states: _States, letter: str | None) -> _States:
    """Return which beginnings match once another letter has come; None is one of no pattern."""
    stay = {(n, at) for n, at in states if at and machine[n][at - 1] is _STAR}
    go = {(n, at + 1) for n, at in states if at < len(machine[n]) and machine[n][at] == letter}
    return _with_empty(machine, frozenset(stay | go))


def _with_empty(machine: _Machine, states: _States) -> _States:
    """Add the beginnings that match as well because a wildcard may stand for nothing."""
    stars = {(n, at + 1) for n, at in states if at < len(machine[n]) and machine[n][at] is _STAR}
    return states | stars
