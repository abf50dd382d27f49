"""A topic that CloudWatch cannot publish to, because of the key that AWS manages for SNS."""

from collections.abc import Iterator

from tocsin.checks.check import Check, Verdict
from tocsin.checks.lost_notifications import closed_hops
from tocsin.checks.subject import Subject
from tocsin.delivery import Hop
from tocsin.diagnostics import Problem

_ID = "topic/aws-managed-key"


def _find(subject: Subject) -> Iterator[Verdict]:
    for loss in closed_hops(subject):
        topic = loss.obstacle.resource
        if loss.obstacle.hop is not Hop.TOPIC_KEY or topic is None or topic is not loss.topic:
            continue
        yield Problem(
            kind=_ID,
            where=loss.where,
            what=f"the topic {topic.logical_id} is encrypted with the key that AWS manages for SNS",
            why=f"its policy lets no other service use it and cannot be changed: {loss.outcome}",
            fix="use a customer key whose policy allows cloudwatch.amazonaws.com (and "
            "events.amazonaws.com for rules) kms:Decrypt and kms:GenerateDataKey*, or no key",
            severity=loss.severity,
        )


CHECK = Check(
    id=_ID,
    title="No topic of alarms is encrypted with alias/aws/sns.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html",
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html",
    ),
)
