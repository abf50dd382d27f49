"""Topics by which what pages people reaches each of them, and everybody."""

from collections.abc import Iterable, Iterator

from constructs.acknowledgements import accepted
from constructs.environment import GOES_WITH_ITS_STACK, Environment
from constructs.incident_queues import LONGEST_QUEUE_RETENTION_SECONDS
from constructs.policies import (
    PUBLISHERS,
    Statement,
    policy_document,
    queue_by_tls_alone,
    topic_by_tls_alone,
)
from constructs.resource_batch import BatchResource, attribute, ref
from constructs.stored_parameters import native

from tocsin.plan import ChatTopicSpec, ContactTopicSpec, ProbeSpec, construct_id


def incident_topics(
    topics: Iterable[ContactTopicSpec], *, key_arn: str, environment: Environment
) -> Iterator[BatchResource]:
    """Yield the topics with their subscriptions, and the queues of what these cannot deliver.

    No subscription has a filter: what is sent there is for whoever is subscribed, in any form.
    """
    specs = tuple(topics)
    for name in dict.fromkeys(each.dead_letter_queue for each in specs):
        feeding = [each for each in specs if each.dead_letter_queue == name]
        yield from _dead_letter_queue(name, feeding)
    for spec in specs:
        yield from _topic(spec, key_arn, environment)


def chat_topic(spec: ChatTopicSpec, key_arn: str) -> Iterator[BatchResource]:
    """Yield a topic of chats, to which a role of the account publishes."""
    base = f"Chat{construct_id(spec.severity)}"
    yield from _topic_of_roles(f"{base}/Topic/Resource", base, spec.name, key_arn)


PROBE = "Probe/Topic/Resource"


def probe_topic(spec: ProbeSpec, key_arn: str) -> Iterator[BatchResource]:
    """Yield the topic from which probes go their way; a role of the account publishes to it."""
    yield from _topic_of_roles(PROBE, "Probe", spec.name, key_arn)


def _topic_of_roles(topic: str, base: str, name: str, key_arn: str) -> Iterator[BatchResource]:
    yield BatchResource(
        id=topic,
        type="AWS::SNS::Topic",
        properties={"KmsMasterKeyId": key_arn, "TopicName": name},
    )
    yield BatchResource(
        id=f"{base}/Topic/Policy/Resource",
        type="AWS::SNS::TopicPolicy",
        properties={
            "PolicyDocument": policy_document([topic_by_tls_alone(ref(topic))]),
            "Topics": [ref(topic)],
        },
    )


def topic_id(spec: ContactTopicSpec) -> str:
    """Return the id of a topic in the scope."""
    return f"{_base(spec)}/Topic/Resource"


def _base(spec: ContactTopicSpec) -> str:
    return f"Contact{construct_id(spec.contact)}" if spec.contact else "Everybody"


def _topic(
    spec: ContactTopicSpec, key_arn: str, environment: Environment
) -> Iterator[BatchResource]:
    topic = topic_id(spec)
    yield BatchResource(
        id=topic,
        type="AWS::SNS::Topic",
        properties={
            "DisplayName": spec.display_name,
            "KmsMasterKeyId": key_arn,
            "SignatureVersion": "2",
            "TopicName": spec.name,
        },
        asked=("Ref",),
    )
    yield BatchResource(
        id=f"{_base(spec)}/Topic/Policy/Resource",
        type="AWS::SNS::TopicPolicy",
        properties={
            "PolicyDocument": policy_document(_publishing(spec, environment)),
            "Topics": [ref(topic)],
        },
    )
    for each in spec.subscriptions:
        yield BatchResource(
            id=f"{_base(spec)}/{construct_id(f'{each.contact}-{each.protocol}')}/Resource",
            type="AWS::SNS::Subscription",
            properties={
                "Endpoint": native(each.endpoint),
                "Protocol": each.protocol,
                "RedrivePolicy": {
                    "deadLetterTargetArn": attribute(_queue_id(spec.dead_letter_queue), "Arn")
                },
                "TopicArn": ref(topic),
            },
        )


def _publishing(spec: ContactTopicSpec, environment: Environment) -> Iterator[Statement]:
    """Yield who may publish beside roles of the account: alarms, to the topic of everybody."""
    topic = ref(topic_id(spec))
    yield topic_by_tls_alone(topic)
    if not spec.contact:
        yield ALARMS.topic_statement(topic, environment)


ALARMS = next(each for each in PUBLISHERS if each.name == "CloudWatch")


def _queue_id(name: str) -> str:
    return f"{construct_id(name)}/Resource"


def _dead_letter_queue(name: str, feeding: Iterable[ContactTopicSpec]) -> Iterator[BatchResource]:
    reason = "It is itself the dead-letter queue of subscriptions."
    queue = _queue_id(name)
    yield BatchResource(
        id=queue,
        type="AWS::SQS::Queue",
        properties={
            "MessageRetentionPeriod": LONGEST_QUEUE_RETENTION_SECONDS,
            "QueueName": name,
            "SqsManagedSseEnabled": True,
        },
        retention=GOES_WITH_ITS_STACK,
        accepted=accepted({"AwsSolutions-SQS3": reason, "SQSRedrivePolicy": reason}),
    )
    filled: Statement = {
        "Effect": "Allow",
        "Principal": {"Service": "sns.amazonaws.com"},
        "Action": "sqs:SendMessage",
        "Resource": attribute(queue, "Arn"),
        "Condition": {"ArnEquals": {"aws:SourceArn": [each.arn for each in feeding]}},
    }
    statements = [queue_by_tls_alone(attribute(queue, "Arn")), filled]
    yield BatchResource(
        id=f"{construct_id(name)}/Policy/Resource",
        type="AWS::SQS::QueuePolicy",
        properties={"PolicyDocument": policy_document(statements), "Queues": [ref(queue)]},
    )
