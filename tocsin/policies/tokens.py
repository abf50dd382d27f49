"""Patterns and texts as tokens: characters, wildcards, and placeholders for what is not known."""

import re
from collections.abc import Sequence
from enum import Enum
from functools import lru_cache

_GENERATED_NAME = re.compile(r"\$\{[^{}]+/[^{}/]+\.(?:QueueName|TopicName)\}")
"""The name of a queue or a topic of one stack, to which its template gives none."""

_MOST_STEPS = 4_000_000
"""How much is compared: names and ARNs of AWS are far shorter, and others are left undecided."""


class Wildcard(Enum):
    """What a pattern leaves open."""

    TEXT = "*"
    CHARACTER = "?"


Token = str | Wildcard
"""A character, a placeholder (a longer text) or a wildcard."""


@lru_cache(maxsize=4096)
def match(pattern: tuple[Token, ...], text: tuple[str, ...]) -> bool | None:
    """Say whether a text matches a pattern; None if that depends on placeholders, or never ends."""
    if pattern == text:
        return True
    if len(pattern) * len(text) > _MOST_STEPS:
        return None
    if _matches_whatever_is_deployed(pattern, text):
        return True
    if _differ_by_generated_names(pattern, text):
        return False
    is_open = any(map(_is_placeholder, (*pattern, *text)))
    return None if is_open and _may_match(pattern, text) else False


def _differ_by_generated_names(pattern: Sequence[Token], text: Sequence[str]) -> bool:
    """Say whether all that differs is names that CloudFormation generates, which are unique."""
    return len(pattern) == len(text) and all(
        _is_generated(wanted) and _is_generated(given)
        for wanted, given in zip(pattern, text, strict=True)
        if wanted != given
    )


def _is_generated(token: Token) -> bool:
    return isinstance(token, str) and _GENERATED_NAME.fullmatch(token) is not None


def _matches_whatever_is_deployed(pattern: Sequence[Token], text: Sequence[str]) -> bool:
    """Say whether a text matches if a placeholder is like nothing but itself."""
    at = position = 0
    star, resume = -1, 0
    while position < len(text):
        token = pattern[at] if at < len(pattern) else None
        if token is Wildcard.TEXT:
            star, resume = at, position
            at += 1
        elif token is not None and _fits(token, text[position]):
            at, position = at + 1, position + 1
        elif star >= 0:
            resume += 1
            at, position = star + 1, resume
        else:
            return False
    return all(token is Wildcard.TEXT for token in pattern[at:])


def _fits(token: Token, given: str) -> bool:
    return len(given) == 1 if token is Wildcard.CHARACTER else token == given


def _may_match(pattern: Sequence[Token], text: Sequence[str]) -> bool:
    """Say whether a text may match if each placeholder is any text, whatever the others are."""
    wanted = [Wildcard.TEXT if _is_placeholder(each) else each for each in pattern]
    given = [Wildcard.TEXT if _is_placeholder(each) else each for each in text]
    row = _first_row(given)
    for token in wanted:
        row = _next_row(row, token, given)
    return row[-1]


def _first_row(given: Sequence[Token]) -> list[bool]:
    row = [True]
    for each in given:
        row.append(row[-1] and each is Wildcard.TEXT)
    return row


def _next_row(row: Sequence[bool], token: Token, given: Sequence[Token]) -> list[bool]:
    """Say for each beginning of a text whether it may match the pattern up to a token.

    Args:
        row: The same for the pattern before the token.
        token: The next token of the pattern.
        given: The text.
    """
    is_any = token is Wildcard.TEXT
    following = [row[0] and is_any]
    for position, each in enumerate(given):
        reached = (row[position + 1] or following[-1]) if is_any else False
        if each is Wildcard.TEXT:
            reached = reached or following[-1] or row[position + 1]
        elif not is_any:
            reached = row[position] and (token is Wildcard.CHARACTER or token == each)
        following.append(reached)
    return following


def _is_placeholder(token: Token) -> bool:
    return isinstance(token, str) and len(token) > 1
