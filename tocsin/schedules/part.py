"""The parts of a field of a cron expression: numbers, and the days that only a month decides."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """Numbers of a field: `5`, `1-5`, `*`, `0/15` or `20-2`.

    Attributes:
        text: As written.
        values: What it stands for, in the order in which it counts.
        step: What stands behind the `/`.
        is_open: Whether it counts to the end of the field: `*`, `*/2`, `5/2`.
        wraps: Whether it counts past the end of the field: `20-2`.
    """

    text: str
    values: tuple[int, ...]
    step: int | None = None
    is_open: bool = False
    wraps: bool = False


@dataclass(frozen=True, slots=True)
class LastDay:
    """`L` in the day of the month: the last day."""

    text: str


@dataclass(frozen=True, slots=True)
class LastWeekday:
    """`LW`: the last day from Monday to Friday of the month."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NearestWeekday:
    """`15W`: the day from Monday to Friday that is nearest to a day, in the same month."""

    text: str
    day: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LastOfMonth:
    """`6L`: the last such day of the week in the month; 1 is Sunday."""

    text: str
    weekday: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NthOfMonth:
    """`2#1`: the first Monday of the month; 1 is Sunday."""

    text: str
    weekday: int
    number: int


DayOfMonthPart = Numbers | LastDay | LastWeekday | NearestWeekday
DayOfWeekPart = Numbers | LastOfMonth | NthOfMonth


def values_of(parts: tuple[Numbers, ...]) -> tuple[int, ...]:
    """Return what *parts* stand for, ascending, each number once."""
    return tuple(sorted({value for part in parts for value in part.values}))
