"""A target that EventBridge may not hand events to."""

from collections.abc import Iterator, Mapping

from tocsin.checks.check import Check, Verdict
from tocsin.checks.lost_notifications import closed_hops
from tocsin.checks.subject import Subject
from tocsin.delivery import Hop
from tocsin.diagnostics import Problem

_ID = "event/target-closed"
_OF_TOPICS = (Hop.TOPIC_POLICY, Hop.TOPIC_KEY)
"""What the checks of topics name."""

_FIXES: Mapping[Hop, str] = {
    Hop.FUNCTION_POLICY: "add an AWS::Lambda::Permission that lets events.amazonaws.com do "
    "lambda:InvokeFunction, with the rule as SourceArn",
    Hop.QUEUE_POLICY: "add an AWS::SQS::QueuePolicy that allows events.amazonaws.com "
    "sqs:SendMessage, with the rule as aws:SourceArn",
    Hop.QUEUE_KEY: "encrypt the queue with a key whose policy allows events.amazonaws.com "
    "kms:Decrypt and kms:GenerateDataKey*, without conditions on the source",
    Hop.TARGET: "name a target of the rule's own Region; a bus of another Region can be a target, "
    "and a rule there can go on from it",
}


def _find(subject: Subject) -> Iterator[Verdict]:
    for loss in closed_hops(subject):
        if loss.is_at_target and loss.obstacle.hop not in _OF_TOPICS:
            yield Problem(
                kind=_ID,
                where=loss.where,
                what=f"{loss.notifiers} cannot hand over events, because of the "
                f"{loss.obstacle.hop}: {loss.obstacle.why}",
                why="EventBridge tries for a day and then drops the event; only the metric "
                f"FailedInvocations of the rule tells ({loss.obstacle.source})",
                fix=_FIXES.get(loss.obstacle.hop, "mend it, or remove the target"),
            )


CHECK = Check(
    id=_ID,
    title="EventBridge may hand the events of a rule to its targets.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html",
        "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html",
    ),
)
