"""Runs the `tocsin` command in this process."""

import io
import os
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import pytest

from tocsin.cli import main

ROOT = Path(__file__).parent.parent.parent

_ENVIRONMENT = {"COLUMNS": "100", "TOCSIN_DEBUG": "1"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a command printed, and how it ended."""

    exit_code: int
    output: str
    errors: str


def run(*arguments: str | Path) -> Outcome:
    """Run `tocsin` with *arguments* as if no terminal were there, 100 columns wide.

    An exception that would reach the user fails the test.
    """
    output, errors = io.StringIO(), io.StringIO()
    with (
        mock.patch.object(sys, "argv", ["tocsin", *map(str, arguments)]),
        mock.patch.dict(os.environ, _ENVIRONMENT),
        # GitHub's runners make typer color its help.
        mock.patch("typer.rich_utils.FORCE_TERMINAL", new=False),
        redirect_stdout(output),
        redirect_stderr(errors),
        pytest.raises(SystemExit) as end,
    ):
        main()
    assert isinstance(end.value.code, int)
    return Outcome(exit_code=end.value.code, output=output.getvalue(), errors=errors.getvalue())
