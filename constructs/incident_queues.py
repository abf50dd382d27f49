"""Queues whose messages functions of incidents read, each with its dead-letter queue."""

from collections.abc import Iterable, Iterator
from functools import partial

from constructs.acknowledgements import accepted
from constructs.environment import GOES_WITH_ITS_STACK
from constructs.policies import Statement, policy_document, queue_by_tls_alone
from constructs.resource_batch import BatchResource, attribute, ref

from tocsin.plan import QueueSpec, construct_id

LONGEST_QUEUE_RETENTION_SECONDS = 14 * 86_400
"""https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html"""

_ATTEMPTS = 5
"""https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html"""


def queue_id(spec: QueueSpec) -> str:
    """Return the id of a queue in the scope."""
    return f"{construct_id(spec.name)}/Resource"


def dead_letters_id(spec: QueueSpec) -> str:
    """Return the id of the queue of what nobody could take."""
    return f"{construct_id(spec.name)}/DeadLetters/Resource"


def incident_queue(
    spec: QueueSpec, *, service: str, sources: Iterable[str]
) -> Iterator[BatchResource]:
    """Yield a queue, the queue of what its function could not take, and who may fill both.

    Args:
        spec: The queue.
        service: The principal of the service that sends to it.
        sources: Amazon Resource Names of what it sends for.
    """
    reason = "It is itself a dead-letter queue."
    filled_by = partial(_policy, service=service, sources=[*sources])
    dead, queue = dead_letters_id(spec), queue_id(spec)
    yield BatchResource(
        id=dead,
        type="AWS::SQS::Queue",
        properties={
            "MessageRetentionPeriod": LONGEST_QUEUE_RETENTION_SECONDS,
            "QueueName": spec.dead_letter_queue,
            "SqsManagedSseEnabled": True,
        },
        retention=GOES_WITH_ITS_STACK,
        accepted=accepted({"AwsSolutions-SQS3": reason, "SQSRedrivePolicy": reason}),
    )
    yield filled_by(dead, f"{construct_id(spec.name)}/DeadLetters/Policy/Resource")
    yield BatchResource(
        id=queue,
        type="AWS::SQS::Queue",
        properties={
            "DelaySeconds": spec.delay or None,
            "MessageRetentionPeriod": LONGEST_QUEUE_RETENTION_SECONDS,
            "QueueName": spec.name,
            "RedrivePolicy": {
                "deadLetterTargetArn": attribute(dead, "Arn"),
                "maxReceiveCount": _ATTEMPTS,
            },
            "SqsManagedSseEnabled": True,
            "VisibilityTimeout": spec.visibility,
        },
        retention=GOES_WITH_ITS_STACK,
    )
    yield filled_by(queue, f"{construct_id(spec.name)}/Policy/Resource")


def _policy(queue: str, policy_id: str, *, service: str, sources: list[str]) -> BatchResource:
    filled: Statement = {
        "Effect": "Allow",
        "Principal": {"Service": service},
        "Action": "sqs:SendMessage",
        "Resource": attribute(queue, "Arn"),
        "Condition": {"ArnEquals": {"aws:SourceArn": sources}},
    }
    statements = [queue_by_tls_alone(attribute(queue, "Arn")), filled]
    return BatchResource(
        id=policy_id,
        type="AWS::SQS::QueuePolicy",
        properties={"PolicyDocument": policy_document(statements), "Queues": [ref(queue)]},
    )
