import subprocess
import sys

import pytest

from tests.support.project import ROOT

GUARD = """
import importlib, os, socket, subprocess, sys
from local.overlay.process_guard import guard_this_process, processes

def listen(port):
    with socket.socket() as one:
        one.bind(("127.0.0.1", port))

with socket.socket() as probe:
    probe.bind(("127.0.0.1", 0))
    own_port = probe.getsockname()[1]
guard_this_process(("127.0.0.1", own_port))
"""


def outcome(action: str) -> str:
    """What a guarded process of its own prints."""
    code = f"{GUARD}\ntry:\n    {action}\nexcept Exception as error:\n    print(repr(error))\n"
    command = [sys.executable, "-c", f"{code}\nelse:\n    print('done')"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize(
    "action",
    [
        "subprocess.run(['true'])",
        "os.system('true')",
        "os.posix_spawn('/bin/true', ['true'], {})",
        "os.execv('/bin/true', ['true'])",
        "os.fork()",
    ],
)
def test_a_guarded_process_starts_no_other(action: str) -> None:
    """However Python starts a process, it is refused."""
    assert outcome(action).startswith("PermissionError('the embedded AWS starts a process only")


def test_it_may_start_one_where_that_is_allowed() -> None:
    """Within the block a process starts, and within a block that forbids it again it does not."""
    allowed = "with processes(allowed=True): subprocess.run(['true'])"
    forbidden = "with processes(allowed=True), processes(allowed=False): subprocess.run(['true'])"
    assert outcome(allowed) == "done\n"
    assert "PermissionError" in outcome(forbidden)


def test_a_guarded_process_listens_at_its_address_alone() -> None:
    """Another port, and all interfaces, are refused."""
    assert outcome("listen(own_port)") == "done\n"
    assert "PermissionError" in outcome("listen(0)")
    assert "PermissionError" in outcome("socket.socket().bind(('0.0.0.0', own_port))")


def test_a_guarded_process_uses_no_containers() -> None:
    """The client of Docker counts as not installed, also where it is."""
    halted = "import of docker halted; None in sys.modules"
    assert halted in outcome("import docker")
    assert halted in outcome("importlib.import_module('docker')")
