"""What the drills did not notice, as a table."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from rich.console import Console
from rich.table import Table
from rich.text import Text

from tocsin.drills import MutantResult, Mutation

MOST_SURVIVORS = 40


def print_mutation(console: Console, mutation: Mutation, *, most: int | None) -> None:
    """Print the mutants that no drill notices, alarms without drills in one line each.

    Args:
        console: Where to.
        mutation: What the drills made of all mutants.
        most: How many lines the table has at most; None for all.
    """
    without: Mapping[tuple[str, str], int] = Counter(
        (each.alarm.severity or "none", each.alarm.name)
        for each in mutation.survivors
        if not each.is_drilled
    )
    drilled = [each for each in mutation.survivors if each.is_drilled]
    accepted = [each for each in mutation.results if each.status == "accepted"]
    if drilled or without:
        console.print(_survivors(drilled, without, most))
    if accepted:
        console.print(_accepted(accepted))
    for each in mutation.accepted_in_vain:
        console.print(
            f"explained in vain, a drill notices it: {each.alarm}: {each.mutant}", style="yellow"
        )
    console.print(_summary(mutation, len(accepted)))


def _survivors(
    drilled: Sequence[MutantResult], without: Mapping[tuple[str, str], int], most: int | None
) -> Table:
    table = _table("Changes that no drill notices", "severity", "alarm", "is", "changed to")
    for row in islice(_rows(drilled, without), most):
        table.add_row(*row)
    rest = 0 if most is None else len(drilled) + len(without) - most
    if rest > 0:
        table.caption = f"and {rest:,} more; --all lists them, --json has them"
        table.caption_justify = "left"
    return table


def _rows(
    drilled: Iterable[MutantResult], without: Mapping[tuple[str, str], int]
) -> Iterator[tuple[str | Text, ...]]:
    for each in drilled:
        yield (
            each.alarm.severity or "none",
            Text(each.alarm.name),
            each.mutant.original,
            each.mutant.name,
        )
    for (severity, alarm), count in without.items():
        yield severity, Text(alarm), "no drill", f"{count} mutants"


def _accepted(results: Iterable[MutantResult]) -> Table:
    table = _table("Explained", "alarm", "changed to", "because")
    for each in results:
        table.add_row(Text(each.alarm.name), each.mutant.name, Text(each.because or ""))
    return table


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _summary(mutation: Mutation, accepted: int) -> str:
    return ", ".join(_counts(mutation, accepted))


def _counts(mutation: Mutation, accepted: int) -> Iterator[str]:
    killed = sum(each.status == "killed" for each in mutation.results)
    yield f"{len(mutation.results)} mutants: {killed} noticed"
    yield f"{accepted} explained"
    yield f"{len(mutation.survivors)} survive"
