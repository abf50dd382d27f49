"""Which alarms have drills, as a table."""

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from tocsin.drills import Coverage


def print_coverage(console: Console, covered: Sequence[Coverage]) -> None:
    """Print a line for each alarm: how many drills fire it, and how many leave it quiet."""
    table = Table(title="Coverage", title_justify="left", title_style="bold")
    table.add_column("severity")
    table.add_column("alarm", overflow="fold")
    table.add_column("firing", justify="right")
    table.add_column("quiet", justify="right")
    for each in covered:
        table.add_row(
            each.alarm.severity or "none",
            Text(each.alarm.name),
            str(len(each.firing)) if each.firing else "none",
            str(len(each.quiet)) if each.quiet else "none",
            style=None if each.is_complete else "yellow",
        )
    console.print(table)
    console.print(_summary(covered))


def _summary(covered: Iterable[Coverage]) -> str:
    numbers: dict[str, list[int]] = {}
    for each in covered:
        count = numbers.setdefault(each.alarm.severity or "without severity", [0, 0])
        count[0] += each.is_complete
        count[1] += 1
    parts = (f"{complete} of {total} {name}" for name, (complete, total) in numbers.items())
    return f"Both a firing and a quiet drill: {', '.join(parts) or 'no alarm'}."
