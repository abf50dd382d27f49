"""Takes a journey in a process of its own, where nothing is remembered of another."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.support.project import ROOT

JOURNEYS = ("alarm", "drill", "recording")


def files_passed(journey: str, folder: Path) -> list[str]:
    """Return the files of ours that *journey* passes, in the order of the first call.

    Args:
        journey: One of `JOURNEYS`; `alarm` comes first, because it writes the assembly.
        folder: Where all journeys keep their files.
    """
    command = [sys.executable, "-m", "tests.support.journey", journey, str(folder)]
    process = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    if process.returncode != 0:
        message = f"the journey '{journey}' failed:\n{process.stdout}{process.stderr}"
        raise RuntimeError(message)
    passed: list[str] = json.loads(process.stdout.splitlines()[-1])
    return passed
