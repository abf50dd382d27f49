"""The pulse of a Region's monitoring, and the queue that hears it in another Region."""

from collections.abc import Iterable, Iterator
from typing import Any

from constructs import Construct
from constructs.acknowledgements import accepted
from constructs.environment import GOES_WITH_ITS_STACK, Environment
from constructs.policies import (
    PUBLISHERS,
    policy_document,
    queue_by_tls_alone,
    topic_by_tls_alone,
)
from constructs.resource_batch import BatchResource, add_resources, attribute, ref

from tocsin.plan import PulseSpec, construct_id, pulse_alarm_properties

_TOPIC = "Topic/Resource"
_SHORTEST_RETENTION_SECONDS = 60
"""Nobody reads the messages: that they came is what counts.

https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
"""

_NOT_KEPT = "A sign of life that is late is none; another Region notices that it is missing."


class Pulse(Construct):
    """An alarm that begins and ends all the time, by metric math alone, and its topic."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        spec: PulseSpec,
        key_arn: str,
        environment: Environment,
    ) -> None:
        super().__init__(scope, construct_id)
        add_resources(self, _sender(spec, key_arn, environment))


def _sender(spec: PulseSpec, key_arn: str, environment: Environment) -> Iterator[BatchResource]:
    yield BatchResource(
        id=_TOPIC,
        type="AWS::SNS::Topic",
        properties={"KmsMasterKeyId": key_arn, "TopicName": spec.name},
    )
    alarms = (each for each in PUBLISHERS if each.principal.startswith("cloudwatch."))
    statements = [each.topic_statement(ref(_TOPIC), environment) for each in alarms]
    yield BatchResource(
        id="Topic/Policy/Resource",
        type="AWS::SNS::TopicPolicy",
        properties={
            "PolicyDocument": policy_document([topic_by_tls_alone(ref(_TOPIC)), *statements]),
            "Topics": [ref(_TOPIC)],
        },
    )
    yield BatchResource(
        id="Queue/Resource",
        type="AWS::SNS::Subscription",
        properties={
            "Endpoint": spec.queue_arn,
            "Protocol": "sqs",
            "TopicArn": ref(_TOPIC),
        },
        accepted=accepted({"SNSRedrivePolicy": _NOT_KEPT}),
    )
    yield BatchResource(
        id="Alarm",
        type="AWS::CloudWatch::Alarm",
        properties={
            **pulse_alarm_properties(spec),
            "AlarmActions": [ref(_TOPIC)],
            "OKActions": [ref(_TOPIC)],
        },
    )


def pulse_queues(specs: Iterable[PulseSpec], environment: Environment) -> Iterator[BatchResource]:
    """Yield the queues that hear pulses of other Regions; only their topics may send to them."""
    for spec in specs:
        queue = f"{construct_id(spec.name)}/Resource"
        reason = "Nobody reads its messages, so none can fail; that they came is what counts."
        yield BatchResource(
            id=queue,
            type="AWS::SQS::Queue",
            properties={
                "MessageRetentionPeriod": _SHORTEST_RETENTION_SECONDS,
                "QueueName": spec.name,
                "SqsManagedSseEnabled": True,
            },
            retention=GOES_WITH_ITS_STACK,
            accepted=accepted({"AwsSolutions-SQS3": reason, "SQSRedrivePolicy": reason}),
        )
        statements = [
            queue_by_tls_alone(attribute(queue, "Arn")),
            _filled_by_its_topic(queue, spec, environment),
        ]
        yield BatchResource(
            id=f"{construct_id(spec.name)}/Policy/Resource",
            type="AWS::SQS::QueuePolicy",
            properties={"PolicyDocument": policy_document(statements), "Queues": [ref(queue)]},
        )


def _filled_by_its_topic(queue: str, spec: PulseSpec, environment: Environment) -> dict[str, Any]:
    topic = environment.arn("sns", spec.name, region=spec.region)
    return {
        "Effect": "Allow",
        "Principal": {"Service": "sns.amazonaws.com"},
        "Action": "sqs:SendMessage",
        "Resource": attribute(queue, "Arn"),
        "Condition": {"ArnEquals": {"aws:SourceArn": topic}},
    }
