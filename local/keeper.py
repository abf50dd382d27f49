"""Runs a command that ends, with all that it has started, when the process that wanted it ends.

A process that is killed cannot end its children. So this one stands between: its standard input is
a pipe from the process that wants the command, which closes however that process ends. It is run by
its path, and stands on the standard library alone.
"""

import contextlib
import fcntl
import os
import select
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

GRACE_SECONDS = 5.0
_SIGNALED = 128


def main(lock: Path, command: list[str]) -> int:
    """Run a command in the process group of this process; return its exit code.

    Args:
        lock: A file that is locked, shared, for as long as anything of it runs.
        command: The program and its arguments.
    """
    for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM):
        # The command has the default again, and gets its own: they go to the whole group.
        signal.signal(number, _carry_on)
    with lock.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        if _is_closed():
            return _SIGNALED
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL)
        threading.Thread(target=_end_with_caller, daemon=True).start()
        code = process.wait()
        # What it left behind would hold nothing up, and nobody would end it.
        os.killpg(0, signal.SIGTERM)
    return code if code >= 0 else _SIGNALED - code


def _carry_on(_number: int, _frame: object) -> None:
    return None


def _is_closed() -> bool:
    readable, _, _ = select.select([sys.stdin], [], [], 0)
    return bool(readable)


def _end_with_caller() -> None:
    """Wait until the pipe closes, then end the group, this process too if need be."""
    sys.stdin.read()
    os.killpg(0, signal.SIGTERM)
    time.sleep(GRACE_SECONDS)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
