"""The note of a process that was started, by which exactly that process is found again.

A process id alone is not enough: once its process has ended, the system gives it to another.
"""

import json
import os
import subprocess
from dataclasses import asdict, dataclass, field
from pathlib import Path

from local.endpoint import Endpoint
from local.run_key import RunKey

_OWNER_ALONE = 0o600


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessRecord:
    """A process and the port it listens on.

    Attributes:
        pid: Process id.
        identity: Start time and command line, as the system reported them at the start.
        port: Port on 127.0.0.1.
        fingerprint: Digest of the code that it runs.
        access_key: The key that it answers to; empty if it was started before there was one.
        secret: The secret of that key.
    """

    pid: int
    identity: str
    port: int
    fingerprint: str
    access_key: str = ""
    secret: str = field(default="", repr=False)

    @property
    def endpoint(self) -> Endpoint:
        """How the process is reached."""
        return Endpoint(port=self.port, key=RunKey(access_key=self.access_key, secret=self.secret))

    def is_alive(self) -> bool:
        """Whether the process still runs, and is still the one that was started."""
        # A process that ended before it was noted has no identity, and neither has one now.
        return self.identity != "" and process_identity(self.pid) == self.identity


def process_identity(pid: int) -> str:
    """Start time and command line of a process; empty if there is none of that id."""
    proc = Path(f"/proc/{pid}")
    if Path("/proc/self/stat").exists():
        return _identity_from_proc(proc)
    # macOS has no /proc.
    command = ["ps", "-ww", "-o", "lstart=,command=", "-p", str(pid)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()


def _identity_from_proc(proc: Path) -> str:
    try:
        fields = (proc / "stat").read_text().rpartition(")")[2].split()
        command = (proc / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return ""
    state, start_time = fields[0], fields[19]
    return "" if state == "Z" else f"{start_time} {command.strip()}"


def write_record(path: Path, record: ProcessRecord) -> None:
    """Keep the record for a later command, for nobody but this user to read: it holds the key."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # A file that is there keeps its mode, so it is not written again but made anew.
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ALONE)
    with os.fdopen(descriptor, "w") as file:
        file.write(json.dumps(asdict(record), indent=2) + "\n")


def read_record(path: Path) -> ProcessRecord | None:
    """The record kept at a path; None if there is none that can be read."""
    try:
        return ProcessRecord(**json.loads(path.read_text()))
    except (FileNotFoundError, ValueError, TypeError):
        return None
