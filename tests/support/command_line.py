"""Runs the `tocsin` command in this process."""

from dataclasses import dataclass
from pathlib import Path

from typer.testing import CliRunner

from tocsin.cli.command import app

ROOT = Path(__file__).parent.parent.parent
SHOP = ROOT / "viewpoint.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a command printed, and how it ended."""

    exit_code: int
    output: str
    errors: str


def run(*arguments: str | Path) -> Outcome:
    """Run `tocsin` with *arguments*; an exception that reaches the user fails the test."""
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Outcome(exit_code=result.exit_code, output=result.stdout, errors=result.stderr)
