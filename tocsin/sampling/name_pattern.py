"""Patterns of sampling rules: `*` stands for any text, also for none, and `?` for one character.

Some of X-Ray's clients tell capital letters from small ones, and some do not. What is asked here
has to hold for both, so that letters are alike whatever their case.
https://docs.aws.amazon.com/xray/latest/devguide/xray-console-sampling.html
"""

import re
from collections.abc import Callable, Iterator

_Step = tuple[int, int]
"""How many characters of each pattern are passed at once."""


def overlap(one: str, other: str) -> bool:
    """Tell whether there is a name that both patterns match."""
    return _meet(one.lower(), other.lower(), _steps_together)


def is_within(narrow: str, wide: str) -> bool:
    """Tell whether *wide* matches every name that *narrow* matches.

    True is certain. A `*` of *narrow* has to stand where *wide* has one too, so that False may be
    wrong where several wildcards follow each other.
    """
    return _meet(_ordered(narrow.lower()), _ordered(wide.lower()), _steps_within)


def _meet(one: str, other: str, steps: Callable[[str, str], Iterator[_Step]]) -> bool:
    """Tell whether *steps* lead through both patterns to their ends."""
    waiting, seen = [(0, 0)], set[tuple[int, int]]()
    while waiting:
        here = waiting.pop()
        if here in seen:
            continue
        seen.add(here)
        first, second = here
        if first == len(one) and second == len(other):
            return True
        for passed, also_passed in steps(one[first : first + 1], other[second : second + 1]):
            waiting.append((first + passed, second + also_passed))
    return False


def _steps_together(one: str, other: str) -> Iterator[_Step]:
    """Yield how far a common name leads; a pattern that is at its end gives no character."""
    if one == "*":
        yield (1, 0)
    if other == "*":
        yield (0, 1)
    if one == "*" and other:
        yield (0, 1)
    if other == "*" and one:
        yield (1, 0)
    if one and other and (one == other or "?" in (one, other)):
        yield (1, 1)


def _steps_within(narrow: str, wide: str) -> Iterator[_Step]:
    if wide == "*":
        yield (0, 1)
        if narrow:
            yield (1, 0)
    elif narrow and (narrow == wide or (wide == "?" and narrow != "*")):
        yield (1, 1)


def _ordered(pattern: str) -> str:
    """Return *pattern* with wildcards that follow each other in one order: `?` before one `*`."""
    return re.sub(r"[*?]+", lambda run: run[0].replace("*", "") + "*" * ("*" in run[0]), pattern)
