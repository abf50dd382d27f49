"""Which alarms have drills, as a table."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from tocsin.assembly import LeftOut
from tocsin.drills import Coverage, Outcome
from tocsin.simulation import NotEvaluated

Generated = Mapping[str, Sequence[Outcome]]
"""The generated drills of alarms, by the alarm."""


def print_coverage(
    console: Console,
    covered: Sequence[Coverage],
    left_out: Sequence[LeftOut],
    not_evaluated: Sequence[NotEvaluated],
    generated: Generated,
) -> None:
    """Print a line for each alarm: how many drills fire it or leave it quiet, and whom it reaches.

    Below stand those that no drill can be about: they count in no sum, but people are told.

    Args:
        console: Where to.
        covered: The drills that are written.
        left_out: Alarms that conditions leave out.
        not_evaluated: Alarms that cannot be evaluated.
        generated: The generated pairs of alarms that lack one, by the alarm.
    """
    table = Table(title="Coverage", title_justify="left", title_style="bold")
    table.add_column("severity")
    table.add_column("alarm", overflow="fold")
    table.add_column("firing", justify="right")
    table.add_column("quiet", justify="right")
    table.add_column("generated")
    table.add_column("reaches")
    for each in covered:
        table.add_row(
            each.alarm.severity or "none",
            Text(each.alarm.name),
            str(len(each.firing)) if each.firing else "none",
            str(len(each.quiet)) if each.quiet else "none",
            _generated(each, generated),
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
    _print_findings(console, generated)
    console.print(f"{_summary(covered, generated)}{_outside(len(left_out), len(not_evaluated))}")


def print_others(console: Console, title: str, rows: Iterable[tuple[str, str]]) -> None:
    """Print alarms that no drill can be about, and why."""
    table = Table(title=title, title_justify="left", title_style="bold")
    table.add_column("alarm", overflow="fold")
    table.add_column("why", overflow="fold")
    for alarm, why in rows:
        table.add_row(Text(alarm), Text(why))
    console.print(table)


def _print_findings(console: Console, generated: Generated) -> None:
    """Print the generated drills that fail: each says something about an alarm."""
    rows = [
        (outcome.drill.name, f"expected {failure.expected}; actual {failure.actual}")
        for pair in generated.values()
        for outcome in pair
        for failure in outcome.failures
    ]
    if rows:
        table = Table(title="Generated drills that fail", title_justify="left", title_style="bold")
        table.add_column("drill", overflow="fold")
        table.add_column("what", overflow="fold")
        for name, what in rows:
            table.add_row(Text(name), Text(what))
        table.caption = "The alarm, or what is known of its metric, is not as it should be."
        table.caption_justify = "left"
        console.print(table)


def _outside(left_out: int, not_evaluated: int) -> str:
    parts = []
    if left_out:
        parts.append(f"{left_out} left out by conditions")
    if not_evaluated:
        parts.append(f"{not_evaluated} that cannot be evaluated")
    return f" Not counted: {' and '.join(parts)}." if parts else ""


def _generated(covered: Coverage, generated: Generated) -> str:
    """Say how the generated pair of an alarm went: it has none where a person's is complete."""
    pair = generated.get(covered.alarm.name, ())
    if not pair:
        return "" if covered.is_complete else "none"
    return "a pair" if all(outcome.passes for outcome in pair) else "fails"


def _summary(covered: Sequence[Coverage], generated: Generated) -> str:
    written = _counts(covered, lambda each: each.is_complete)
    passing = {name for name, pair in generated.items() if all(each.passes for each in pair)}
    either = _counts(covered, lambda each: each.is_complete or each.alarm.name in passing)
    said = f"Both a firing and a quiet drill: {written}."
    return f"{said} With generated ones: {either}." if passing else said


def _counts(covered: Iterable[Coverage], counts: Callable[[Coverage], bool]) -> str:
    numbers: dict[str, list[int]] = {}
    for each in covered:
        count = numbers.setdefault(each.alarm.severity or "without severity", [0, 0])
        count[0] += counts(each)
        count[1] += 1
    parts = (f"{complete} of {total} {name}" for name, (complete, total) in numbers.items())
    return ", ".join(parts) or "no alarm"
