"""A rule whose pattern EventBridge does not take."""

from collections.abc import Iterator

from tocsin.checks.check import Check, Verdict
from tocsin.checks.event.written_pattern import is_open
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem
from tocsin.events import EventPatternError

_ID = "event/pattern-refused"


def _find(subject: Subject) -> Iterator[Verdict]:
    for rule in subject.assembly.event_rules:
        pattern = rule.pattern
        if pattern is None or (isinstance(pattern, str) and is_open(pattern)):
            continue
        found = subject.alarm_set.event_rules.pattern_of(rule)
        if not isinstance(found, EventPatternError):
            continue
        for fault in found.faults:
            path = () if isinstance(pattern, str) else fault.path
            if rule.resource.why_unknown(("EventPattern", *path)) is None:
                yield Problem(
                    kind=_ID,
                    where=rule.resource.locate("Properties", "EventPattern", *path),
                    what=f"{'.'.join(fault.path) or 'the pattern'} {fault.what}",
                    why="EventBridge refuses the rule with InvalidEventPatternException, and the "
                    "deployment of its stack fails",
                    fix=fault.fix,
                )


CHECK = Check(
    id=_ID,
    title="EventBridge takes the pattern of each rule.",
    severity="error",
    run=_find,
    sources=("https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html",),
)
