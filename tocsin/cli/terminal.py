"""Where commands write to, and how."""

import sys
from collections.abc import Iterable, Mapping
from typing import Annotated

import typer
from rich.console import Console

from tocsin.cli.exit_code import ExitCode

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON in place of text.")]

SEVERITY_STYLES: Mapping[str, str] = {"critical": "bold red", "warning": "yellow", "info": "cyan"}


def output() -> Console:
    """Return the console for results; without a terminal it is 100 columns wide."""
    return Console(width=None if sys.stdout.isatty() else 100, highlight=False)


def errors() -> Console:
    """Return the console for everything that is not a result; long lines are not broken."""
    return Console(stderr=True, highlight=False, soft_wrap=True)


def refuse(problems: Iterable[object]) -> typer.Exit:
    """Print what is wrong with the input, a line each, and return the exit to raise."""
    console = errors()
    lines = [str(problem) for problem in problems]
    for line in lines:
        console.print(line, markup=False)
    noun = "problem" if len(lines) == 1 else "problems"
    console.print(f"{len(lines)} {noun}")
    return typer.Exit(ExitCode.WRONG_INPUT)
