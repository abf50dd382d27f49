"""What is wrong with an expression, and where."""

from collections.abc import Iterable

from tocsin.diagnostics import nearest
from tocsin.parsing import InvalidTextError


class ExpressionError(InvalidTextError):
    """An expression that CloudWatch would not accept, with every problem found in it."""

    language = "metric math expression"
    room = "math"
    source = "expression"


def id_meant(name: str, ids: Iterable[str], keywords: Iterable[str]) -> str:
    """Return what an id that no query has may have been meant to be, or an empty string."""
    if name.upper() in keywords:
        return f"did you mean {name.upper()}? Keywords are upper-case"
    return nearest(name, ids)
