"""Runs before the tests import aws_cdk, and synthesizes every stage once."""

import fcntl
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.support.node import use_own_node
from tests.support.synthesis import STAGES, run_app

use_own_node()


@pytest.fixture(scope="session")
def assemblies(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The assembly of each stage, with all validation; processes of one test run share them."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    found = {stage: shared / "assemblies" / stage for stage in STAGES}
    with (shared / "assemblies.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        missing = [stage for stage in STAGES if not (found[stage] / "manifest.json").exists()]
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda stage: _synthesize(stage, found[stage]), missing))
    return found


def _synthesize(stage: str, output: Path) -> None:
    process = run_app(output, changes={"stage": stage})
    assert process.returncode == 0, process.stderr
