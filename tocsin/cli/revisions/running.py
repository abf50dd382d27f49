"""Runs what makes templates, and says how it ended where it failed."""

import os
import signal
import subprocess
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO

from tocsin.cli.revisions.git import outside_hooks
from tocsin.cli.terminal import about, give_up, remark
from tocsin.diagnostics import quoted

_LONGEST_RUN = 1800.0
_LAST_LINES = 15
_LAST_BYTES = 8000
_FOR_NO_APP = frozenset(
    {"ACTIONS_ID_TOKEN_REQUEST_TOKEN", "ACTIONS_RUNTIME_TOKEN", "GH_TOKEN", "GITHUB_TOKEN",
     "GITLAB_TOKEN"}
)  # fmt: skip
"""Tokens that write for whoever has them. What a revision runs may be a stranger's."""


def run_command(
    command: str, folder: Path, environment: Mapping[str, str], *, called: str, doing: str
) -> None:
    """Run a command of the project by a shell, as the CDK does, or say how it failed and exit.

    What we know, such as folders, it is told by the environment alone: nothing is put together
    with its text.

    Args:
        command: The command, as the project or the user wrote it.
        folder: Where it runs.
        environment: What it is told beside our own environment.
        called: What the side is called.
        doing: What it is run for.
    """
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(  # noqa: S602 - a command of the project, which is a shell's
            command,
            shell=True,
            cwd=folder,
            env={**_without_tokens(outside_hooks()), **environment},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            # A group of its own, so that it can be ended with all that it started.
            start_new_session=True,
        )
        try:
            code = process.wait(_LONGEST_RUN)
        except subprocess.TimeoutExpired:
            what = f"{doing} of {called} is not over after {_LONGEST_RUN / 60:.0f} minutes"
            raise _failed(called, what, said, command) from None
        finally:
            _end(process)
        if code:
            raise _failed(called, f"{doing} of {called} ends with {code}", said, command)


def _without_tokens(environment: Mapping[str, str]) -> Mapping[str, str]:
    return {name: value for name, value in environment.items() if name not in _FOR_NO_APP}


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End it with all that it started, if it is not over."""
    if process.poll() is None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _failed(called: str, what: str, said: IO[bytes], command: str) -> Exception:
    """Print the end of what it said, and return the exit to raise."""
    size = said.seek(0, os.SEEK_END)
    said.seek(max(0, size - _LAST_BYTES))
    lines = said.read().decode("utf-8", "replace").strip().split("\n")[-_LAST_LINES:]
    for line in lines:
        remark(f"  | {line.rstrip()}", style="dim")
    fix = (
        f"it was {quoted(command)}, and has to run in a fresh clone; what has to be installed "
        'there before, --prepare installs: --prepare "npm ci"'
    )
    return give_up([about(called, "revision/synth-failed", what, fix)])
