"""A topic whose customer key does not let the services encrypt that publish to it."""

from collections.abc import Iterator

from tocsin.checks.check import Check, Verdict
from tocsin.checks.lost_notifications import closed_hops
from tocsin.checks.subject import Subject
from tocsin.delivery import Hop
from tocsin.diagnostics import Problem

_ID = "topic/key-policy"


def _find(subject: Subject) -> Iterator[Verdict]:
    for loss in closed_hops(subject):
        key = loss.obstacle.resource
        if loss.obstacle.hop is not Hop.TOPIC_KEY or key is None or key is loss.topic:
            continue
        topic = f"the topic {loss.topic.logical_id}" if loss.topic else "the topic"
        yield Problem(
            kind=_ID,
            where=loss.where,
            what=f"the key {key.logical_id} of {topic}: {loss.obstacle.why}",
            why=f"whoever publishes to an encrypted topic uses its key: {loss.outcome}",
            fix=f"let {loss.services} do kms:Decrypt and kms:GenerateDataKey* in its policy",
            severity=loss.severity,
        )


CHECK = Check(
    id=_ID,
    title="The key of a topic lets CloudWatch and EventBridge use it for what they publish.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html",
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html",
    ),
)
