"""`python -m local` as a process of its own, in a folder of its own, with all that it starts."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from local.process_record import ProcessRecord, read_record
from tests.support.emulator import wait_for
from tests.support.project import ROOT

_PROGRAM = """
import runpy, sys
from pathlib import Path
from local import paths
state = Path(sys.argv.pop(1))
paths.STATE_DIR = state
paths.EMULATOR_RECORD, paths.EMULATOR_LOG = state / "emulator.json", state / "emulator.log"
paths.CDK_HOME, paths.ASSEMBLY = state / "cdk-home", state / "cdk.out"
runpy.run_module("local", run_name="__main__", alter_sys=True)
"""

_VIEWPOINT = """
system: till
owner: platform
runbooks: https://example.com/runbooks
stages: {local: {account: "000000000000", region: us-east-1, retain: false}}
contacts: {phone: {sqs: phone}}
escalation: {critical: [{page: phone}], warning: [{notify: phone}], info: [{digest: phone}]}
services: {shop: {owner: platform, resources: {receipts: {type: sqs_queue, queue: receipts}}}}
"""


@dataclass(frozen=True, slots=True)
class LocalCommands:
    """Commands that keep their state in a folder of their own.

    Attributes:
        state: The folder.
    """

    state: Path

    @property
    def record(self) -> ProcessRecord | None:
        """The record of the emulator, if there is one."""
        return read_record(self.state / "emulator.json")

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Begin a command; its output, errors too, is text."""
        return subprocess.Popen(
            [sys.executable, "-c", _PROGRAM, str(self.state), *arguments],
            cwd="/",
            env={**os.environ, "TMPDIR": str(self.state), "PYTHONPATH": str(ROOT)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def deploy(self) -> subprocess.Popen[str]:
        """Begin to deploy a small system."""
        return self.start("deploy", "--viewpoint", str(self._viewpoint()))

    def deployed(self) -> tuple[int, str]:
        """Deploy the small system; return the exit code and the output."""
        return self.run("deploy", "--viewpoint", str(self._viewpoint()))

    def run(self, *arguments: str) -> tuple[int, str]:
        """Run a command to its end; return its exit code and its output."""
        with self.start(*arguments) as process:
            output, _ = process.communicate(timeout=120)
        return process.returncode, output

    def _viewpoint(self) -> Path:
        path = self.state.parent / "viewpoint.yaml"
        path.write_text(_VIEWPOINT)
        return path

    def processes(self) -> set[int]:
        """The processes that these commands have started and that still run."""
        marker = f"TMPDIR={self.state}".encode()
        return {
            int(folder.name)
            for folder in Path("/proc").iterdir()
            if folder.name.isdigit() and marker in _environment(folder)
        }

    def only_recorded_are_left(self) -> bool:
        """Whether nothing runs but an emulator that is recorded."""
        recorded = {self.record.pid} if self.record else set()
        return self.processes() <= recorded


@contextmanager
def local_commands(state: Path) -> Iterator[LocalCommands]:
    """Commands with a folder of their own; nothing of them may be left at the end."""
    commands = LocalCommands(state)
    try:
        yield commands
    finally:
        if commands.processes():
            commands.run("down")
        wait_for(lambda: not commands.processes())


def _environment(folder: Path) -> bytes:
    try:
        is_gone = (folder / "stat").read_text().rpartition(")")[2].split()[0] == "Z"
        return b"" if is_gone else (folder / "environ").read_bytes()
    except (OSError, IndexError):
        return b""


def arguments_of(pids: Sequence[int]) -> list[str]:
    """What processes run, for messages."""
    return [Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ") for pid in pids]
