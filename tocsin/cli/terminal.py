"""Where commands write to, and how they end."""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from enum import IntEnum
from pathlib import Path

import typer
from rich.console import Console

from tocsin.cli.console import PlainConsole
from tocsin.diagnostics import (
    Location,
    Problem,
    printable,
    printable_json,
    printable_line,
    terminal_text,
)


class ExitCode(IntEnum):
    """Exit codes of every command."""

    FINE = 0
    PROBLEMS_FOUND = 1
    WRONG_INPUT = 2
    DEPENDENCY_FAILED = 3


SEVERITY_STYLES: Mapping[str, str] = {"critical": "bold red", "warning": "yellow", "info": "cyan"}


def output() -> Console:
    """Return the console for results; without a terminal it is 100 columns wide."""
    return PlainConsole(width=None if sys.stdout.isatty() else 100)


def errors() -> Console:
    """Return the console for everything that is not a result; long lines are not broken."""
    return PlainConsole(stderr=True, soft_wrap=True)


def put(text: str) -> None:
    """Print a text as it stands, without breaking its lines."""
    sys.stdout.write(printable(text))


def put_json(document: object) -> None:
    """Print a document for programs: however long it is, it is not coloured."""
    text = json.dumps(document, indent=2, ensure_ascii=False)
    sys.stdout.write(f"{printable_json(text)}\n")


def remark(text: str, *, style: str | None = None) -> None:
    """Print one line beside the results; a line break in a name cannot begin another."""
    errors().print(printable_line(text), style=style)


def about(source: object, kind: str, what: str, fix: str) -> Problem:
    """Return a problem of something as a whole: of a file, or of an option with its value."""
    return Problem(kind=kind, where=Location(source=str(source)), what=what, fix=fix)


class Ended(typer.Exit):
    """The end of a command for something that is wrong, which has been told.

    Attributes:
        problems: What is wrong.
    """

    def __init__(self, code: ExitCode, problems: Iterable[Problem]) -> None:
        super().__init__(code)
        self.problems = tuple(problems)


def refuse(problems: Iterable[Problem]) -> Ended:
    """Print everything that is wrong with the input, and return the exit to raise."""
    found = tuple(problems)
    tell(found)
    # Beside an error, what does not stop the work is counted by what it is.
    counts = Counter("problem" if each.is_error else each.severity for each in found)
    errors().print(", ".join(counted(number, noun) for noun, number in counts.items()))
    return Ended(ExitCode.WRONG_INPUT, found)


def give_up(problems: Iterable[Problem]) -> Ended:
    """Print what failed that Tocsin depends on, and return the exit to raise."""
    found = tuple(problems)
    tell(found)
    return Ended(ExitCode.DEPENDENCY_FAILED, found)


def counted(count: int, noun: str) -> str:
    """Return a number of things: `1 problem`, `2 problems`."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def tell(problems: Iterable[Problem]) -> None:
    """Print problems as a compiler shows them."""
    console = errors()
    for problem in problems:
        console.print(terminal_text(problem))


def write(path: Path, text: str, *, option: str) -> None:
    """Write a file, or say that the option's value cannot be written to, and exit."""
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        what = f"the file cannot be written: {error.strerror}"
        fix = "name a file in a folder that can be written to"
        raise refuse([about(f"{option} {path}", "file/not-writable", what, fix)]) from error
