"""Assemblies of the project's own stages, synthesized once in a test run."""

import fcntl
import os
from pathlib import Path

from tests.support.synthesis import run_app


def shared_assembly(folder: Path, stage: str) -> Path:
    """Return the assembly of *stage* below *folder*; processes of one test run share it.

    Args:
        folder: What `tmp_path_factory.getbasetemp()` gives.
        stage: A stage of the example's viewpoint.
    """
    shared = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    output = shared / "assemblies" / stage
    with (shared / "assemblies.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (output / "manifest.json").exists():
            process = run_app(output, changes={"stage": stage})
            assert process.returncode == 0, process.stderr
    return output
