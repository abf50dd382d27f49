"""Assemblies of the project's own stages, synthesized once in a test run."""

import fcntl
import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.support.synthesis import run_app


def shared_assemblies(folder: Path, stages: Iterable[str]) -> dict[str, Path]:
    """Return the assembly of each stage, validated by all packs; processes of a run share them.

    Args:
        folder: What `tmp_path_factory.getbasetemp()` gives.
        stages: Stages of the example's viewpoint.
    """
    shared = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    found = {stage: shared / "assemblies" / stage for stage in stages}
    with (shared / "assemblies.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        missing = [stage for stage in found if not (found[stage] / "manifest.json").exists()]
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda stage: _synthesize(stage, found[stage]), missing))
    return found


def _synthesize(stage: str, output: Path) -> None:
    process = run_app(output, changes={"stage": stage, "tocsin:nag": "all"})
    assert process.returncode == 0, process.stderr
