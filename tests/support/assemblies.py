"""Assemblies of the stages of a viewpoint, synthesized once in a test run."""

import fcntl
import os
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

import aws_cdk as cdk

from app import NO_STACK_TRACES, SECURITY_PACKS, add_security_packs
from stacks import build_stacks
from tests.support.project import context
from tests.support.viewpoints import planned


def shared_assemblies(
    folder: Path, viewpoint: Path, stages: Iterable[str], *, validated: bool = True
) -> dict[str, Path]:
    """Return the assembly of each stage, validated by all packs; processes of a run share them.

    They are synthesized in this process, because reading the schemas of CloudFormation takes a new
    process longer than to validate a stage with them; tests/test_app.py starts the app itself.

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
    found = {stage: place / stage for stage in stages}
    with place.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for stage, output in found.items():
            if not output.exists():
                _synthesize(viewpoint, stage, output, validated=validated)
    return found


def _synthesize(viewpoint: Path, stage: str, output: Path, *, validated: bool) -> None:
    """Write the assembly of a stage; nothing is there if something is wrong with it.

    Raises:
        RuntimeError: The validation finds something.
    """
    unfinished = output.with_name(f"{stage}-unfinished")
    app = cdk.App(
        context={**context(), **NO_STACK_TRACES},
        outdir=str(unfinished),
        builtin_cloud_formation_validation=validated,
    )
    build_stacks(app, planned(viewpoint.read_text(), stage))
    if validated:
        add_security_packs(app, SECURITY_PACKS)
    app.synth()
    unfinished.rename(output)
