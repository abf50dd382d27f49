"""The command as a whole."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.command_line import ROOT, run
from tocsin.cli.command import app

COMMANDS = [
    command.name or command.callback.__name__
    for command in app.registered_commands
    if command.callback is not None
]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str) -> None:
    """Each command says in a sentence what it does."""
    outcome = run(command, "--help")

    assert outcome.exit_code == 0
    assert "." in outcome.output


def test_a_defect_shows_no_traceback(tmp_path: Path) -> None:
    """Whatever goes wrong inside, the user sees a sentence and exit code 3."""
    program = (
        "from importlib import import_module; "
        "import_module('tocsin.cli.commands.validate')._check = lambda file: 1 / 0; "
        "import tocsin.cli; tocsin.cli.main()"
    )

    result = subprocess.run(
        [sys.executable, "-c", program, "validate", str(tmp_path)],
        cwd=ROOT,
        env={**os.environ, "TOCSIN_DEBUG": ""},
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode == 3
    assert "Traceback" not in result.stderr
    assert "ZeroDivisionError" in result.stderr
