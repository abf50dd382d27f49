"""Assemblies of the stages of a viewpoint, synthesized once in a test run."""

import fcntl
import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

from tests.support.synthesis import run_app


def shared_assemblies(
    folder: Path, viewpoint: Path, stages: Iterable[str], *, validated: bool = True
) -> dict[str, Path]:
    """Return the assembly of each stage, validated by all packs; processes of a run share them.

    Args:
        folder: What `tmp_path_factory.getbasetemp()` gives.
        viewpoint: What is synthesized.
        stages: Stages of the viewpoint.
        validated: Whether the packs and the CDK look at the templates, which are the same.
    """
    shared = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    kind = "assemblies" if validated else "templates"
    place = shared / f"{kind}-{sha256(viewpoint.read_bytes()).hexdigest()[:12]}"
    place.mkdir(exist_ok=True)

    def make(stage: str) -> None:
        _synthesize(viewpoint, stage, found[stage], validated=validated)

    found = {stage: place / stage for stage in stages}
    with place.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        missing = [stage for stage in found if not (found[stage] / "manifest.json").exists()]
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(make, missing))
    return found


def _synthesize(viewpoint: Path, stage: str, output: Path, *, validated: bool) -> None:
    process = run_app(
        output,
        viewpoint=viewpoint,
        changes={"stage": stage, "tocsin:nag": "all" if validated else "false"},
        environment={} if validated else {"CDK_VALIDATION": "false"},
    )
    assert process.returncode == 0, process.stderr
