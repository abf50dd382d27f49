"""The note of a process that was started, by which exactly that process is found again.

A process id alone is not enough: once its process has ended, the system gives it to another.
"""

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path

from local.endpoint import Endpoint
from local.process_table import RunningProcess
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

    @property
    def process(self) -> RunningProcess:
        """The process that was started."""
        return RunningProcess(pid=self.pid, identity=self.identity)

    def is_alive(self) -> bool:
        """Whether the process still runs, and is still the one that was started."""
        return self.process.is_alive()


def write_record(path: Path, record: ProcessRecord) -> None:
    """Keep the record for a later command, for nobody but this user to read: it holds the key.

    It is there whole or not at all, whenever this process is killed and however full the disk is.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f"{path.name}.new")
    # One that was left behind keeps its mode, so it is not written again but made anew.
    new.unlink(missing_ok=True)
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ALONE)
    with os.fdopen(descriptor, "w") as file:
        file.write(json.dumps(asdict(record), indent=2) + "\n")
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)


def read_record(path: Path) -> ProcessRecord | None:
    """The record kept at a path; None if there is none that can be read."""
    try:
        return ProcessRecord(**json.loads(path.read_text()))
    except (FileNotFoundError, ValueError, TypeError):
        return None
