"""How changes put numbers, lengths of time and lists."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tocsin.diagnostics import elapsed, number_text

if TYPE_CHECKING:
    from collections.abc import Iterable

_UNITS = ((86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second"))
_MOST_NAMED = 4
_LONGEST = 120


def length(seconds: float) -> str:
    """Return a length of time in the largest unit that divides it: `3 minutes`, `1 hour`."""
    for size, unit in _UNITS:
        if seconds >= size and seconds % size == 0:
            return counted(int(seconds // size), unit)
    return elapsed(seconds)


def lengths(before: float, after: float) -> str:
    """Return how a length of time changes; a unit that both have stands once: `3 → 9 minutes`."""
    one, other = length(before), length(after)
    number, _, unit = one.partition(" ")
    if unit and unit.removesuffix("s") == other.partition(" ")[2].removesuffix("s"):
        return f"{number} → {other}"
    return f"{one} → {other}"


def counted(number: int, noun: str) -> str:
    """Return a number of things: `1 alarm`, `2,000 alarms`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def listed(names: Iterable[str]) -> str:
    """Return names as a list in words; of very many only the first."""
    found = sorted(set(names))
    if len(found) > _MOST_NAMED:
        return f"{', '.join(found[:_MOST_NAMED])} and {len(found) - _MOST_NAMED} more"
    return " and ".join(filter(None, (", ".join(found[:-1]), *found[-1:])))


def short(text: str) -> str:
    """Return a text in one line; what is long is cut."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def number(value: float) -> str:
    """Return a number with all its digits in groups of three."""
    return number_text(value)


def value_text(value: object) -> str:
    """Return a value of a property in one line."""
    if value is None:
        return "nothing"
    return short(value if isinstance(value, str) else json.dumps(value, default=str))
