"""Names that are one name, written in two ways."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

_LEAST_LETTERS = 5
"""Shorter words are often names of their own, as `a` and `b`."""
_SEPARATORS = re.compile(r"[\s_\-./]+")
_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
"""A word of `one-name`, of `OneName`, or of `ONEName`."""


def are_alike(one: str, other: str) -> bool:
    """Return whether two different names are nearly certainly meant to be one.

    They differ in case and separators alone, or in a single letter of one of their words. Names
    with other digits never are: 4xx and 5xx are two things, as are the zones a and b.
    """
    if one == other or _DIGITS.findall(one) != _DIGITS.findall(other):
        return False
    plain, other_plain = (_SEPARATORS.sub("", each).casefold() for each in (one, other))
    if plain == other_plain:
        return True
    words, others = (_WORD.findall(each) for each in (one, other))
    pairs = [
        (word.casefold(), each.casefold())
        for word, each in zip(words, others, strict=False)
        if word.casefold() != each.casefold()
    ]
    return (
        len(words) == len(others)
        and len(pairs) == 1
        and min(map(len, pairs[0])) >= _LEAST_LETTERS
        and _differ_by_one(*pairs[0])
    )


def _differ_by_one(one: str, other: str) -> bool:
    """Return whether one letter is missing, wrong, or in the place of its neighbour."""
    shorter, longer = sorted((one, other), key=len)
    begin = 0
    while begin < len(shorter) and shorter[begin] == longer[begin]:
        begin += 1
    rest, other_rest = shorter[begin:], longer[begin:]
    if len(longer) == len(shorter) + 1:
        return rest == other_rest[1:]
    if len(longer) != len(shorter):
        return False
    is_swapped = rest[:2] == other_rest[1::-1] if len(rest) > 1 else False
    return rest[1:] == other_rest[1:] or (is_swapped and rest[2:] == other_rest[2:])


class AlikeNames:
    """Known names, among which those like another are found without comparing each."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = tuple(names)

    @cached_property
    def _by_key(self) -> Mapping[str, list[str]]:
        """The names by what those alike have in common; mostly nobody asks."""
        found: dict[str, list[str]] = {}
        for name in self._names:
            for key in _keys(name):
                found.setdefault(key, []).append(name)
        return found

    def find(self, name: str) -> Iterator[str]:
        """Yield the known names that are like another, each once."""
        found = dict.fromkeys(each for key in _keys(name) for each in self._by_key.get(key, ()))
        yield from (each for each in found if are_alike(each, name))


def _keys(name: str) -> Iterator[str]:
    """Yield texts of which two names have one in common if a single letter differs."""
    plain = _SEPARATORS.sub("", name).casefold()
    yield plain
    for index in range(len(plain)):
        yield plain[:index] + plain[index + 1 :]
