import json
import os
import stat
import subprocess
import sys
from dataclasses import asdict, replace
from pathlib import Path

from local.process_record import ProcessRecord, read_record, write_record
from local.process_table import process_identity

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]


def record_of(pid: int) -> ProcessRecord:
    """A record of a process that runs now."""
    return ProcessRecord(pid=pid, identity=process_identity(pid), port=1, fingerprint="x")


def test_a_process_is_alive_until_it_ends() -> None:
    """A record is alive while its process runs, and not after."""
    process = subprocess.Popen(SLEEP)
    record = record_of(process.pid)
    assert record.is_alive()
    process.kill()
    process.wait()
    assert not record.is_alive()


def test_another_process_of_the_same_id_is_not_the_one_that_was_started() -> None:
    """A process id that the system has given to another process does not count as alive."""
    assert not replace(record_of(os.getpid()), identity="1 python -m local.overlay").is_alive()


def test_a_process_that_ended_before_it_was_noted_is_not_alive() -> None:
    """A record without an identity is never alive, also when there is no process of that id."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    assert not record_of(process.pid).is_alive()


def test_a_record_is_read_back(tmp_path: Path) -> None:
    """What was written is what is read."""
    record = record_of(os.getpid())
    write_record(tmp_path / "folder" / "record.json", record)
    assert read_record(tmp_path / "folder" / "record.json") == record


def test_a_record_is_for_its_owner_alone(tmp_path: Path) -> None:
    """The record holds the key, so nobody else may read it, whoever could read the one before."""
    path = tmp_path / "record.json"
    path.write_text("")
    path.chmod(0o644)
    write_record(path, record_of(os.getpid()))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_record_from_before_there_were_keys_still_counts(tmp_path: Path) -> None:
    """A process that was started by an older version can be stopped."""
    old = asdict(record_of(os.getpid()))
    (tmp_path / "record.json").write_text(
        json.dumps({name: old[name] for name in old if name not in ("access_key", "secret")})
    )
    record = read_record(tmp_path / "record.json")
    assert record is not None
    assert record.is_alive()
    assert record.endpoint.health() is None


def test_a_record_that_cannot_be_read_counts_as_none(tmp_path: Path) -> None:
    """A missing, broken or foreign record file is not a record."""
    path = tmp_path / "record.json"
    assert read_record(path) is None
    for text in ("", "{", "[]", json.dumps({"pid": 1})):
        path.write_text(text)
        assert read_record(path) is None
