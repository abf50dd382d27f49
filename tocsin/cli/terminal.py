"""Where commands write to, and how."""

import sys
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from tocsin.cli.exit_code import ExitCode
from tocsin.diagnostics import Problem, terminal_text

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON in place of text.")]

SEVERITY_STYLES: Mapping[str, str] = {"critical": "bold red", "warning": "yellow", "info": "cyan"}


_console = partial(Console, markup=False, emoji=False, highlight=False)
"""Makes a console that prints text as it stands: `[red]` may be part of an alarm's name."""


def output() -> Console:
    """Return the console for results; without a terminal it is 100 columns wide."""
    return _console(width=None if sys.stdout.isatty() else 100)


def errors() -> Console:
    """Return the console for everything that is not a result; long lines are not broken."""
    return _console(stderr=True, soft_wrap=True)


def refuse(problems: Iterable[object]) -> typer.Exit:
    """Print what is wrong with the input, and return the exit to raise."""
    console = errors()
    texts = [
        terminal_text(problem) if isinstance(problem, Problem) else str(problem)
        for problem in problems
    ]
    for text in texts:
        console.print(text)
    noun = "problem" if len(texts) == 1 else "problems"
    console.print(f"{len(texts)} {noun}")
    return typer.Exit(ExitCode.WRONG_INPUT)


def write(path: Path, text: str, *, option: str) -> None:
    """Write a file, or say that the option's value cannot be written to, and exit."""
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        what = f"{option} {path}: the file cannot be written: {error.strerror}"
        raise refuse([what]) from error
