"""What the drills did not notice, as a table."""

from collections import Counter
from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.table import Table
from rich.text import Text

from tocsin.drills import MutantResult, Mutation


def print_mutation(console: Console, mutation: Mutation) -> None:
    """Print the mutants that no drill notices, alarms without drills in one line each."""
    without = Counter(
        (each.alarm.severity or "none", each.alarm.name)
        for each in mutation.survivors
        if not each.is_reached
    )
    reached = [each for each in mutation.survivors if each.is_reached]
    explained = [each for each in mutation.results if each.fate == "explained"]
    if reached or without:
        console.print(_survivors(reached, without.items()))
    if explained:
        console.print(_explained(explained))
    for each in mutation.stale:
        console.print(
            f"explained in vain, a drill notices it: {each.alarm}: {each.mutant}",
            style="yellow",
            markup=False,
        )
    console.print(_summary(mutation, len(explained)))


def _survivors(
    reached: Iterable[MutantResult], without: Iterable[tuple[tuple[str, str], int]]
) -> Table:
    table = _table("Changes that no drill notices", "severity", "alarm", "is", "changed to")
    for each in reached:
        table.add_row(
            each.alarm.severity or "none",
            Text(each.alarm.name),
            each.mutant.original,
            each.mutant.name,
        )
    for (severity, name), count in without:
        table.add_row(severity, Text(name), "no drill", f"{count} mutants")
    return table


def _explained(results: Iterable[MutantResult]) -> Table:
    table = _table("Explained", "alarm", "changed to", "because")
    for each in results:
        table.add_row(Text(each.alarm.name), each.mutant.name, Text(each.because or ""))
    return table


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _summary(mutation: Mutation, explained: int) -> str:
    return ", ".join(_counts(mutation, explained))


def _counts(mutation: Mutation, explained: int) -> Iterator[str]:
    noticed = sum(each.fate == "noticed" for each in mutation.results)
    yield f"{len(mutation.results)} mutants: {noticed} noticed"
    yield f"{explained} explained"
    yield f"{len(mutation.survivors)} survive"
