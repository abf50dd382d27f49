"""Commands that end with whoever runs them, and what is still ending of those before."""

import contextlib
import fcntl
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from local.failure import LocalError
from local.keeper import GRACE_SECONDS

_KEEPER = Path(__file__).with_name("keeper.py")
_LOCK = "commands.lock"
_POLL_SECONDS = 0.05
# Longer than a keeper takes to end what does not end by itself.
_PATIENCE_SECONDS = 2 * GRACE_SECONDS

_running: set[subprocess.Popen[str]] = set()


@contextmanager
def kept_command(
    command: Sequence[str], *, environment: Mapping[str, str], folder: Path, state: Path
) -> Iterator[subprocess.Popen[str]]:
    """Run a command, and end it with all that it has started at the end of the block.

    It ends as well if this process ends, in whatever way.

    Args:
        command: The program and its arguments.
        environment: All of its environment.
        folder: Where it runs.
        state: The folder in which it is noted that it runs.

    Yields:
        The process; its output is text, line by line, errors among it.
    """
    process = subprocess.Popen(
        [sys.executable, "-I", "-S", str(_KEEPER), str(state / _LOCK), *command],
        cwd=folder,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        # A group of its own: Ctrl-C at the terminal reaches this process alone.
        start_new_session=True,
    )
    _running.add(process)
    try:
        with process:
            try:
                yield process
            except BaseException:
                _end(process)
                raise
    finally:
        _running.discard(process)


def end_all() -> None:
    """End every command that this process runs, those of other threads too."""
    for process in list(_running):
        _end(process)


def wait_for_the_last(state: Path) -> None:
    """Wait until nothing runs any more of what was started before, here or by another process.

    Raises:
        LocalError: Something still runs long after its caller has ended.
    """
    state.mkdir(parents=True, exist_ok=True)
    deadline = time.monotonic() + _PATIENCE_SECONDS
    with (state / _LOCK).open("a") as file:
        while not _is_free(file.fileno()):
            if time.monotonic() > deadline:
                what = "what an interrupted command has started is still at work"
                raise LocalError(what, fix="wait until it has ended, and try again")
            time.sleep(_POLL_SECONDS)


def _is_free(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _end(process: subprocess.Popen[str]) -> None:
    if process.stdin:
        # The keeper waits for this.
        with contextlib.suppress(OSError):
            process.stdin.close()
    try:
        process.wait(_PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
