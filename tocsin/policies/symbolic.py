"""Texts of which a part is only known once they are deployed: `arn:aws:sns:${AWS::Region}:…`.

A placeholder stands for any text, and equal placeholders stand for the same one. So a pattern
matches such a text for certain, not at all, or (None) that depends on what is deployed.
"""

import re
from fnmatch import translate
from functools import lru_cache

from tocsin.policies.three_values import all_hold
from tocsin.policies.tokens import Token, Wildcard, match

_PLACEHOLDER = re.compile(r"\$\{[^{}]*\}|\{\{resolve:[^{}]*\}\}")
_ARN_PARTS = 6


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
    return match(_pattern_tokens(wanted, may_be_wild=False), _tokens(text))


def matches(pattern: str, text: str, *, ignore_case: bool = False) -> bool | None:
    """Say whether a text matches a pattern, in which `*` is any text and `?` any character."""
    if ignore_case:
        pattern, text = _lower(pattern), _lower(text)
    if _is_plain(pattern) and _is_plain(text):
        return _expression(pattern).fullmatch(text) is not None
    return match(_pattern_tokens(pattern, may_be_wild=True), _tokens(text))


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


@lru_cache(maxsize=4096)
def _expression(pattern: str) -> re.Pattern[str]:
    """Return a plain pattern as a regular expression."""
    # The names of files have the same wildcards, and `[` beside them.
    return re.compile(translate(pattern.replace("[", "[[]")))


def _lower(text: str) -> str:
    if _is_plain(text):
        return text.lower()
    return "".join(each if len(each) > 1 else each.lower() for each in _tokens(text))


@lru_cache(maxsize=4096)
def _tokens(text: str) -> tuple[str, ...]:
    """Split a text into characters and placeholders."""
    tokens: list[str] = []
    last = 0
    for found in _PLACEHOLDER.finditer(text):
        tokens += [*text[last : found.start()], found.group()]
        last = found.end()
    return (*tokens, *text[last:])


@lru_cache(maxsize=4096)
def _pattern_tokens(pattern: str, *, may_be_wild: bool) -> tuple[Token, ...]:
    wildcards = _WILDCARDS if may_be_wild else {}
    return tuple(wildcards.get(each) or _ESCAPED.get(each) or each for each in _tokens(pattern))
