"""One command at a time: two that start an emulator at once would lose track of one of them."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from local.failure import LocalError
from local.paths import STATE_DIR


@contextmanager
def one_at_a_time(folder: Path = STATE_DIR) -> Iterator[None]:
    """Hold the lock for the time of a command.

    Raises:
        LocalError: If another command holds it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "command.lock").open("w") as file:
        try:
            # The system releases it when the process ends, however it ends.
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            what = "another `python -m local` command is at work in this folder"
            raise LocalError(what, fix="wait until it has ended") from error
        yield
