"""An alarm that calls people and does not say what it means."""

from collections.abc import Iterator
from typing import Final

from tocsin.checks.alarm_actions import tells_people
from tocsin.checks.check import Check, Verdict
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem, quoted

_ID: Final = "alarm/no-description"


def _find(subject: Subject) -> Iterator[Verdict]:
    for alarm in subject.alarms:
        is_known = alarm.why_unknown("AlarmDescription") is None
        if (
            tells_people(alarm, subject)
            and is_known
            and not alarm.template_alarm.description.strip()
        ):
            yield Problem(
                kind=_ID,
                where=alarm.locate(),
                what=f"the alarm {quoted(alarm.name)} tells people, and has no description",
                why="the description is the one text of the message that a person wrote: without "
                "it, whoever is woken reads a name and a number",
                fix="write AlarmDescription: what happened, why it matters, what to do first",
                severity="note",
            )


CHECK: Final = Check(
    id=_ID,
    title="An alarm that tells people says what happened and what to do.",
    severity="note",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html",
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html",
    ),
)
