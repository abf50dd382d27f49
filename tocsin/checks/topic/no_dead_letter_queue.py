"""A subscription on the way of critical alarms whose undelivered messages are lost."""

from collections.abc import Iterator

from tocsin.checks.check import Check, Verdict
from tocsin.checks.subject import Subject
from tocsin.checks.topic.publishers import publishers
from tocsin.diagnostics import Problem

_ID = "topic/no-dead-letter-queue"
_PROTOCOLS = ("firehose", "http", "https", "lambda", "sqs")
"""Protocols of which a delivery fails for reasons that somebody can mend."""


def _find(subject: Subject) -> Iterator[Verdict]:
    published = subject.memo(publishers)
    for each in subject.assembly.subscriptions:
        topic = each.topic.resource
        if topic is None or topic not in published or not published[topic].has_critical:
            continue
        if each.protocol not in _PROTOCOLS or each.properties.get("RedrivePolicy"):
            continue
        yield Problem(
            kind=_ID,
            where=each.resource.locate("Properties", *each.key_path),
            what=f"critical alarms go by {each.protocol} to {each.endpoint.arn}, and what cannot "
            "be delivered there is dropped",
            why="an endpoint that answers with an error of the client is not tried again; nobody "
            "sees afterwards that a page is missing",
            fix="give the subscription a RedrivePolicy with a dead-letter queue, and that queue an "
            "alarm which goes another way",
            severity="note",
        )


CHECK = Check(
    id=_ID,
    title="What cannot be delivered of critical alarms is kept in a dead-letter queue.",
    severity="note",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html",
        "https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html",
    ),
)
