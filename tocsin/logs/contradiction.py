"""Filter patterns that are valid and that no log event can match.

What is found is certain; other patterns may be impossible too.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from tocsin.logs.comparison import NUMBER
from tocsin.logs.terms import split_terms

_COMPARISON = re.compile(
    r"(?P<name>\$[^\s=!<>]+|\w+)\s*(?P<sign>!=|<=|>=|=|<|>)\s*"
    r'(?P<operand>"(?:[^"\\]|\\.)*"|%(?:[^%\\]|\\.)*%|[^\s"()&|,{}\[\]]+)'
)
_TEXT = re.compile(r'"(?:[^"\\]|\\.)*"|%(?:[^%\\]|\\.)*%')
_ANY = "*"


def contradiction_in(pattern: str) -> str | None:
    """Say why no log event can match a valid pattern; None if one may."""
    text = pattern.strip()
    if text.startswith("%") or not text:
        return None
    if text[0] not in "{[":
        return _of_terms(text)
    if "||" in _TEXT.sub("", text):
        return None
    return next(_of_comparisons(text), None)


def _of_terms(pattern: str) -> str | None:
    terms = split_terms(pattern)
    absent = {term for sign, term in terms if sign == "-"}
    both = next((term for sign, term in terms if not sign and term in absent), None)
    return None if both is None else f"{both} has to be there and has to be absent"


@dataclass(slots=True)
class _Asked:
    """What is asked of one field at once.

    Attributes:
        texts: The texts that it has to be.
        least: The greatest number that it has to be, or to be above.
        most: The smallest number that it has to be, or to be below.
    """

    texts: set[str] = field(default_factory=set)
    least: float = -math.inf
    most: float = math.inf

    def add(self, sign: str, operand: str) -> None:
        if NUMBER.fullmatch(operand):
            self._add_number(sign, float(operand))
        elif sign == "=" and _ANY not in operand and not operand.startswith("%"):
            self.texts.add(operand.strip('"'))

    def _add_number(self, sign: str, number: float) -> None:
        if sign in ("=", ">", ">="):
            self.least = max(self.least, number)
        if sign in ("=", "<", "<="):
            self.most = min(self.most, number)

    def contradiction(self, name: str) -> str | None:
        if len(self.texts) > 1:
            return f"{name} has to be {' and '.join(sorted(self.texts))} at once"
        if self.least > self.most:
            return f"{name} has to be at least {self.least:g} and at most {self.most:g} at once"
        return None


def _of_comparisons(pattern: str) -> Iterator[str]:
    asked: dict[str, _Asked] = {}
    for found in _COMPARISON.finditer(pattern):
        # Of several values that a wildcard selects, each condition may mean another.
        if _ANY not in found["name"]:
            asked.setdefault(found["name"], _Asked()).add(found["sign"], found["operand"])
    for name, each in asked.items():
        if said := each.contradiction(name):
            yield said
