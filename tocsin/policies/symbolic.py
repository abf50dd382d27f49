"""Texts of which a part is only known once they are deployed: `arn:aws:sns:${AWS::Region}:…`.

A placeholder stands for any text, and equal placeholders stand for the same one. So a pattern
matches such a text for certain, not at all, or (None) that depends on what is deployed.
"""

import re
from collections.abc import Sequence
from enum import Enum
from functools import lru_cache

from tocsin.policies.three_values import all_hold

_PLACEHOLDER = re.compile(r"\$\{[^{}]*\}|\{\{resolve:[^{}]*\}\}")
_ARN_PARTS = 6


class Wildcard(Enum):
    """What a pattern leaves open."""

    TEXT = "*"
    CHARACTER = "?"


Token = str | Wildcard
"""A character, a placeholder (a longer text) or a wildcard."""

_WILDCARDS = {each.value: each for each in Wildcard}
_ESCAPED = {f"${{{each}}}": each for each in (*_WILDCARDS, "$")}
"""How a pattern writes a character that would mean something else.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
"""


def as_literal(text: str) -> str:
    """Return a pattern that a text alone matches: its wildcards stand for themselves."""
    return "".join(f"${{{each}}}" if each in _WILDCARDS else each for each in _tokens(text))


def is_known(text: str) -> bool:
    """Say whether a text has no placeholder in it."""
    return _PLACEHOLDER.search(text) is None


def equals(wanted: str, text: str, *, ignore_case: bool = False) -> bool | None:
    """Say whether a text is the one that is wanted; a wildcard stands for itself."""
    if ignore_case:
        wanted, text = _lower(wanted), _lower(text)
    if _is_plain(wanted) and _is_plain(text):
        return wanted == text
    return _match(_pattern_tokens(wanted, may_be_wild=False), _tokens(text))


def matches(pattern: str, text: str, *, ignore_case: bool = False) -> bool | None:
    """Say whether a text matches a pattern, in which `*` is any text and `?` any character."""
    if ignore_case:
        pattern, text = _lower(pattern), _lower(text)
    if _is_plain(pattern) and _is_plain(text):
        return _expression(pattern).fullmatch(text) is not None
    return _match(_pattern_tokens(pattern, may_be_wild=True), _tokens(text))


def arn_matches(pattern: str, arn: str) -> bool | None:
    """Say whether an ARN matches a pattern, part by part: a `*` does not reach over a colon.

    The last part may hold colons of its own. A pattern with fewer parts has `*` for the others.
    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
    """
    wanted, given = list(arn_parts(pattern)), arn_parts(arn)
    if len(given) < _ARN_PARTS or len(wanted) == 1:
        return matches(pattern, arn)
    wanted += ["*"] * (_ARN_PARTS - len(wanted))
    return all_hold(matches(one, other) for one, other in zip(wanted, given, strict=True))


def arn_parts(arn: str) -> tuple[str, ...]:
    """Split an ARN at its first five colons; those in a placeholder do not count."""
    if _is_plain(arn):
        return tuple(arn.split(":", _ARN_PARTS - 1))
    parts = [""]
    for each in _tokens(arn):
        if each == ":" and len(parts) < _ARN_PARTS:
            parts.append("")
        else:
            parts[-1] += each
    return tuple(parts)


def _is_plain(text: str) -> bool:
    """Say whether a text has nothing that may be a placeholder or an escaped character."""
    return "${" not in text and "{{" not in text


@lru_cache(maxsize=16384)
def _expression(pattern: str) -> re.Pattern[str]:
    """Return a plain pattern as a regular expression."""
    parts = {"*": ".*", "?": "."}
    return re.compile("".join(parts.get(each) or re.escape(each) for each in pattern), re.DOTALL)


def _lower(text: str) -> str:
    if _is_plain(text):
        return text.lower()
    return "".join(each if len(each) > 1 else each.lower() for each in _tokens(text))


@lru_cache(maxsize=16384)
def _tokens(text: str) -> tuple[str, ...]:
    """Split a text into characters and placeholders."""
    tokens: list[str] = []
    last = 0
    for found in _PLACEHOLDER.finditer(text):
        tokens += [*text[last : found.start()], found.group()]
        last = found.end()
    return (*tokens, *text[last:])


@lru_cache(maxsize=16384)
def _pattern_tokens(pattern: str, *, may_be_wild: bool) -> tuple[Token, ...]:
    wildcards = _WILDCARDS if may_be_wild else {}
    return tuple(wildcards.get(each) or _ESCAPED.get(each) or each for each in _tokens(pattern))


@lru_cache(maxsize=65536)
def _match(pattern: tuple[Token, ...], text: tuple[str, ...]) -> bool | None:
    if pattern == text or _matches_whatever_is_deployed(pattern, text):
        return True
    is_open = any(map(_is_placeholder, (*pattern, *text)))
    return None if is_open and _may_match(pattern, text) else False


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
