"""How long many drills on many alarms take, and one drill on very many."""

import json
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.builds import against_before, tocsin
from benchmarks.processes import best_times
from benchmarks.result import Result
from benchmarks.workload import properties

_IN_A_FILE = 10
_STACKS, _IN_A_STACK = 200, 450


def drills() -> list[Result]:
    """Measure 5,000 drills on 5,000 alarms, and one drill on 90,000 alarms of 200 stacks."""
    with tempfile.TemporaryDirectory() as name:
        small = _many(Path(name) / "small", 1_000)
        large = _many(Path(name) / "large", 5_000)
        one = _one_drill(Path(name) / "one")
        growth = Result(
            what="5,000 drills on 5,000 alarms, against 1,000 on 1,000",
            ours=best_times(tocsin(*large), 3),
            theirs=best_times(tocsin(*small), 3),
            most=2.5,
        )
        return [
            growth,
            *against_before("5,000 drills on 5,000 alarms", *large, most=0.45, repeats=1),
            *against_before("1 drill on 90,000 alarms", *one, most=0.35, repeats=1),
        ]


def _many(folder: Path, count: int) -> tuple[str | Path, ...]:
    folder.mkdir()
    template, written = folder / "template.json", folder / "drills"
    written.mkdir()
    template.write_text(json.dumps(alarms_template(range(count))))
    for start in range(0, count, _IN_A_FILE):
        numbers = range(start, min(count, start + _IN_A_FILE))
        # JSON is YAML.
        text = json.dumps({"drills": {f"drill {number}": _drill(number) for number in numbers}})
        (written / f"{start:05}.yaml").write_text(text)
    return ("test", written, "--assembly", template)


def _one_drill(folder: Path) -> tuple[str | Path, ...]:
    templates, drill = folder / "templates", folder / "drill.yaml"
    templates.mkdir(parents=True)
    for stack in range(_STACKS):
        numbers = range(stack * _IN_A_STACK, (stack + 1) * _IN_A_STACK)
        text = json.dumps(alarms_template(numbers, topic=f"critical-{stack}"))
        (templates / f"stack{stack:03}.template.json").write_text(text)
    drill.write_text(json.dumps({"drills": {"one": _drill(42)}}))
    return ("test", drill, "--assembly", templates)


def _drill(number: int) -> dict[str, Any]:
    return {
        "alarm": f"alarm-{number:05}",
        "values": "0x10 100x10 0x10",
        "expect": [{"state": "ALARM", "at": "15m"}, {"received": "ana@example.com"}],
    }


def alarms_template(
    numbers: range, *, topic: str = "critical", **changes: object
) -> dict[str, Any]:
    """Return a template with an alarm for each number, which tell one person."""
    told = {"AlarmActions": [{"Ref": "Topic"}], "OKActions": [{"Ref": "Topic"}]}
    tags = [{"Key": "tocsin:severity", "Value": "critical"}]
    alarms = {
        f"Alarm{number:05}": {
            "Type": "AWS::CloudWatch::Alarm",
            "Properties": {**properties(number), **told, "Tags": tags, **changes},
        }
        for number in numbers
    }
    subscription = {
        "TopicArn": {"Ref": "Topic"}, "Protocol": "email", "Endpoint": "ana@example.com",
    }  # fmt: skip
    return {
        "Resources": {
            **alarms,
            "Topic": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": topic}},
            "Subscription": {"Type": "AWS::SNS::Subscription", "Properties": subscription},
        }
    }
