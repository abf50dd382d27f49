"""What a catalogue of a hundred types costs whoever uses ten of them."""

import json
import os
import sys
import tempfile
from pathlib import Path

from benchmarks.builds import against_before, tocsin
from benchmarks.processes import ROOT, SYNTH_ENVIRONMENT, Process, Times, median_times
from benchmarks.result import Result

MOST_FOR_VALIDATION = 1.1
MOST_FOR_AN_ALARM = 1.15


def catalogue() -> list[Result]:
    """Measure what a viewpoint costs, against a build whose catalogue is smaller.

    Both builds get the older viewpoint, which the newer one understands.
    """
    before = Path(os.environ.get("TOCSIN_BEFORE", ROOT))
    viewpoint = before / "viewpoint.yaml"
    return [
        *against_before(
            "tocsin validate of the shop, beside a hundred types",
            "validate",
            viewpoint,
            most=MOST_FOR_VALIDATION,
            repeats=7,
        ),
        *(_synthesis(before, viewpoint) if before != ROOT else []),
        _completion(),
    ]


def _synthesis(before: Path, viewpoint: Path) -> list[Result]:
    """Compare the synthesis of the shop, for each alarm that it has."""
    with tempfile.TemporaryDirectory() as name:
        folders = {root: Path(name) / root.name for root in (ROOT, before)}
        processes = [_app(root, viewpoint, folder) for root, folder in folders.items()]
        ours, theirs = median_times(*processes)
        counts = [_alarms(folder) for folder in folders.values()]
    return [
        Result(
            what="synthesis of the shop, for each alarm, against the build before",
            ours=_each(ours, counts[0]),
            theirs=_each(theirs, counts[1]),
            most=MOST_FOR_AN_ALARM,
        )
    ]


def _app(root: Path, viewpoint: Path, folder: Path) -> Process:
    context: dict[str, object] = json.loads((root / "cdk.json").read_text())["context"]
    context |= {"stage": "prod", "viewpoint": str(viewpoint), "tocsin:nag": False}
    return Process(
        command=[sys.executable, str(root / "app.py")],
        environment={
            **SYNTH_ENVIRONMENT,
            "PYTHONPATH": str(root),
            "CDK_VALIDATION": "false",
            "CDK_OUTDIR": str(folder),
            "CDK_CONTEXT_JSON": json.dumps(context),
        },
    )


def _alarms(folder: Path) -> int:
    templates = (json.loads(file.read_text()) for file in folder.glob("*.template.json"))
    types = [one["Type"] for each in templates for one in each.get("Resources", {}).values()]
    return types.count("AWS::CloudWatch::Alarm")


def _each(times: Times, count: int) -> Times:
    return Times(wall=times.wall / count, processor=times.processor / count)


def _completion() -> Result:
    """Compare what a shell waits for after `tocsin catalogue r` with the help."""
    asked = tocsin("--help")
    environment = {"_TOCSIN_COMPLETE": "complete_bash", "COMP_CWORD": "2"}
    completed = Process(
        command=[sys.executable, "-P", "-m", "tocsin"],
        environment={**environment, "COMP_WORDS": "tocsin catalogue r", "PYTHONPATH": str(ROOT)},
    )
    ours, theirs = median_times(completed, asked)
    return Result(what="completion of a type, against tocsin --help", ours=ours, theirs=theirs)
