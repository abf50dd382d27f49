"""Assemblies of viewpoints, synthesized in this process by the real CDK, each once."""

import tempfile
from functools import cache
from pathlib import Path

import aws_cdk as cdk

from stacks import build_stacks
from tests.support.project import context
from tests.support.viewpoints import planned
from tocsin.assembly import Assembly, load


@cache
def synthesized(text: str, stage: str = "prod") -> Assembly:
    """Return the assembly of a stage of the viewpoint in *text*, which has to be sound.

    It is not validated by the CDK, which would take as long again; tests of stacks do that.
    """
    with tempfile.TemporaryDirectory() as folder:
        synthesize(text, stage, Path(folder))
        return load(Path(folder))


def synthesize(text: str, stage: str, folder: Path) -> None:
    """Write the assembly of a stage of the viewpoint in *text* to *folder*."""
    app = cdk.App(context=context(), outdir=str(folder), builtin_cloud_formation_validation=False)
    build_stacks(app, planned(text, stage))
    app.synth()
