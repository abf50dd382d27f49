"""An alarm that calls people, of which nothing tells how urgent it is."""

from collections.abc import Iterator
from typing import Final

from tocsin.checks.alarm_actions import tells_people
from tocsin.checks.check import Check, Verdict
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem, quoted

_ID: Final = "alarm/severity-unknown"


def _find(subject: Subject) -> Iterator[Verdict]:
    for alarm in subject.alarms:
        deployed = alarm.deployed
        if deployed is None or deployed.severity is not None or not tells_people(alarm, subject):
            continue
        if alarm.why_unknown("Tags") is None:
            yield Problem(
                kind=_ID,
                where=alarm.locate(),
                what=f"no tag, topic or name tells how urgent {quoted(alarm.name)} is",
                why="whoever is called cannot see whether to get up at once or to look tomorrow, "
                "and how soon it has to reach somebody cannot be checked",
                fix="tag it tocsin:severity with critical, warning or info, or say in tocsin.yaml "
                "how urgent its topic is",
                severity="note",
            )


CHECK: Final = Check(
    id=_ID,
    title="Each alarm that tells people says how urgent it is.",
    severity="note",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/wellarchitected/latest/operational-excellence-pillar/ops_event_response_prioritize_events.html",
    ),
)
