"""One command at a time: two that start an emulator at once would lose track of one of them."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from local.failure import LocalError
from local.kept_command import wait_for_the_last
from local.paths import STATE_DIR


@contextmanager
def one_at_a_time(folder: Path = STATE_DIR) -> Iterator[None]:
    """Hold the lock for the time of a command, once what was interrupted before has ended.

    Raises:
        LocalError: If another command holds it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "command.lock").open("a+") as file:
        try:
            # The system releases it when the process ends, however it ends.
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            file.seek(0)
            holder = file.read().strip()
            what = f"another `python -m local` command is at work in this folder (process {holder})"
            fix = "wait until it has ended, or interrupt it with Ctrl-C"
            raise LocalError(what, fix=fix) from error
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        wait_for_the_last(folder)
        yield
