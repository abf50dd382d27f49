"""Puts the overlay's parts into the emulator and serves it."""

import asyncio
from collections.abc import Callable
from functools import partial

from local.overlay import alarms, cloudformation, emulator, log_metrics
from local.overlay.application import with_overlay


def serve(tick_seconds: float) -> None:
    """Install every part of the overlay and serve until the process is told to stop.

    Args:
        tick_seconds: How often the alarms are evaluated.
    """
    for part in (cloudformation, alarms, log_metrics):
        part.install()
    start_clock = _starting(alarms.AlarmClock(tick_seconds))
    emulator.application.wrap(partial(with_overlay, on_start=start_clock))
    emulator.serve()


def _starting(clock: alarms.AlarmClock) -> Callable[[], None]:
    tasks: set[asyncio.Task[None]] = set()

    def start() -> None:
        # The loop keeps only a weak reference to a task; without ours it could be collected.
        tasks.add(asyncio.get_running_loop().create_task(clock.run()))

    return start
