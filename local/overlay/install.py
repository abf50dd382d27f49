"""Puts the overlay's parts into the emulator and serves it."""

import asyncio
import os
from collections.abc import Callable
from functools import partial

from local.overlay import (
    alarms,
    cloudformation,
    emulator,
    faults,
    functions,
    log_metrics,
    machines,
    mail,
    metrics,
    restore_jobs,
)
from local.overlay.application import with_overlay
from local.overlay.guard import guarded


def serve(address: str, tick_seconds: float) -> None:
    """Install every part of the overlay and serve until the process is told to stop.

    Args:
        address: Host and port that are served, such as `127.0.0.1:4566`.
        tick_seconds: How often the alarms are evaluated.
    """
    for part in (
        cloudformation,
        alarms,
        metrics,
        log_metrics,
        functions,
        machines,
        mail,
        restore_jobs,
    ):
        part.install()
    start_clock = _starting(alarms.AlarmClock(tick_seconds))
    emulator.application.wrap(restore_jobs.with_restore_jobs)
    emulator.application.wrap(faults.with_faults)
    emulator.application.wrap(partial(with_overlay, on_start=start_clock))
    # The guard stands before all else, so that nothing has seen what it refuses.
    emulator.application.wrap(partial(guarded, address=address, secret_of=_secret_of))
    emulator.serve()


def _secret_of(access_key: str) -> str | None:
    """The secret of the run's key, or of one that its AssumeRole has issued."""
    if access_key == os.environ["AWS_ACCESS_KEY_ID"]:
        return os.environ["AWS_SECRET_ACCESS_KEY"]
    session = emulator.sessions.get(access_key, {})
    secret: str | None = session.get("SecretAccessKey")
    return secret


def _starting(clock: alarms.AlarmClock) -> Callable[[], None]:
    tasks: set[asyncio.Task[None]] = set()

    def start() -> None:
        # The loop keeps only a weak reference to a task; without ours it could be collected.
        tasks.add(asyncio.get_running_loop().create_task(clock.run()))

    return start
