import os
import subprocess
import sys
from pathlib import Path

import pytest

from local import emulator
from local.failure import LocalError
from local.fingerprint import fingerprint
from local.process_record import ProcessRecord, read_record, write_record
from local.process_table import process_identity


@pytest.mark.emulator
def test_an_emulator_starts_on_loopback_and_is_stopped_by_its_record(tmp_path: Path) -> None:
    """Started, it answers with its own process id; stopped, nothing of it is left."""
    record_path = tmp_path / "emulator.json"
    record = emulator.start(record_path, tmp_path / "emulator.log")
    try:
        health = record.endpoint.health()
        assert health is not None
        assert (health["pid"], health["fingerprint"]) == (record.pid, fingerprint())
        assert emulator.running(record_path) == record
    finally:
        assert emulator.stop(record_path)
    assert not record.is_alive()
    assert read_record(record_path) is None
    assert record.endpoint.health() is None


def test_only_the_process_that_was_started_is_stopped(tmp_path: Path) -> None:
    """A record whose process id now belongs to another process stops nothing."""
    path = tmp_path / "emulator.json"
    stranger = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    try:
        old = ProcessRecord(pid=stranger.pid, identity="1 old", port=1, fingerprint="x")
        write_record(path, old)
        assert emulator.stop(path) is False
        assert stranger.poll() is None
        assert not path.exists()
    finally:
        stranger.kill()
        stranger.wait()


def test_a_process_that_does_not_answer_is_not_running(tmp_path: Path) -> None:
    """A live process on whose port nothing answers does not count as a running emulator."""
    path = tmp_path / "emulator.json"
    own = process_identity(os.getpid())
    port = emulator.free_port()
    write_record(path, ProcessRecord(pid=os.getpid(), identity=own, port=port, fingerprint="x"))
    assert emulator.running(path) is None


def test_a_missing_installation_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the emulator's virtual environment the error says how to get it."""
    monkeypatch.setattr(emulator, "EMULATOR_PYTHON", tmp_path / "python")
    with pytest.raises(LocalError, match="is not installed") as failed:
        emulator.start(tmp_path / "record.json", tmp_path / "log")
    assert "make up" in failed.value.fix


def test_an_emulator_that_ends_at_once_is_reported_with_its_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An emulator that fails to start leaves no record, and its last lines are shown."""
    fake = tmp_path / "python"
    fake.write_text("#!/bin/sh\necho broken: $2 >&2\nexit 3\n")
    fake.chmod(0o755)
    monkeypatch.setattr(emulator, "EMULATOR_PYTHON", fake)
    with pytest.raises(LocalError, match="exit code 3") as failed:
        emulator.start(tmp_path / "record.json", tmp_path / "log")
    assert failed.value.log == ("broken: local.overlay",)
    assert not (tmp_path / "record.json").exists()
