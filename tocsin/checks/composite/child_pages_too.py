"""A child that pages the same people as its composite alarm."""

from collections.abc import Iterator
from typing import Final

from tocsin.checks.alarm_actions import links_of, tells_people
from tocsin.checks.check import Check, Verdict
from tocsin.checks.checked_alarm import CheckedAlarm
from tocsin.checks.composite.rules import alarms_by_place, composites
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem, quoted

_ID: Final = "composite/child-pages-too"


def _find(subject: Subject) -> Iterator[Verdict]:
    known = subject.memo(alarms_by_place)
    said: set[CheckedAlarm] = set()
    for each in subject.memo(composites).values():
        targets = _targets(each.alarm) if tells_people(each.alarm, subject) else frozenset()
        for child in filter(None, (known.get(place) for place in each.children())):
            if child not in said and tells_people(child, subject) and targets & _targets(child):
                said.add(child)
                yield _problem(child, each.alarm)


def _targets(alarm: CheckedAlarm) -> frozenset[object]:
    return frozenset(link.resource or link.arn for link in links_of(alarm, "AlarmActions"))


def _problem(child: CheckedAlarm, above: CheckedAlarm) -> Problem:
    return Problem(
        kind=_ID,
        where=child.locate("AlarmActions"),
        what=f"{quoted(child.name)} tells the same people as the composite alarm "
        f"{quoted(above.name)}, whose rule it is in",
        why="one outage calls them twice, or more often: a composite alarm is there to tell once",
        fix="take the actions away from the child, or send them where nobody is called",
        severity="note",
    )


CHECK: Final = Check(
    id=_ID,
    title="Either a composite alarm tells people, or its children do.",
    severity="note",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-combining.html",
    ),
)
