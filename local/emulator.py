"""Starts, reuses and stops the emulator process."""

import contextlib
import os
import signal
import socket
import subprocess
import time
from pathlib import Path

from local.endpoint import Endpoint
from local.failure import LocalError, last_lines
from local.fingerprint import fingerprint
from local.paths import EMULATOR_LOG, EMULATOR_PYTHON, EMULATOR_RECORD, ROOT
from local.process_record import ProcessRecord, process_identity, read_record, write_record
from local.run_key import new_run_key

START_SECONDS = 30.0
STOP_SECONDS = 10.0
_POLL_SECONDS = 0.05

# Processes that this Python started and must reap, by process id.
_children: dict[int, subprocess.Popen[bytes]] = {}


def running(record_path: Path = EMULATOR_RECORD) -> ProcessRecord | None:
    """The record of the emulator that was started and still answers; None if there is none."""
    record = read_record(record_path)
    if not record or not record.is_alive() or not record.endpoint.health():
        return None
    return record


def ensure_running() -> tuple[ProcessRecord, bool]:
    """Reuse the running emulator if it runs this code; otherwise start one.

    Returns:
        The record, and whether the emulator was running already.
    """
    record = running()
    if record and record.fingerprint == fingerprint():
        return record, True
    stop()
    return start(), False


def start(
    record_path: Path = EMULATOR_RECORD,
    log_path: Path = EMULATOR_LOG,
    *,
    tick_seconds: float = 1.0,
) -> ProcessRecord:
    """Start an emulator on a free port and wait until it is healthy.

    Args:
        record_path: Where the record of the process is kept.
        log_path: Where the emulator's output goes.
        tick_seconds: How often its alarms are evaluated.

    Raises:
        LocalError: If it is not installed, or does not become healthy.
    """
    if not EMULATOR_PYTHON.exists():
        what = f"the emulator is not installed: there is no {EMULATOR_PYTHON}"
        raise LocalError(what, fix="run `rm -rf .emulator && make up`, which installs it")
    endpoint = Endpoint(port=free_port(), key=new_run_key())
    process = _spawn(endpoint, log_path, tick_seconds)
    _children[process.pid] = process
    record = ProcessRecord(
        pid=process.pid,
        identity=_identity_after_exec(process),
        port=endpoint.port,
        fingerprint=fingerprint(),
        access_key=endpoint.key.access_key,
        secret=endpoint.key.secret,
    )
    write_record(record_path, record)
    try:
        _wait_until_healthy(process, endpoint, log_path)
    except BaseException:
        stop(record_path)
        raise
    return record


def stop(record_path: Path = EMULATOR_RECORD) -> bool:
    """Stop the recorded process, if it is still the one that was started.

    Returns:
        Whether there was one to stop.
    """
    record = read_record(record_path)
    record_path.unlink(missing_ok=True)
    if not record or not record.is_alive():
        return False
    # It may end by itself just now.
    with contextlib.suppress(ProcessLookupError):
        os.kill(record.pid, signal.SIGTERM)
        if not _ended_within(record, STOP_SECONDS):
            os.kill(record.pid, signal.SIGKILL)
            _ended_within(record, STOP_SECONDS)
    return True


def free_port() -> int:
    """A port on 127.0.0.1 that nothing listens on now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _spawn(endpoint: Endpoint, log_path: Path, tick_seconds: float) -> subprocess.Popen[bytes]:
    temporary = log_path.parent / "tmp"
    temporary.mkdir(parents=True, exist_ok=True)
    command = [str(EMULATOR_PYTHON), "-m", "local.overlay", "--port", str(endpoint.port)]
    command += ["--tick", str(tick_seconds)]
    environment = {
        **endpoint.environment(),
        "PYTHONUNBUFFERED": "1",
        # What it leaves behind when it is stopped: the code of functions, and a file with its id.
        "TMPDIR": str(temporary),
    }
    with log_path.open("wb") as log:
        # A session of its own, so that Ctrl-C at the terminal reaches the caller alone.
        return subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def _identity_after_exec(process: subprocess.Popen[bytes]) -> str:
    # Right after the fork the process still has its parent's command line.
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        identity = process_identity(process.pid)
        if "local.overlay" in identity or process.poll() is not None:
            return identity
        time.sleep(_POLL_SECONDS)
    return process_identity(process.pid)


def _wait_until_healthy(
    process: subprocess.Popen[bytes], endpoint: Endpoint, log_path: Path
) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            what = f"the emulator ended with exit code {process.returncode} while it started"
            raise LocalError(what, fix=f"read {log_path}", log=last_lines(log_path))
        health = endpoint.health()
        if health and health["pid"] == process.pid:
            return
        time.sleep(_POLL_SECONDS)
    what = f"the emulator did not become healthy within {START_SECONDS:.0f} s"
    raise LocalError(what, fix=f"read {log_path}", log=last_lines(log_path))


def _ended_within(record: ProcessRecord, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if _has_ended(record):
            return True
        time.sleep(_POLL_SECONDS)
    return False


def _has_ended(record: ProcessRecord) -> bool:
    child = _children.get(record.pid)
    if not child:
        return not record.is_alive()
    if child.poll() is None:
        return False
    del _children[record.pid]
    return True
