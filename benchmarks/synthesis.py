"""How long synthesis takes, against an empty app and against cdk-monitoring-constructs."""

import json
import sys
import tempfile
from pathlib import Path

from benchmarks.processes import SYNTH_ENVIRONMENT, Process, seconds
from benchmarks.result import Result

APPLICATIONS = Path(__file__).parent / "applications"
SIZES = (300, 3_000)


def synthesis() -> list[Result]:
    """Measure the shop against an empty app, and many alarms against a peer."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        return [_shop(folder), *(_many(folder, size) for size in SIZES)]


def _shop(folder: Path) -> Result:
    ours, theirs = seconds(
        _tocsin("viewpoint.yaml", folder=folder), _application("empty.py", folder=folder)
    )
    return Result(
        what="synthesis of the shop, against an empty CDK app in Python",
        ours=ours,
        theirs=theirs,
        aim="at most 2 times",
        reached=ours <= 2 * theirs,
    )


def _many(folder: Path, size: int) -> Result:
    viewpoint = folder / f"{size}.yaml"
    # JSON is YAML.
    viewpoint.write_text(json.dumps(many_alarms(size)))
    ours, theirs = seconds(
        _tocsin(str(viewpoint), folder=folder), _application("peer.py", str(size), folder=folder)
    )
    return Result(
        what=f"synthesis of {size:,} alarms, against cdk-monitoring-constructs",
        ours=ours,
        theirs=theirs,
        aim="at most half",
        reached=ours <= theirs / 2,
    )


def _application(name: str, *arguments: str, folder: Path) -> Process:
    command = [sys.executable, str(APPLICATIONS / name), *arguments]
    return Process(command=command, environment=_environment(folder, {}))


def _tocsin(viewpoint: str, *, folder: Path) -> Process:
    context: dict[str, object] = json.loads(Path("cdk.json").read_text())["context"]
    context |= {"stage": "prod", "viewpoint": viewpoint, "tocsin:nag": False}
    command = [sys.executable, "app.py"]
    return Process(command=command, environment=_environment(folder, context))


def _environment(folder: Path, context: dict[str, object]) -> dict[str, str]:
    return {
        **SYNTH_ENVIRONMENT,
        "CDK_OUTDIR": str(folder / "cdk.out"),
        "CDK_CONTEXT_JSON": json.dumps(context),
    }


def many_alarms(count: int) -> dict[str, object]:
    """Return a viewpoint with *count* alarms of its own, spread over services of 400."""
    services = {
        f"service {number}": _service(range(start, min(start + 400, count)))
        for number, start in enumerate(range(0, count, 400))
    }
    return {
        "system": "benchmark",
        "owner": "nobody",
        "runbooks": "https://example.com/runbooks",
        "stages": {"prod": {"account": "111122223333", "region": "us-east-1"}},
        "contacts": {"ana": {"email": "ana@example.com"}},
        "escalation": {
            severity: [{"notify": "ana"}] for severity in ("critical", "warning", "info")
        },
        "services": services,
    }


def _service(numbers: range) -> dict[str, object]:
    return {
        "owner": "nobody",
        "metrics": {
            f"metric {number:05}": {
                "namespace": "Benchmark",
                "metric": f"Metric{number:05}",
                "statistic": "Sum",
            }
            for number in numbers
        },
        "alarms": {
            f"alarm {number:05}": {
                "metric": f"metric {number:05}",
                "severity": "warning",
                "when": f"> {number} for 2 of 3",
                "means": f"Metric {number} is high.",
                "matters": "Something is slower than it should be.",
                "first_action": "Look at the dashboard.",
            }
            for number in numbers
        },
    }
