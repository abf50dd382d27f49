"""Patterns of terms: `ERROR "exact phrase" -absent`, or `?either ?or`.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/matching-terms-unstructured-log-events.html
"""

import re
from collections.abc import Callable

from tocsin.logs.error import FilterPatternError

_TERM = re.compile(r'([?-]?)(?:"((?:[^"\\]|\\.)*)"|([^\s"]+))\s*')


def compile_terms(pattern: str) -> Callable[[str], bool]:
    """Compile a pattern of terms.

    Raises:
        FilterPatternError: If a quote is not closed.
    """
    terms = split_terms(pattern)
    needed = [term for sign, term in terms if not sign]
    absent = [term for sign, term in terms if sign == "-"]
    either = [term for sign, term in terms if sign == "?"]
    if either and (needed or absent):
        # Documented: CloudWatch Logs ignores every `?` term that is mixed with other terms.
        either = []

    def matches(message: str) -> bool:
        return (
            all(term in message for term in needed)
            and not any(term in message for term in absent)
            and (not either or any(term in message for term in either))
        )

    return matches


def split_terms(pattern: str) -> list[tuple[str, str]]:
    """Return the terms of a pattern, each with its sign: `?`, `-` or none.

    Raises:
        FilterPatternError: If a quote is not closed.
    """
    terms = []
    position = 0
    while position < len(pattern):
        found = _TERM.match(pattern, position)
        if not found:
            raise FilterPatternError(pattern, f"character {position} does not begin a term")
        sign, quoted, bare = found.groups()
        terms.append((sign, bare if quoted is None else re.sub(r"\\(.)", r"\1", quoted)))
        position = found.end()
    return terms


def ignored_terms(pattern: str) -> list[str]:
    """Return the `?` terms of a pattern that are mixed with others, and so have no effect."""
    text = pattern.strip()
    if text[:1] in ("{", "[", "%") or not text:
        return []
    terms = split_terms(text)
    either = [f"?{term}" for sign, term in terms if sign == "?"]
    return either if len(either) < len(terms) else []
