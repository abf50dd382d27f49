"""How long `tocsin diff` takes, against `cdk diff` of the same stacks and as alarms grow."""

import json
import tempfile
from pathlib import Path

from benchmarks.builds import tocsin
from benchmarks.processes import NODE, ROOT, Process, Times, median_times, once
from benchmarks.result import Result
from benchmarks.watched_systems import write_templates

_FEW, _MANY, _MOST = 500, 5_000, 20_000
_AIM = 0.3
_LINEAR = 1.1
"""How much dearer an alarm among four times as many may be."""

_ONE_IN = 20
"""Of so many alarms one is another after the change, in each of the stacks."""


def reviews() -> list[Result]:
    """Measure 5,000 alarms against `cdk diff --template`, and 500 to 20,000 against each other."""
    with tempfile.TemporaryDirectory() as name:
        pairs = [_write(Path(name) / str(count), count) for count in (_FEW, _MANY, _MOST)]
        times = median_times(*(_ours(base, head) for base, head in pairs), repeats=3)
        theirs = _theirs(*pairs[1])
    counts = (_FEW, _MANY, _MOST)
    of_few, of_many, of_most = (_each(*pair) for pair in zip(times, counts, strict=True))
    what = f"tocsin diff of {_MANY:,} alarms"
    return [
        Result(
            what=f"{what}, against cdk diff of each stack", ours=times[1], theirs=theirs, most=_AIM
        ),
        Result(
            what=f"{what}, for each of them, against {_FEW:,}",
            ours=of_many,
            theirs=of_few,
            most=1,
        ),
        Result(
            what=f"tocsin diff of {_MOST:,} alarms, for each of them, against {_MANY:,}",
            ours=of_most,
            theirs=of_many,
            most=_LINEAR,
        ),
    ]


def _write(folder: Path, count: int) -> tuple[Path, Path]:
    """Write both sides as assemblies of the CDK: in HEAD every twentieth alarm fires later."""
    base, head = (write_templates(folder / side, count) for side in ("base", "head"))
    for path in head.iterdir():
        template = json.loads(path.read_text())
        resources = template["Resources"].values()
        alarms = [each for each in resources if each["Type"] == "AWS::CloudWatch::Alarm"]
        for alarm in alarms[::_ONE_IN]:
            alarm["Properties"] |= {"EvaluationPeriods": 9, "DatapointsToAlarm": 9}
        path.write_text(json.dumps(template, indent=1))
    for each in (base, head):
        stacks = {path.name.partition(".")[0]: path.name for path in sorted(each.iterdir())}
        artifacts = {name: _artifact(file) for name, file in stacks.items()}
        manifest = {"version": "36.0.0", "artifacts": artifacts}
        (each / "manifest.json").write_text(json.dumps(manifest))
    return base, head


def _artifact(file: str) -> dict[str, object]:
    return {
        "type": "aws:cloudformation:stack",
        "environment": "aws://111122223333/eu-west-1",
        "properties": {"templateFile": file},
    }


def _ours(base: Path, head: Path) -> Process:
    return tocsin("diff", base, head, "--fail-on", "never")


def _theirs(base: Path, head: Path) -> Times:
    """Return how long `cdk diff` takes, which compares one stack with a template at a time."""
    runs = [once(_diff(path, head)) for path in sorted(base.glob("*.template.json"))]
    return Times(
        wall=sum(each.wall for each in runs),
        processor=sum(each.processor for each in runs),
        memory=max(each.memory for each in runs),
    )


def _diff(template: Path, head: Path) -> Process:
    stack = template.name.partition(".")[0]
    command = ROOT / "node_modules" / "aws-cdk" / "bin" / "cdk"
    options = ["--app", str(head), "--template", str(template), "--no-notices"]
    return Process(command=[str(NODE), str(command), "diff", stack, *options])


def _each(times: Times, count: int) -> Times:
    return Times(wall=times.wall / count, processor=times.processor / count, memory=times.memory)
