"""The pages of checks in a terminal, and the list of all."""

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.markdown import Markdown
from rich.table import Column, Table

from tocsin.cli.check_report import page_of
from tocsin.cli.check_run import unknown_name
from tocsin.cli.terminal import about, output, put, put_json, refuse
from tocsin.triage import Rule, named, rules


def explain(words: Sequence[str], *, as_json: bool) -> None:
    """Print the pages of checks and families of them, or the list of all if none is named."""
    problems = [
        about(f"--explain {word}", "option/unknown-check", error.what, error.fix)
        for word in words
        if (error := unknown_name(word)) is not None
    ]
    if problems:
        raise refuse(problems)
    found = dict.fromkeys(rule for word in words for rule in rules() if rule in named(word))
    chosen = [rules()[each] for each in found or rules()]
    if as_json:
        put_json([_data(rule, with_page=bool(words)) for rule in chosen])
    elif words:
        _print_pages(output(), chosen)
    else:
        _print_list(output(), chosen)


def _data(rule: Rule, *, with_page: bool) -> dict[str, object]:
    return {
        "kind": rule.id,
        "family": rule.family,
        "severity": rule.severity,
        "title": rule.title,
        "on_request": rule.on_request,
        "doc": page_of(rule.id),
        **({"page": rule.page} if with_page else {}),
    }


def _print_pages(console: Console, chosen: Iterable[Rule]) -> None:
    """Print pages, laid out in a terminal, and elsewhere as they are written."""
    for rule in chosen:
        if console.is_terminal:
            console.print(Markdown(rule.page))
        else:
            put(rule.page)


def _print_list(console: Console, every: Iterable[Rule]) -> None:
    """Print a table of checks, without lines: most of its rows then need no second line."""
    table = Table(
        Column("check", no_wrap=True),
        Column("severity", no_wrap=True),
        "what is right",
        box=None,
        pad_edge=False,
        padding=(0, 2, 0, 0),
    )
    for rule in every:
        table.add_row(rule.id, rule.severity, f"{rule.title}{' (on request)' * rule.on_request}")
    console.print(table)
