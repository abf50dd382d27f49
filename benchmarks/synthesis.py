"""How long synthesis takes, against an empty app and against cdk-monitoring-constructs."""

import json
import sys
import tempfile
from pathlib import Path

from benchmarks.processes import SYNTH_ENVIRONMENT, Process, median_times
from benchmarks.result import Result

APPLICATIONS = Path(__file__).parent / "applications"
MOST_OF_EMPTY = 1.8
MOST_OF_PEER = 0.4


def synthesis() -> list[Result]:
    """Measure the shop against an empty app, and many alarms against a peer.

    Each is measured with the stacks alone, and as people run it: with the CDK's validation and
    cdk-nag on, on both sides.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        return [
            _shop(folder, most=MOST_OF_EMPTY),
            _many(folder, 300, most=MOST_OF_PEER),
            _many(folder, 3_000, most=MOST_OF_PEER),
            _shop(folder, is_checked=True),
            _many(folder, 3_000, is_checked=True, repeats=3),
        ]


def _shop(folder: Path, *, most: float | None = None, is_checked: bool = False) -> Result:
    ours, theirs = median_times(
        _tocsin("viewpoint.yaml", folder=folder, is_checked=is_checked),
        _application("empty.py", folder=folder, is_checked=is_checked),
    )
    what = f"synthesis of the shop, against an empty CDK app in Python{_said(is_checked)}"
    return Result(what=what, ours=ours, theirs=theirs, most=most)


def _many(
    folder: Path,
    size: int,
    *,
    most: float | None = None,
    is_checked: bool = False,
    repeats: int = 5,
) -> Result:
    viewpoint = folder / f"{size}.yaml"
    # JSON is YAML.
    viewpoint.write_text(json.dumps(many_alarms(size)))
    ours, theirs = median_times(
        _tocsin(str(viewpoint), folder=folder, is_checked=is_checked),
        _application("peer.py", str(size), folder=folder, is_checked=is_checked),
        repeats=repeats,
    )
    what = f"synthesis of {size:,} alarms, against cdk-monitoring-constructs{_said(is_checked)}"
    return Result(what=what, ours=ours, theirs=theirs, most=most)


def _said(is_checked: bool) -> str:  # noqa: FBT001 - one word that both makers of rows say
    return ", with validation and cdk-nag" if is_checked else ""


def _application(name: str, *arguments: str, folder: Path, is_checked: bool) -> Process:
    command = [sys.executable, str(APPLICATIONS / name), *arguments]
    context: dict[str, object] = {"tocsin:nag": is_checked}
    return Process(command=command, environment=_environment(folder, context, is_checked))


def _tocsin(viewpoint: str, *, folder: Path, is_checked: bool) -> Process:
    context: dict[str, object] = json.loads(Path("cdk.json").read_text())["context"]
    context |= {"stage": "prod", "viewpoint": viewpoint, "tocsin:nag": is_checked}
    command = [sys.executable, "app.py"]
    return Process(command=command, environment=_environment(folder, context, is_checked))


def _environment(
    folder: Path,
    context: dict[str, object],
    is_checked: bool,  # noqa: FBT001 - as above
) -> dict[str, str]:
    return {
        **SYNTH_ENVIRONMENT,
        **({} if is_checked else {"CDK_VALIDATION": "false"}),
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
