"""A topic of alarms that keeps order, and so reaches queues alone."""

from collections.abc import Iterator

from tocsin.checks.check import Check, Verdict
from tocsin.checks.listed_names import counted
from tocsin.checks.subject import Subject
from tocsin.checks.topic.publishers import publishers
from tocsin.diagnostics import Problem

_ID = "topic/fifo"


def _find(subject: Subject) -> Iterator[Verdict]:
    published = subject.memo(publishers)
    for topic in subject.assembly.topics:
        found = published.get(topic.resource)
        if not topic.is_fifo or found is None or not found.alarms:
            continue
        # That others than queues are subscribed is said where their subscription stands.
        ways = subject.alarm_set.routes.ways.from_topic(topic)
        if any(way.recipient.protocol != "sqs" for way in ways):
            continue
        verb = "publish" if len(found.alarms) > 1 else "publishes"
        yield Problem(
            kind=_ID,
            where=topic.resource.locate("Properties", "FifoTopic"),
            what=f"{counted(len(found.alarms), 'alarm')} {verb} to {topic.logical_id}, a FIFO "
            "topic",
            why="it delivers to queues alone: no mail, no text message, no paging service and no "
            "chat can be subscribed to it, and CloudWatch keeps no order to rely on",
            fix="use a standard topic; a queue that has to see each message once can be subscribed "
            "to it, too",
            severity="warning" if found.has_critical else "note",
        )


CHECK = Check(
    id=_ID,
    title="Alarms publish to topics that people can be subscribed to.",
    severity="note",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/sns/latest/dg/fifo-topic-message-delivery.html",
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-actions.html",
    ),
)
