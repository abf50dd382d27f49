"""The processes of this machine: when each began, and by which command line."""

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_PROC = Path("/proc")


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningProcess:
    """A process, told from a later one that has its id.

    Attributes:
        pid: Process id.
        identity: Start time and command line, as the system reports them.
    """

    pid: int
    identity: str

    def is_alive(self) -> bool:
        """Whether the process still runs, and is still the same."""
        # A process that ended before it was looked at has no identity, and neither has one now.
        return self.identity != "" and process_identity(self.pid) == self.identity


def process_identity(pid: int) -> str:
    """Start time and command line of a process; empty if there is none of that id."""
    if _has_proc():
        return _identity_from_proc(_PROC / str(pid))
    return _ps("lstart=,command=", "-p", str(pid)).strip()


def processes_with(*parts: str) -> list[RunningProcess]:
    """The processes whose command line has all of these parts, each of whole arguments."""
    found = (RunningProcess(pid=pid, identity=process_identity(pid)) for pid in _process_ids())
    return [
        process
        for process in found
        if all(f" {part} " in f" {process.identity} " for part in parts)
    ]


def _process_ids() -> Iterator[int]:
    if _has_proc():
        yield from (int(entry.name) for entry in _PROC.iterdir() if entry.name.isdigit())
    else:
        yield from map(int, _ps("pid=", "-ax").split())


def _has_proc() -> bool:
    # macOS has none.
    return (_PROC / "self" / "stat").exists()


def _ps(columns: str, *options: str) -> str:
    command = ["ps", "-ww", "-o", columns, *options]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def _identity_from_proc(proc: Path) -> str:
    try:
        fields = (proc / "stat").read_text().rpartition(")")[2].split()
        command = (proc / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        return ""
    state, start_time = fields[0], fields[19]
    return "" if state == "Z" else f"{start_time} {command.strip()}"
