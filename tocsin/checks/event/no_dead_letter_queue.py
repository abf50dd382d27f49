"""A rule that tells people, and whose undelivered events are lost."""

from collections.abc import Iterator

from tocsin.checks.check import Check, Verdict
from tocsin.checks.subject import Subject
from tocsin.delivery import service_of
from tocsin.diagnostics import Problem

_ID = "event/no-dead-letter-queue"


def _find(subject: Subject) -> Iterator[Verdict]:
    for rule in subject.assembly.event_rules:
        if rule.pattern is None or rule.state == "DISABLED":
            continue
        for index, target in enumerate(rule.targets):
            if service_of(target.link) != "sns" or target.properties.get("DeadLetterConfig"):
                continue
            yield Problem(
                kind=_ID,
                where=rule.resource.locate("Properties", "Targets", index),
                what=f"what the rule {rule.called} cannot publish to {target.id} is dropped",
                why="EventBridge gives up at once where it may not publish, and otherwise after a "
                "day; the event is gone then, and nobody was told",
                fix="give the target a DeadLetterConfig with a queue, and that queue an alarm that "
                "goes another way",
                severity="note",
            )


CHECK = Check(
    id=_ID,
    title="Events that cannot be published are kept in a dead-letter queue.",
    severity="note",
    run=_find,
    sources=("https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html",),
)
