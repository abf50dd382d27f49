"""Alarms that conditions leave out: counted each time, listed beside what drills cover."""

from collections import Counter
from collections.abc import Iterable, Sequence

from rich.console import Console

from tocsin.assembly import ALARM_TYPES, LeftOut
from tocsin.cli.terminal import counted
from tocsin.diagnostics import printable_line
from tocsin.simulation import DeployedAlarm

_MOST_NAMED = 5


def print_left_out(console: Console, left_out: Sequence[LeftOut], *, of: str = "") -> None:
    """Count what is declared and not deployed, by what would bring it back.

    Args:
        console: Where it is written.
        left_out: What is declared and not deployed.
        of: What declares it, where that is not clear.
    """
    alarms = [each for each in left_out if each.type in ALARM_TYPES]
    others = [each for each in left_out if each.type not in ALARM_TYPES]
    side = f"of {of}, " if of else ""
    _print(console, alarms, f"{side}{counted(len(alarms), 'alarm')}")
    kinds = Counter(each.type.rpartition("::")[2] for each in others)
    listed = ", ".join(f"{number} {kind}" for kind, number in kinds.items())
    _print(console, others, f"{side}{listed}")


def print_undecided(console: Console, alarms: Iterable[DeployedAlarm]) -> None:
    """Count the alarms of which it is open whether they are deployed; they are taken to be."""
    numbers: Counter[tuple[str, str]] = Counter()
    for alarm in alarms:
        resource = alarm.template_alarm.resource
        if (advice := resource.what_decides_it) is not None:
            numbers[str(resource.condition), advice] += 1
    if not numbers:
        return
    parts = [f"{number} by {name} ({advice})" for (name, advice), number in numbers.items()]
    rest = len(parts) - _MOST_NAMED
    more = f", and by {counted(rest, 'more condition')}" if rest > 0 else ""
    what = counted(sum(numbers.values()), "alarm")
    text = f"taken to be deployed, as conditions are open: {what}: {', '.join(parts[:_MOST_NAMED])}"
    console.print(printable_line(f"{text}{more}"), style="yellow")


def _print(console: Console, left_out: Sequence[LeftOut], what: str) -> None:
    if not left_out:
        return
    numbers = Counter((each.condition, *each.remedies[:1]) for each in left_out)
    parts = [
        f"{number} by {condition}"
        + "".join(f" ({each} brings {'it' if number == 1 else 'them'} back)" for each in remedies)
        for (condition, *remedies), number in numbers.items()
    ]
    rest = len(parts) - _MOST_NAMED
    more = f", and by {counted(rest, 'more condition')}" if rest > 0 else ""
    listed = ", ".join(parts[:_MOST_NAMED])
    text = f"left out by conditions: {what}: {listed}{more}"
    console.print(printable_line(text), style="yellow")
