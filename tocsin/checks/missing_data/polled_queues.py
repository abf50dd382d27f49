"""Queues that a function reads all the time, so that their metrics never fall silent."""

from tocsin.assembly import Stack
from tocsin.checks.known_alarm import KnownAlarm
from tocsin.checks.subject import Subject

_QUEUE = "AWS::SQS::Queue"
_OF_QUEUES = "AWS/SQS"


def is_polled(known: KnownAlarm, subject: Subject) -> bool:
    """Say whether an alarm is on a queue of its stack that a function polls.

    A queue counts as active while somebody asks it for messages, and an active one has a
    datapoint each minute.
    https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/monitoring-using-cloudwatch.html
    """
    metric = known.result
    if metric is None or metric.metric.namespace != _OF_QUEUES:
        return False
    name = dict(metric.metric.dimensions).get("QueueName")
    return (known.alarm.resource.stack, name) in subject.memo(_polled)


def _polled(subject: Subject) -> frozenset[tuple[Stack, str | None]]:
    """Return each polled queue by its stack, with its name and with what stands for it."""
    sources = (each.source.resource for each in subject.assembly.event_source_mappings)
    return frozenset(
        (queue.stack, name)
        for queue in sources
        if queue is not None and queue.type == _QUEUE
        for name in (queue.name, f"${{{queue.logical_id}.QueueName}}")
    )
