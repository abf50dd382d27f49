"""Alarms that conditions leave out: counted each time, listed beside what drills cover."""

from collections import Counter
from collections.abc import Sequence

from rich.console import Console

from tocsin.assembly import LeftOut
from tocsin.cli.terminal import counted

_MOST_NAMED = 5


def print_left_out(console: Console, alarms: Sequence[LeftOut]) -> None:
    """Count alarms that are declared and not deployed, by what would bring them back."""
    if not alarms:
        return
    numbers = Counter((alarm.condition, *alarm.remedies[:1]) for alarm in alarms)
    parts = [
        f"{number} by {condition}"
        + "".join(f" ({each} brings {'it' if number == 1 else 'them'} back)" for each in remedies)
        for (condition, *remedies), number in numbers.items()
    ]
    rest = len(parts) - _MOST_NAMED
    more = f", and by {counted(rest, 'more condition')}" if rest > 0 else ""
    listed = ", ".join(parts[:_MOST_NAMED])
    console.print(
        f"left out by conditions: {counted(len(alarms), 'alarm')}: {listed}{more}", style="yellow"
    )
