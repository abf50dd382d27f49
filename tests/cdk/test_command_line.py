"""The plugin in a process of its own, started by itself and by the command line of the CDK."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.cdk_apps import reported
from tests.support.project import ROOT

APP = Path(__file__).with_name("small_app.py")
COMMAND = [sys.executable, str(APP)]
GOES_ON = "the app goes on"

pytestmark = pytest.mark.slow


def _environment(folder: Path) -> dict[str, str]:
    return {
        "AWS_EC2_METADATA_DISABLED": "true",
        "CDK_DISABLE_CLI_TELEMETRY": "true",
        "HOME": str(folder),
        "JSII_NODE": os.environ["JSII_NODE"],
        # Or the CDK is unpacked anew, which takes longer than all else.
        "JSII_RUNTIME_PACKAGE_CACHE_ROOT": str(Path.home() / ".cache/aws/jsii/package-cache"),
        "PATH": os.defpath,
        "PYTHONPATH": str(ROOT),
    }


def run(folder: Path, command: list[str], **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder, without what this process has in its environment."""
    return subprocess.run(
        command,
        cwd=folder,
        env={**_environment(folder), **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=900,  # a loaded machine must not fail it
    )


def run_app(folder: Path, *, silent: bool) -> subprocess.CompletedProcess[str]:
    """Run the app by itself."""
    context = json.dumps({"silent": silent})
    return run(folder, COMMAND, CDK_OUTDIR=str(folder / "out"), CDK_CONTEXT_JSON=context)


def run_cdk(folder: Path, *, silent: bool) -> subprocess.CompletedProcess[str]:
    """Run `cdk synth`, which runs the app."""
    command = [
        os.environ["JSII_NODE"],
        str(ROOT / "node_modules/aws-cdk/bin/cdk"),
        *("--no-notices", "synth", "--quiet", "--output", str(folder / "out")),
        *("--app", " ".join(COMMAND)),
        *(("--context", "silent=true") if silent else ()),
    ]
    return run(folder, command)


def test_by_itself_an_app_stops_at_an_alarm_that_cannot_page(tmp_path: Path) -> None:
    """`app.synth()` raises, after it has printed what is wrong."""
    process = run_app(tmp_path, silent=True)

    assert process.returncode == 1
    assert GOES_ON not in process.stdout
    assert "has no action" in process.stderr
    assert "Acknowledge with 'Tocsin::alarm/no-action'" in process.stderr


def test_by_itself_an_app_goes_on_where_nothing_is_wrong(tmp_path: Path) -> None:
    """And nothing is printed."""
    process = run_app(tmp_path, silent=False)

    assert (process.returncode, process.stderr) == (0, "")
    assert GOES_ON in process.stdout


def test_the_command_line_reports_and_fails(tmp_path: Path) -> None:
    """`app.synth()` returns, and it is the command that fails."""
    process = run_cdk(tmp_path, silent=True)

    assert process.returncode == 1
    assert GOES_ON in process.stdout
    assert "has no action" in process.stderr
    assert "Shop/Errors/Resource" in process.stderr
    assert reported(tmp_path / "out")["conclusion"] == "failure"


def test_the_command_line_passes_where_nothing_is_wrong(tmp_path: Path) -> None:
    """So that a failure means something."""
    process = run_cdk(tmp_path, silent=False)

    assert process.returncode == 0
    assert "Tocsin" not in process.stderr
