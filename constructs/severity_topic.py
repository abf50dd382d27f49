"""The topic of a severity, with everybody that it reaches."""

from collections.abc import Iterator

from constructs import Construct
from constructs.acknowledgements import accepted
from constructs.delivery_log import delivery_log, delivery_logging
from constructs.environment import GOES_WITH_ITS_STACK, Environment
from constructs.people_filter import WORTH_TELLING
from constructs.policies import (
    PUBLISHERS,
    Statement,
    policy_document,
    queue_by_tls_alone,
    topic_by_tls_alone,
)
from constructs.resource_batch import BatchResource, add_resources, attribute, ref
from constructs.stored_parameters import native

from tocsin.plan import SubscriptionSpec, TopicSpec
from tocsin.plan import construct_id as id_of

LONGEST_QUEUE_RETENTION_SECONDS = 14 * 86_400
"""https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html"""

_TOPIC = "Topic/Resource"
_QUEUE = "Undelivered/Resource"


class SeverityTopic(Construct):
    """An encrypted topic, its subscriptions, and a queue for what they could not deliver.

    Attributes:
        topic_arn: What alarms notify.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        spec: TopicSpec,
        key_arn: str,
        environment: Environment,
    ) -> None:
        super().__init__(scope, construct_id)
        added = add_resources(
            self,
            [
                *delivery_log(spec, key_arn=key_arn, environment=environment),
                *_topic(spec, key_arn, environment),
                *_dead_letter_queue(spec, environment),
                *map(_subscription, spec.subscriptions),
            ],
        )
        self.topic_arn = added[f"{_TOPIC}.Ref"]


def _topic(spec: TopicSpec, key_arn: str, environment: Environment) -> Iterator[BatchResource]:
    yield BatchResource(
        id=_TOPIC,
        type="AWS::SNS::Topic",
        properties={
            "DeliveryStatusLogging": delivery_logging(spec),
            "DisplayName": spec.display_name,
            "KmsMasterKeyId": key_arn,
            "SignatureVersion": "2",
            "TopicName": spec.name,
        },
        asked=("Ref",),
    )
    yield BatchResource(
        id="Topic/Policy/Resource",
        type="AWS::SNS::TopicPolicy",
        properties={
            "PolicyDocument": policy_document(_publishing(environment)),
            "Topics": [ref(_TOPIC)],
        },
    )


def _publishing(environment: Environment) -> Iterator[Statement]:
    yield topic_by_tls_alone(ref(_TOPIC))
    for publisher in PUBLISHERS:
        yield publisher.topic_statement(ref(_TOPIC), environment)


def _dead_letter_queue(spec: TopicSpec, environment: Environment) -> Iterator[BatchResource]:
    reason = "It is itself the dead-letter queue of the topic's subscriptions."
    yield BatchResource(
        id=_QUEUE,
        type="AWS::SQS::Queue",
        properties={
            "MessageRetentionPeriod": LONGEST_QUEUE_RETENTION_SECONDS,
            "QueueName": spec.dead_letter_queue,
            "SqsManagedSseEnabled": True,
        },
        retention=GOES_WITH_ITS_STACK,
        accepted=accepted({"AwsSolutions-SQS3": reason, "SQSRedrivePolicy": reason}),
    )
    statements = [
        queue_by_tls_alone(attribute(_QUEUE, "Arn")),
        *([_FILLED_BY_THE_TOPIC] if spec.subscriptions else []),
        *([_filled_by_rules(environment)] if spec.has_events else []),
    ]
    yield BatchResource(
        id="Undelivered/Policy/Resource",
        type="AWS::SQS::QueuePolicy",
        properties={"PolicyDocument": policy_document(statements), "Queues": [ref(_QUEUE)]},
    )


_FILLED_BY_THE_TOPIC: Statement = {
    "Effect": "Allow",
    "Principal": {"Service": "sns.amazonaws.com"},
    "Action": "sqs:SendMessage",
    "Resource": attribute(_QUEUE, "Arn"),
    "Condition": {"ArnEquals": {"aws:SourceArn": ref(_TOPIC)}},
}


def _filled_by_rules(environment: Environment) -> Statement:
    """Return what lets rules of the account leave events there that the topic does not take.

    https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
    """
    return {
        "Effect": "Allow",
        "Principal": {"Service": "events.amazonaws.com"},
        "Action": "sqs:SendMessage",
        "Resource": attribute(_QUEUE, "Arn"),
        "Condition": {"ArnLike": {"aws:SourceArn": environment.arn("events", "rule/*")}},
    }


def _subscription(spec: SubscriptionSpec) -> BatchResource:
    only_people = {"FilterPolicy": WORTH_TELLING, "FilterPolicyScope": "MessageBody"}
    return BatchResource(
        id=f"{id_of(f'{spec.contact}-{spec.protocol}')}/Resource",
        type="AWS::SNS::Subscription",
        properties={
            "Endpoint": native(spec.endpoint),
            **(only_people if spec.is_of_people else {}),
            "Protocol": spec.protocol,
            "RedrivePolicy": {"deadLetterTargetArn": attribute(_QUEUE, "Arn")},
            "TopicArn": ref(_TOPIC),
        },
    )
