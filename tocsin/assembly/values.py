"""Scalars as CloudFormation writes them into texts, and reads numbers from texts."""

from tocsin.assembly.template import plain_scalar


def as_text(value: object) -> str | None:
    """Write a scalar as CloudFormation does inside a text; None for what has no text."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value) if abs(value) < 10**400 else None  # Python refuses to print longer ones
    return repr(value) if isinstance(value, float) else None


def as_number(text: str) -> int | float | str:
    """Read the number that a text denotes; a text that is not a number stays what it is."""
    value = plain_scalar(text)
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else text
