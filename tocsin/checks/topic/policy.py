"""A topic whose policy keeps out the services that publish to it."""

from collections.abc import Iterator

from tocsin.checks.check import Check, Verdict
from tocsin.checks.loss import Loss
from tocsin.checks.lost_notifications import closed_hops
from tocsin.checks.subject import Subject
from tocsin.delivery import Hop
from tocsin.diagnostics import Problem

_ID = "topic/policy"


def _find(subject: Subject) -> Iterator[Verdict]:
    for loss in closed_hops(subject):
        if loss.obstacle.hop is Hop.TOPIC_POLICY:
            yield _problem(loss)


def _problem(loss: Loss) -> Problem:
    topic = f"the topic {loss.topic.logical_id}" if loss.topic else "the topic"
    is_written = loss.obstacle.resource is not loss.topic
    lacks = "the policy that its template gives it replaces the default one; "
    if not is_written:
        lacks = "it has the default policy, which is for its own account; "
    where = "this policy" if is_written else "an AWS::SNS::TopicPolicy"
    return Problem(
        kind=_ID,
        where=loss.where,
        what=f"{loss.services} may not publish to {topic}: {loss.obstacle.why}",
        why=f"{lacks}{loss.outcome}",
        fix=f"add a statement to {where} that lets {loss.services} do sns:Publish, with the "
        "account as aws:SourceAccount",
        severity=loss.severity,
    )


CHECK = Check(
    id=_ID,
    title="The policy of a topic lets the services publish that have something to say.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html",
        "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html",
        "https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html",
    ),
)
