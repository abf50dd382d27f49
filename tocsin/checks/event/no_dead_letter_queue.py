"""A rule that tells people, or tries only once, and whose undelivered events are lost."""

from collections.abc import Iterator

from tocsin.assembly import EventTarget
from tocsin.checks.check import Check, Verdict
from tocsin.checks.subject import Subject
from tocsin.delivery import service_of
from tocsin.diagnostics import Problem

_ID = "event/no-dead-letter-queue"


def _find(subject: Subject) -> Iterator[Verdict]:
    for rule in subject.assembly.event_rules:
        if rule.state == "DISABLED":
            continue
        for index, target in enumerate(rule.targets):
            is_told = rule.pattern is not None and service_of(target.link) == "sns"
            is_tried_once = _attempts(target) == 0
            if not (is_told or is_tried_once) or target.properties.get("DeadLetterConfig"):
                continue
            yield Problem(
                kind=_ID,
                where=rule.resource.locate("Properties", "Targets", index),
                what=f"what the rule {rule.called} cannot hand over to {target.id} is dropped"
                f"{' after the first try' if is_tried_once else ''}",
                why="EventBridge gives up at once where it may not hand over, and otherwise after "
                "the retries of the target, a day by default; the event is gone then",
                fix="give the target a DeadLetterConfig with a queue, and that queue an alarm that "
                "goes another way",
                severity="note",
            )


def _attempts(target: EventTarget) -> object:
    """Return how often a target is tried again; None if it does not say so."""
    policy = target.properties.get("RetryPolicy")
    written = policy.get("MaximumRetryAttempts") if isinstance(policy, dict) else None
    return int(written) if isinstance(written, str) and written.isdecimal() else written


CHECK = Check(
    id=_ID,
    title="Events that cannot be handed over are kept in a dead-letter queue.",
    severity="note",
    run=_find,
    sources=("https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html",),
)
