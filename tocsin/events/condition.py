"""One of the values that a pattern allows for a field."""

from collections.abc import Callable
from dataclasses import dataclass

Test = Callable[[object], bool | None]
"""Says whether a value of an event will do; None if it cannot be told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What a value has to be; or that there may be none.

    Attributes:
        holds: Whether a value of an event will do; the value is never an object or a list.
        allows_absence: Whether the condition is met where the event has no such field.
    """

    holds: Test
    allows_absence: bool = False


def never(_value: object) -> bool:
    """Say no."""
    return False


def always(_value: object) -> bool:
    """Say yes."""
    return True


def unknown(_value: object) -> None:
    """Say that it cannot be told, as for a condition that a template leaves open."""
    return
