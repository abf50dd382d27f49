"""How CloudFormation writes values as text."""

from typing import Final

MAXIMUM_TEXT = 1_000_000
"""A template cannot be larger, so neither can a text of it; a bound against doubling."""


class NoValue:
    """What `AWS::NoValue` gives: the property or item that holds it is removed."""


NO_VALUE: Final = NoValue()


def as_text(value: object) -> str | None:
    """Write a scalar as CloudFormation does inside a text; None for what has no text."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value) if abs(value) < 10**400 else None  # Python refuses to print longer ones
    return repr(value) if isinstance(value, float) else None
