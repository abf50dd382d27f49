"""Slips of the pen in names: told from other names only where that is as good as certain."""

import re
from collections.abc import Iterable

_SIGNS = re.compile(r"[^a-z0-9]+")
_FEWEST_LETTERS = 5
"""Shorter words are often one letter from another one."""


def meant_name(name: str, known: Iterable[str]) -> str | None:
    """Return the name that is meant by one that is not known; None where that is not clear.

    Either it differs in capitals, blanks and signs alone, or one word of it in one letter, and
    that word stands in none of the names that are known.
    """
    names = tuple(known)
    if name in names:
        return None
    alike = [each for each in names if _plain(each) == _plain(name)]
    if alike:
        return alike[0]
    vocabulary = {word for each in names for word in _words(each)}
    near = [each for each in names if _has_one_slip(name, each, vocabulary)]
    return near[0] if len(near) == 1 else None


def _plain(name: str) -> str:
    return _SIGNS.sub("", name.lower())


def _words(name: str) -> list[str]:
    return [word for word in _SIGNS.split(name.lower()) if word]


def _has_one_slip(name: str, known: str, vocabulary: set[str]) -> bool:
    written, right = _words(name), _words(known)
    if len(written) != len(right):
        return False
    different = [pair for pair in zip(written, right, strict=True) if pair[0] != pair[1]]
    if len(different) != 1:
        return False
    ((wrong, meant),) = different
    return len(meant) >= _FEWEST_LETTERS and wrong not in vocabulary and _is_one_off(wrong, meant)


def _is_one_off(wrong: str, right: str) -> bool:
    """Say whether a letter is missing, added, another, or two next to each other are swapped."""
    longer, shorter = (wrong, right) if len(wrong) > len(right) else (right, wrong)
    begin = 0
    while begin < len(shorter) and longer[begin] == shorter[begin]:
        begin += 1
    rest_of_longer, rest_of_shorter = longer[begin:], shorter[begin:]
    if len(longer) > len(shorter):
        return rest_of_longer[1:] == rest_of_shorter
    if rest_of_longer[1:] == rest_of_shorter[1:]:
        return True
    swapped = rest_of_longer[1:2] + rest_of_longer[:1]
    return swapped == rest_of_shorter[:2] and rest_of_longer[2:] == rest_of_shorter[2:]
