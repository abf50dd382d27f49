"""The pages of checks in a terminal, and the list of all."""

from collections.abc import Iterable

from rich.console import Console
from rich.markdown import Markdown
from rich.table import Column, Table

from tocsin.cli.terminal import put
from tocsin.triage import Rule


def print_pages(console: Console, chosen: Iterable[Rule]) -> None:
    """Print pages: laid out in a terminal, and as they are written elsewhere."""
    for rule in chosen:
        if console.is_terminal:
            console.print(Markdown(rule.page))
        else:
            put(rule.page)


def print_list(console: Console, every: Iterable[Rule]) -> None:
    """Print a table of checks."""
    table = Table(Column("check", no_wrap=True), Column("severity", no_wrap=True), "what is right")
    family = None
    for rule in every:
        if family not in {None, rule.family}:
            table.add_section()
        family = rule.family
        table.add_row(rule.id, rule.severity, rule.title)
    console.print(table)


def list_page(every: Iterable[Rule]) -> str:
    """Return the table of checks as Markdown, with links to their pages from `docs/`."""
    rows = [
        f"| [`{rule.id}`](../tocsin/{rule.file}) | {rule.severity} | {rule.title} |"
        for rule in every
    ]
    return "\n".join(["| Check | Severity | What is right |", "|---|---|---|", *rows, ""])
