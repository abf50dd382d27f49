import os
import subprocess
import sys
from pathlib import Path

from local.process_table import RunningProcess, process_identity, processes_with

SLEEP = "import time; time.sleep(60)"


def test_processes_are_found_by_whole_arguments(tmp_path: Path) -> None:
    """A process is found by parts of its command line, and not by a part of a word."""
    command = [sys.executable, "-c", SLEEP, "--record", "/a/b.json"]
    with subprocess.Popen(command, cwd=tmp_path) as process:
        found = processes_with("--record /a/b.json", sys.executable)
        assert [each.pid for each in found] == [process.pid]
        assert processes_with("--record /a/b.jso") == []
        assert processes_with("--record /a/b.json", "nothing of the kind") == []
        process.kill()
    assert not found[0].is_alive()


def test_a_process_that_is_not_there_has_no_identity() -> None:
    """Neither a process that never was nor one without an identity is alive."""
    assert process_identity(2**30) == ""
    assert not RunningProcess(pid=2**30, identity="").is_alive()
    assert RunningProcess(pid=os.getpid(), identity=process_identity(os.getpid())).is_alive()
