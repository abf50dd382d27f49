"""Keeps the emulator's process from starting others and from listening anywhere else.

The emulator can run code in many ways: functions, and what invokes them, jobs, resolvers, scripts
at its start, containers. All of them end in a few operations that Python reports to audit hooks,
so that none has to be known. See https://docs.python.org/3/library/audit_events.html
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

_STARTS = {
    "os.exec",
    "os.fork",
    "os.forkpty",
    "os.posix_spawn",
    "os.spawn",
    "os.system",
    "pty.spawn",
    "subprocess.Popen",
}
_may_start = ContextVar("_may_start", default=False)


@contextmanager
def processes(*, allowed: bool) -> Iterator[None]:
    """Allow, or refuse again, that this thread starts processes until the end of the block."""
    token = _may_start.set(allowed)
    try:
        yield
    finally:
        _may_start.reset(token)


def guard_this_process(address: tuple[str, int]) -> None:
    """Refuse from now on, for good, to start processes, to listen elsewhere, and to use Docker.

    What is refused raises a PermissionError; an import of Docker's client, a ModuleNotFoundError.

    Args:
        address: Host and port, the only place where the process may listen.
    """

    def refuse(event: str, arguments: tuple[Any, ...]) -> None:
        if event in _STARTS and not _may_start.get():
            message = "the embedded AWS starts a process only for a function of a trusted stack"
            raise PermissionError(message)
        if event == "socket.bind" and arguments[1] != address:
            message = f"the embedded AWS listens at {address} alone, not at {arguments[1]}"
            raise PermissionError(message)

    sys.addaudithook(refuse)
    # Containers are started by another process, through this client; None counts as not installed.
    sys.modules["docker"] = None  # type: ignore[assignment]
