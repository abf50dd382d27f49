"""How what a policy says stands in a sentence."""

from collections.abc import Sequence

from tocsin.diagnostics import printable

_LONGEST = 120
_MOST = 4


def listed(values: Sequence[object]) -> str:
    """Return values as a list in a sentence: the first ones, each cut where it is long."""
    shown = [_short(each) for each in values[:_MOST]]
    rest = len(values) - len(shown)
    return ", ".join(shown) + (f" and {rest} more" if rest else "") if shown else "nothing"


def _short(value: object) -> str:
    text = printable(str(value)).replace("${$}", "$")
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
