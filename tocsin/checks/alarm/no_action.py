"""An alarm that does nothing, whatever its state, and that nothing reads."""

from collections.abc import Iterator

from tocsin.assembly import Resource
from tocsin.checks.check import Check, Verdict
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem
from tocsin.evaluation import CompositeAlarm

_ID = "alarm/no-action"
_LISTS = ("AlarmActions", "OKActions", "InsufficientDataActions")


def _find(subject: Subject) -> Iterator[Verdict]:
    read = subject.memo(_children)
    for alarm in subject.alarms:
        properties = alarm.template_alarm.properties
        if alarm.resource in read or any(properties.get(name) for name in _LISTS):
            continue
        yield Problem(
            kind=_ID,
            where=alarm.locate(),
            what=f"the alarm {alarm.name} has no action, and nothing in the templates reads it",
            why="it changes its state and tells nobody",
            fix="give it AlarmActions with a topic, or remove it",
        )


def _children(subject: Subject) -> frozenset[Resource]:
    """Return the alarms that composite alarms read."""
    by_name = {
        (alarm.template_alarm.stack.environment, alarm.template_alarm.name): alarm.resource
        for alarm in subject.alarms
    }
    named = (
        (each.environment, name)
        for each in subject.alarm_set.composite_alarms.values()
        if isinstance(each.definition, CompositeAlarm)
        for name in each.definition.rule.alarm_names
    )
    return frozenset(by_name[place] for place in named if place in by_name)


CHECK = Check(
    id=_ID,
    title="Each alarm does something, or something reads it.",
    severity="error",
    run=_find,
    sources=("https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-actions.html",),
)
