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
from local.process_record import ProcessRecord, read_record, write_record
from local.process_table import RunningProcess, process_identity, processes_with
from local.run_key import new_run_key

START_SECONDS = 30.0
STOP_SECONDS = 10.0
# By this option of its command line a process is found that no record has.
RECORD_OPTION = "--record"
# What the emulator waits for on its standard input.
BEGIN = b"begin\n"
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
    process = _spawn(endpoint, record_path, log_path, tick_seconds)
    _children[process.pid] = process
    try:
        record = ProcessRecord(
            pid=process.pid,
            identity=_identity_after_exec(process),
            port=endpoint.port,
            fingerprint=fingerprint(),
            access_key=endpoint.key.access_key,
            secret=endpoint.key.secret,
        )
        write_record(record_path, record)
        _let_begin(process)
        _wait_until_healthy(process, endpoint, log_path)
    except BaseException:
        _give_up(process, record_path)
        raise
    return record


def stop(record_path: Path = EMULATOR_RECORD) -> bool:
    """Stop what was started by this record: the process in it, and any other that names it.

    Returns:
        Whether there was one to stop.
    """
    record = read_record(record_path)
    started = processes_with("-m local.overlay", f"{RECORD_OPTION} {record_path}")
    if record and record.is_alive() and record.process not in started:
        started.append(record.process)
    for process in started:
        _end(process)
    # Not before: whoever is killed in between leaves a record by which the process is found.
    record_path.unlink(missing_ok=True)
    return bool(started)


def free_port() -> int:
    """A port on 127.0.0.1 that nothing listens on now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _spawn(
    endpoint: Endpoint, record_path: Path, log_path: Path, tick_seconds: float
) -> subprocess.Popen[bytes]:
    temporary = log_path.parent / "tmp"
    temporary.mkdir(parents=True, exist_ok=True)
    command = [str(EMULATOR_PYTHON), "-m", "local.overlay", "--port", str(endpoint.port)]
    command += ["--tick", str(tick_seconds), RECORD_OPTION, str(record_path)]
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
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def _let_begin(process: subprocess.Popen[bytes]) -> None:
    """Tell the emulator that it is recorded; until then it ends if this process does."""
    assert process.stdin is not None
    # It may have ended already.
    with contextlib.suppress(BrokenPipeError), process.stdin as pipe:
        pipe.write(BEGIN)


def _give_up(process: subprocess.Popen[bytes], record_path: Path) -> None:
    if process.stdin:
        with contextlib.suppress(OSError):
            process.stdin.close()
    _end(RunningProcess(pid=process.pid, identity=process_identity(process.pid)))
    process.wait()
    with contextlib.suppress(OSError):
        record_path.unlink(missing_ok=True)


def _end(process: RunningProcess) -> None:
    """End a process, and the functions that it runs, which are in its group."""
    # It may end by itself just now.
    with contextlib.suppress(ProcessLookupError):
        os.kill(process.pid, signal.SIGTERM)
        _ended_within(process, STOP_SECONDS)
        os.killpg(process.pid, signal.SIGKILL)
        _ended_within(process, STOP_SECONDS)


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


def _ended_within(process: RunningProcess, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if _has_ended(process):
            return True
        time.sleep(_POLL_SECONDS)
    return False


def _has_ended(process: RunningProcess) -> bool:
    child = _children.get(process.pid)
    if not child:
        return not process.is_alive()
    if child.poll() is None:
        return False
    del _children[process.pid]
    return True
