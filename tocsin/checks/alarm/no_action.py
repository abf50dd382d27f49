"""An alarm that does nothing, whatever its state, and that nothing reads."""

from collections.abc import Iterator
from typing import Final

from tocsin.checks.alarm_actions import ACTION_LISTS, acts, why_not_listed
from tocsin.checks.alarm_readers import readers_of_alarms
from tocsin.checks.check import Check, Undecided, Verdict
from tocsin.checks.checked_alarm import CheckedAlarm
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem, quoted

_ID: Final = "alarm/no-action"


def _find(subject: Subject) -> Iterator[Verdict]:
    for alarm in subject.alarms:
        if not acts(alarm, *ACTION_LISTS):
            yield from _verdict(alarm, subject)


def _verdict(alarm: CheckedAlarm, subject: Subject) -> Iterator[Verdict]:
    if (open_list := why_not_listed(alarm, *ACTION_LISTS)) is not None:
        why, fix = open_list
        yield Undecided(check=_ID, where=alarm.locate(), why=why, fix=fix)
        return
    reader = subject.memo(readers_of_alarms).of(alarm.template_alarm)
    if reader is None:
        yield Problem(
            kind=_ID,
            where=alarm.locate(),
            what=f"the alarm {quoted(alarm.name)} has no action, and nothing in the templates "
            "reads it",
            why="it changes its state and tells nobody",
            fix="give it AlarmActions: a topic that people are subscribed to; or remove it",
        )
    elif not reader.is_certain:
        yield Undecided(check=_ID, where=alarm.locate(), why=reader.why, fix=reader.fix)


CHECK: Final = Check(
    id=_ID,
    title="Each alarm does something, or something reads it.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-actions.html",
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html",
    ),
)
