"""What the shell offers when a user presses the tabulator."""

import os
import shutil
import subprocess
import sys
from contextlib import chdir
from pathlib import Path
from unittest import mock

import pytest

from tests.support.command_line import ROOT, run
from tocsin import __version__
from tocsin.catalogue import resource_types
from tocsin.cli.commands import COMMANDS

BASH = shutil.which("bash")


def _offered(*words: str, folder: Path) -> list[str]:
    """Return what the command answers to the script that bash sources."""
    environment = {
        "_TOCSIN_COMPLETE": "complete_bash",
        "COMP_WORDS": " ".join(("tocsin", *words)),
        "COMP_CWORD": str(len(words)),
    }
    with chdir(folder), mock.patch.dict(os.environ, environment):
        result = run()
    assert (result.exit_code, result.errors) == (0, "")
    return result.output.split()


def test_commands_are_offered(tmp_path: Path) -> None:
    """All of them, though none has been imported."""
    assert set(_offered("", folder=tmp_path)) >= set(COMMANDS)


def test_options_of_a_command_are_offered(tmp_path: Path) -> None:
    """A command is imported to know its options."""
    assert _offered("plan", "--st", folder=tmp_path) == ["--stage"]


def test_values_are_offered(tmp_path: Path) -> None:
    """Stages come from the viewpoint that is named, or from the usual one."""
    (tmp_path / "viewpoint.yaml").write_text("stages: {trial: {}, live: {}}")
    (tmp_path / "other.yaml").write_text("stages: {blue: {}, green: {}}")
    (tmp_path / "third.yaml").write_text("stages: {red: {}, grey: {}}")
    queues = [name for name in resource_types() if "sqs" in name]

    assert _offered("plan", "--stage", "", folder=tmp_path) == ["trial", "live"]
    assert _offered("plan", "other.yaml", "--stage", "g", folder=tmp_path) == ["green"]
    test = ("test", "drills", "--viewpoint", "third.yaml", "--stage")
    assert _offered(*test, "", folder=tmp_path) == ["red", "grey"]
    assert _offered(*test, "gr", folder=tmp_path) == ["grey"]
    assert _offered("catalogue", "sqs", folder=tmp_path) == queues
    assert _offered("dashboards", "--stage", "t", folder=tmp_path) == ["trial"]
    assert {"build", "lint"} <= {*_offered("dashboards", "", folder=tmp_path)}


@pytest.mark.parametrize(
    "text", [None, "stages: 5", "stages: [", "- a", "stages: {5: {}, yes: {}}"]
)
def test_a_viewpoint_that_is_wrong_disturbs_nobody(tmp_path: Path, text: str | None) -> None:
    """Whoever completes a command gets no message about a file."""
    if text is not None:
        (tmp_path / "viewpoint.yaml").write_text(text)

    assert _offered("plan", "--stage", "zz", folder=tmp_path) == []


def test_checks_are_completed(tmp_path: Path) -> None:
    """Families too where they may be named; after `--explain` ids, and else files by the shell."""
    assert _offered("check", "--only", "waiv", folder=tmp_path) == [
        "waiver",
        "waiver/expired",
        "waiver/malformed",
        "waiver/unused",
    ]
    assert _offered("check", "--explain", "waiver/u", folder=tmp_path) == ["waiver/unused"]
    assert _offered("check", "waiver/u", folder=tmp_path) == []


@pytest.mark.skipif(BASH is None, reason="there is no bash")
def test_bash_takes_the_script(tmp_path: Path) -> None:
    """What is shown can be sourced, and then completes."""
    command = tmp_path / "tocsin"
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -m tocsin "$@"\n')
    command.chmod(0o755)
    program = (
        'eval "$(tocsin --show-completion bash)"; COMP_WORDS=(tocsin val); COMP_CWORD=1; '
        '_tocsin_completion tocsin; echo "${COMPREPLY[@]}"'
    )
    environment = {
        **os.environ,
        "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1",
    }

    result = subprocess.run(
        [str(BASH), "--norc", "-c", program],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )

    assert result.stdout.split() == ["validate"]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_a_short_option(command: str) -> None:
    """`-h` is what people type first."""
    assert run(command, "-h").output == run(command, "--help").output


def test_the_version_is_told() -> None:
    """By the command as by the package."""
    assert run("--version").output == f"tocsin {__version__}\n"
