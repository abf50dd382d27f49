"""Which alarms have drills, as a table."""

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from tocsin.assembly import LeftOut
from tocsin.drills import Coverage
from tocsin.simulation import NotEvaluated


def print_coverage(
    console: Console,
    covered: Sequence[Coverage],
    left_out: Sequence[LeftOut],
    not_evaluated: Sequence[NotEvaluated],
) -> None:
    """Print a line for each alarm: how many drills fire it or leave it quiet, and whom it reaches.

    Below stand those that no drill can be about: they count in no sum, but people are told.
    """
    table = Table(title="Coverage", title_justify="left", title_style="bold")
    table.add_column("severity")
    table.add_column("alarm", overflow="fold")
    table.add_column("firing", justify="right")
    table.add_column("quiet", justify="right")
    table.add_column("reaches")
    for each in covered:
        table.add_row(
            each.alarm.severity or "none",
            Text(each.alarm.name),
            str(len(each.firing)) if each.firing else "none",
            str(len(each.quiet)) if each.quiet else "none",
            each.reaches,
            style=None if each.is_complete else "yellow",
        )
    console.print(table)
    if left_out:
        rows = [(each.name, f"{each.condition} is false; {each.fix}") for each in left_out]
        print_others(console, "Left out by conditions", rows)
    if not_evaluated:
        rows = [(each.alarm, each.why) for each in not_evaluated]
        print_others(console, "Cannot be evaluated", rows)
    console.print(f"{_summary(covered)}{_outside(len(left_out), len(not_evaluated))}")


def print_others(console: Console, title: str, rows: Iterable[tuple[str, str]]) -> None:
    """Print alarms that no drill can be about, and why."""
    table = Table(title=title, title_justify="left", title_style="bold")
    table.add_column("alarm", overflow="fold")
    table.add_column("why", overflow="fold")
    for alarm, why in rows:
        table.add_row(Text(alarm), Text(why))
    console.print(table)


def _outside(left_out: int, not_evaluated: int) -> str:
    parts = []
    if left_out:
        parts.append(f"{left_out} left out by conditions")
    if not_evaluated:
        parts.append(f"{not_evaluated} that cannot be evaluated")
    return f" Not counted: {' and '.join(parts)}." if parts else ""


def _summary(covered: Iterable[Coverage]) -> str:
    numbers: dict[str, list[int]] = {}
    for each in covered:
        count = numbers.setdefault(each.alarm.severity or "without severity", [0, 0])
        count[0] += each.is_complete
        count[1] += 1
    parts = (f"{complete} of {total} {name}" for name, (complete, total) in numbers.items())
    return f"Both a firing and a quiet drill: {', '.join(parts) or 'no alarm'}."
