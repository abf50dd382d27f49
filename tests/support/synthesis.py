"""Runs the app as the CDK command line does, but without it and without an environment."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.support.project import ROOT, context

Json = dict[str, Any]


def run_app(
    output: Path,
    *,
    viewpoint: Path,
    root: Path = ROOT,
    changes: Mapping[str, Any] | None = None,
    environment: Mapping[str, str] | None = None,
    command: tuple[str, ...] = (),
) -> subprocess.CompletedProcess[str]:
    """Run the app of *root*, elsewhere, with nothing in its environment but what CDK needs.

    Args:
        output: Where the assembly is written.
        viewpoint: What is synthesized.
        root: A copy of the project.
        changes: What differs from the context of `cdk.json`.
        environment: Further variables.
        command: Arguments of Python in the place of the app.
    """
    return subprocess.run(
        [sys.executable, *(command or (str(root / "app.py"),))],
        cwd=output.parent,
        env={
            "CDK_CONTEXT_JSON": json.dumps(
                {**context(), "viewpoint": str(viewpoint), **(changes or {})}
            ),
            "CDK_OUTDIR": str(output),
            **(environment or {}),
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=900,  # a loaded machine must not fail it
    )


def templates_in(assembly: Path) -> dict[str, Json]:
    """Return the templates of *assembly* by the names of their stacks."""
    suffix = ".template.json"
    return {
        path.name.removesuffix(suffix): json.loads(path.read_text())
        for path in sorted(assembly.glob(f"*{suffix}"))
    }


def artifacts_in(assembly: Path) -> dict[str, Json]:
    """Return what the manifest of *assembly* says of each stack."""
    manifest = json.loads((assembly / "manifest.json").read_text())
    return {
        name: artifact
        for name, artifact in manifest["artifacts"].items()
        if artifact["type"] == "aws:cloudformation:stack"
    }
