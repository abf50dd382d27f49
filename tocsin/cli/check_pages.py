"""The pages of checks in a terminal, and the list of all."""

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.markdown import Markdown
from rich.table import Column, Table

from tocsin.cli.check_run import unknown_name
from tocsin.cli.terminal import about, output, put, refuse
from tocsin.triage import Rule, named, rules


def explain(words: Sequence[str]) -> None:
    """Print the pages of checks and families of them, or the list of all if none is named."""
    if not words:
        _print_list(output(), rules().values())
        return
    problems = [
        about(f"--explain {word}", "option/unknown-check", error.what, error.fix)
        for word in words
        if (error := unknown_name(word)) is not None
    ]
    if problems:
        raise refuse(problems)
    found = dict.fromkeys(rule for word in words for rule in rules() if rule in named(word))
    _print_pages(output(), (rules()[each] for each in found))


def _print_pages(console: Console, chosen: Iterable[Rule]) -> None:
    """Print pages, laid out in a terminal, and elsewhere as they are written."""
    for rule in chosen:
        if console.is_terminal:
            console.print(Markdown(rule.page))
        else:
            put(rule.page)


def _print_list(console: Console, every: Iterable[Rule]) -> None:
    """Print a table of checks."""
    table = Table(Column("check", no_wrap=True), Column("severity", no_wrap=True), "what is right")
    family = None
    for rule in every:
        if family not in {None, rule.family}:
            table.add_section()
        family = rule.family
        table.add_row(rule.id, rule.severity, rule.title)
    console.print(table)
