"""An alarm that calls people and does not say where the way out is written."""

import re
from collections.abc import Iterator
from typing import Final

from tocsin.checks.alarm_actions import tells_people
from tocsin.checks.check import Check, Verdict
from tocsin.checks.checked_alarm import CheckedAlarm
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem, quoted

_ID: Final = "alarm/no-runbook"
_TAG: Final = re.compile(r"run.?book|play.?book", re.IGNORECASE)
_LINK: Final = re.compile(r"https?://|run.?book|play.?book|\$\{|\{\{resolve:", re.IGNORECASE)


def _find(subject: Subject) -> Iterator[Verdict]:
    for alarm in subject.alarms:
        description = alarm.template_alarm.description
        if (
            tells_people(alarm, subject)
            and description.strip()
            and not _has_runbook(alarm, description)
        ):
            yield Problem(
                kind=_ID,
                where=alarm.locate("AlarmDescription"),
                what=f"neither a tag nor the description of {quoted(alarm.name)} leads to a "
                "runbook",
                why="what to do is then in somebody's head, who may be asleep",
                fix="tag it tocsin:runbook with the address of a page, or write that into the "
                "description",
                severity="note",
            )


def _has_runbook(alarm: CheckedAlarm, description: str) -> bool:
    if alarm.why_unknown("AlarmDescription") is not None or alarm.why_unknown("Tags") is not None:
        return True
    return bool(_LINK.search(description)) or any(map(_TAG.search, alarm.template_alarm.tags))


CHECK: Final = Check(
    id=_ID,
    title="An alarm that tells people leads to a runbook.",
    severity="note",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/wellarchitected/latest/operational-excellence-pillar/ops_event_response_event_incident_problem_process.html",
    ),
)
