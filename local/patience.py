"""How long a drill waits for what has to happen, and what it says if it does not."""

import time
from collections.abc import Callable
from typing import NoReturn, TypeVar

from local.failure import LocalError, last_lines
from local.paths import EMULATOR_LOG

PATIENCE_SECONDS = 30.0
_POLL_SECONDS = 0.1

T = TypeVar("T")


def wait_until(
    probe: Callable[[], T | None], otherwise: str, seconds: float = PATIENCE_SECONDS
) -> T:
    """Ask again and again until there is an answer that is true, and return it.

    Raises:
        LocalError: There is none in that time; it says what *otherwise* says.
    """
    deadline = time.monotonic() + seconds
    while not (answer := probe()):
        if time.monotonic() > deadline:
            give_up(otherwise, seconds)
        time.sleep(_POLL_SECONDS)
    return answer


def give_up(what: str, seconds: float = PATIENCE_SECONDS) -> NoReturn:
    """Say that something did not happen in time.

    Raises:
        LocalError: Always.
    """
    raise LocalError(
        f"{what} within {seconds:.0f} s",
        fix=f"read {EMULATOR_LOG}; `python -m local status` says whether the emulator runs",
        log=last_lines(EMULATOR_LOG),
    )
