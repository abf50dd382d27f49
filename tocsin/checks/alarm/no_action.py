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
    readers = subject.memo(readers_of_alarms)
    reader = readers.of(alarm.template_alarm)
    if reader is None:
        yield _problem(alarm, readers.shown_by(alarm.template_alarm))
    elif not reader.is_certain:
        yield Undecided(check=_ID, where=alarm.locate(), why=reader.why, fix=reader.fix)


def _problem(alarm: CheckedAlarm, shown_by: str) -> Problem:
    """Return that an alarm tells nobody; one that a dashboard shows may be meant to."""
    lacks = f"the alarm {quoted(alarm.name)} has no action"
    return Problem(
        kind=_ID,
        where=alarm.locate(),
        what=f"{lacks}, and only {shown_by} shows it"
        if shown_by
        else f"{lacks}, and nothing in the templates reads it",
        why="whoever does not look at the dashboard never hears of it"
        if shown_by
        else "it changes its state and tells nobody",
        fix="give it AlarmActions: a topic that people are subscribed to"
        + ("" if shown_by else "; or remove it"),
        severity="note" if shown_by else "error",
    )


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
