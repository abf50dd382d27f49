"""A disk that is full, or cannot be written, is a sentence and exit code 3, never a traceback."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from local import cli, command_lock, commands
from local.process_record import ProcessRecord, read_record, write_record
from tests.support.local_command import LocalCommands
from tests.support.project import ROOT


def test_a_folder_that_cannot_be_made_is_reported(tmp_path: Path) -> None:
    """The state cannot be kept below a file, and not where the system lets nobody write."""
    file = tmp_path / "file"
    file.write_text("")
    for state in (file / "state", Path("/proc/tocsin")):
        code, said = LocalCommands(state).run("down")
        assert code == 3
        assert said.startswith(f"error: the system refused at {state}")
        assert "Traceback" not in said


@pytest.mark.parametrize(("redirection", "code"), [("> /dev/full", 3), ("2> /dev/full", 0)])
def test_output_that_goes_nowhere_is_no_traceback(
    redirection: str, code: int, tmp_path: Path
) -> None:
    """Standard output on a full disk ends the command with 3, and standard error alone does not."""
    ended = subprocess.run(
        ["sh", "-c", f"exec {sys.executable} -m local status {redirection}"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT)},
        check=False,
        text=True,
        capture_output=True,
    )
    assert ended.returncode == code
    assert "Traceback" not in ended.stderr


def test_a_file_that_cannot_grow_is_reported(tmp_path: Path) -> None:
    """With no room left for a byte, the command says so, and starts nothing."""
    commands = LocalCommands(tmp_path / "state")
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, limit[1]))
    try:
        code, said = commands.run("down")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    assert code == 3
    assert "error: the system refused" in said
    assert "make room on the disk" in said
    assert "Traceback" not in said
    assert not commands.processes()


def test_a_record_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    """A record that cannot be written leaves the one before as it was."""
    path = tmp_path / "record.json"
    before = ProcessRecord(pid=1, identity="1", port=1, fingerprint="x")
    write_record(path, before)
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, limit[1]))
    try:
        with pytest.raises(OSError, match="too large"):
            write_record(path, ProcessRecord(pid=2, identity="2", port=2, fingerprint="y"))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    assert read_record(path) == before


def test_a_failure_of_the_system_within_a_command_is_reported(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Whatever a command was doing, the error names the file and what the system said."""

    def fail(*_arguments: object) -> None:
        raise OSError(28, "No space left on device", str(tmp_path / "cdk.out"))

    monkeypatch.setattr(commands, "down", fail)
    monkeypatch.setattr(cli, "one_at_a_time", lambda: command_lock.one_at_a_time(tmp_path))
    assert cli.main(["down"]) == 3
    said = capsys.readouterr().err
    assert f"the system refused at {tmp_path}/cdk.out: No space left on device" in said
