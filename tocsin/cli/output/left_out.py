"""Alarms that conditions leave out: counted each time, listed beside what drills cover."""

from collections.abc import Sequence

from rich.console import Console

from tocsin.assembly import LeftOut
from tocsin.cli.terminal import counted

_MOST_NAMED = 5


def print_left_out(console: Console, alarms: Sequence[LeftOut]) -> None:
    """Count alarms that are declared and not deployed, by what would bring them back."""
    if not alarms:
        return
    numbers: dict[str, int] = {}
    for alarm in alarms:
        by = f" ({alarm.remedies[0]} brings them back)" if alarm.remedies else ""
        numbers[f"{alarm.condition}{by}"] = numbers.get(f"{alarm.condition}{by}", 0) + 1
    parts = [f"{number} by {what}" for what, number in numbers.items()]
    rest = len(parts) - _MOST_NAMED
    more = f", and by {counted(rest, 'more condition')}" if rest > 0 else ""
    listed = ", ".join(parts[:_MOST_NAMED])
    console.print(
        f"left out by conditions: {counted(len(alarms), 'alarm')}: {listed}{more}", style="yellow"
    )
