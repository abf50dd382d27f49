"""An alarm that acts when it is over, and not when it begins."""

from collections.abc import Iterator
from typing import Final

from tocsin.checks.alarm_actions import acts, tells_people, why_not_listed
from tocsin.checks.alarm_readers import readers_of_alarms
from tocsin.checks.check import Check, Undecided, Verdict
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem, quoted

_ID: Final = "alarm/only-ok-action"


def _find(subject: Subject) -> Iterator[Verdict]:
    for alarm in subject.alarms:
        if acts(alarm, "AlarmActions") or not tells_people(alarm, subject, "OKActions"):
            continue
        if (open_list := why_not_listed(alarm, "AlarmActions")) is not None:
            why, fix = open_list
            yield Undecided(check=_ID, where=alarm.locate(), why=why, fix=fix)
        elif subject.memo(readers_of_alarms).of(alarm.template_alarm) is None:
            yield Problem(
                kind=_ID,
                where=alarm.locate("OKActions"),
                what=f"the alarm {quoted(alarm.name)} tells people that it is over, and never that "
                "it began",
                why="actions run for the state that is entered: the first message comes when "
                "nothing is wrong any more",
                fix="add AlarmActions; or move the actions there, if they stand in the wrong list",
                severity="warning",
            )


CHECK: Final = Check(
    id=_ID,
    title="An alarm that tells people that it is over tells them that it began, too.",
    severity="warning",
    run=_find,
    sources=("https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-actions.html",),
)
