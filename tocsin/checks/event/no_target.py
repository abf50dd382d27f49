"""A rule that hands its events to nobody, and that nothing counts."""

from collections.abc import Iterator

from tocsin.checks.check import Check, Verdict
from tocsin.checks.mentions import mentions
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem

_ID = "event/no-target"
_COUNTING = ("AWS::CloudWatch::Alarm", "AWS::CloudWatch::Dashboard")
"""What reads how often a rule matches, which is a metric of a rule without targets too."""


def _find(subject: Subject) -> Iterator[Verdict]:
    for rule in subject.assembly.event_rules:
        if rule.properties.get("Targets") or rule.resource.why_unknown(("Targets",)):
            continue
        if "Targets" in rule.resource.declared.properties and rule.properties.get("Targets") != []:
            continue
        by = subject.memo(mentions).of(rule.resource).resources
        if any(each.type in _COUNTING for each in by):
            continue
        yield Problem(
            kind=_ID,
            where=rule.resource.locate(),
            what=f"the rule {rule.called} has no target",
            why="what it matches goes nowhere",
            fix="give it Targets, as a topic that people are subscribed to, or remove it",
            severity="warning",
        )


CHECK = Check(
    id=_ID,
    title="Each rule has a target.",
    severity="warning",
    run=_find,
    sources=("https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html",),
)
