"""How long synthesis takes, against an empty app and against cdk-monitoring-constructs."""

import json
import sys
import tempfile
from pathlib import Path

from benchmarks.processes import SYNTH_ENVIRONMENT, seconds
from benchmarks.result import Result

APPLICATIONS = Path(__file__).parent / "applications"
SIZES = (300, 3_000)


def synthesis() -> list[Result]:
    """Measure the shop against an empty app, and many alarms against a peer."""
    with tempfile.TemporaryDirectory() as folder:
        empty = _application("empty.py", folder=Path(folder))
        shop = _tocsin("viewpoint.yaml", stage="prod", folder=Path(folder))
        results = [
            Result(
                what="synthesis of the shop, against an empty CDK app in Python",
                ours=shop,
                theirs=empty,
                aim="at most 2 times",
                reached=shop <= 2 * empty,
            )
        ]
        for size in SIZES:
            peer = _application("peer.py", str(size), folder=Path(folder))
            viewpoint = Path(folder) / f"{size}.yaml"
            viewpoint.write_text(json.dumps(many_alarms(size)))
            ours = _tocsin(str(viewpoint), stage="prod", folder=Path(folder))
            results.append(
                Result(
                    what=f"synthesis of {size} alarms, against cdk-monitoring-constructs",
                    ours=ours,
                    theirs=peer,
                    aim="at most half",
                    reached=ours <= peer / 2,
                )
            )
        return results


def _application(name: str, *arguments: str, folder: Path) -> float:
    command = [sys.executable, str(APPLICATIONS / name), *arguments]
    return seconds(command, environment=_environment(folder, {}))


def _tocsin(viewpoint: str, *, stage: str, folder: Path) -> float:
    context: dict[str, object] = json.loads(Path("cdk.json").read_text())["context"]
    context |= {"stage": stage, "viewpoint": viewpoint, "tocsin:nag": False}
    return seconds([sys.executable, "app.py"], environment=_environment(folder, context))


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
