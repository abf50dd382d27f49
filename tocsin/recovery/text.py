"""Lengths of time and their arithmetic, in words."""

from datetime import timedelta

from tocsin.diagnostics import elapsed
from tocsin.recovery.amount import Amount, Part

_DAY = timedelta(days=1)


def length_text(length: timedelta) -> str:
    """Write a length of time: `26h`, `5m`, `61d 2h`; hours are not made days below two of them."""
    if length < 2 * _DAY:
        return elapsed(length.total_seconds()) if length else "0s"
    days, rest = divmod(length, _DAY)
    return f"{days}d {elapsed(rest.total_seconds())}" if rest else f"{days}d"


def arithmetic(amount: Amount) -> str:
    """Write the addends: `24h from job to job + 1h start window + 1h completion window`."""
    return " + ".join(map(_addend, amount.parts))


def _addend(part: Part) -> str:
    return f"{length_text(part.length)} {part.what}"
