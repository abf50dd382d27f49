"""The topic of a severity, with everybody that it reaches."""

import aws_cdk as cdk
from aws_cdk import aws_kms as kms
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sqs as sqs
from constructs import Construct
from constructs.acknowledgements import acknowledge
from constructs.delivery_log import DeliveryLog
from constructs.environment import Environment
from constructs.people_filter import WORTH_TELLING
from constructs.policies import PUBLISHERS, Statement, policy_document
from constructs.stored_parameters import token

from tocsin.plan import Protocol, SubscriptionSpec, TopicSpec
from tocsin.plan import construct_id as id_of

LONGEST_QUEUE_RETENTION_DAYS = 14
"""https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html"""

_PROTOCOLS: dict[Protocol, sns.SubscriptionProtocol] = {
    "email": sns.SubscriptionProtocol.EMAIL,
    "sms": sns.SubscriptionProtocol.SMS,
    "https": sns.SubscriptionProtocol.HTTPS,
    "sqs": sns.SubscriptionProtocol.SQS,
}


class SeverityTopic(Construct):
    """An encrypted topic, its subscriptions, and a queue for what they could not deliver.

    Attributes:
        topic: What alarms notify.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        spec: TopicSpec,
        key: kms.IKey,
        environment: Environment,
    ) -> None:
        super().__init__(scope, construct_id)
        log = DeliveryLog(self, "DeliveryLog", topic=spec, key=key, environment=environment)
        self.topic = sns.Topic(
            self,
            "Topic",
            topic_name=spec.name,
            display_name=spec.display_name,
            master_key=key,
            signature_version="2",
            logging_configs=log.configuration(),
        )
        sns.TopicPolicy(
            self.topic,
            "Policy",
            topics=[self.topic],
            policy_document=policy_document(_statements(self.topic.topic_arn, environment)),
        )
        undelivered = _dead_letter_queue(self, spec.dead_letter_queue)
        for subscription in spec.subscriptions:
            self._subscribe(subscription, undelivered)

    def _subscribe(self, spec: SubscriptionSpec, undelivered: sqs.IQueue) -> None:
        sns.Subscription(
            self,
            id_of(f"{spec.contact}-{spec.protocol}"),
            topic=self.topic,
            protocol=_PROTOCOLS[spec.protocol],
            endpoint=token(spec.endpoint),
            dead_letter_queue=undelivered,
            filter_policy_with_message_body=_worth_telling() if spec.is_of_people else None,
        )


def _worth_telling() -> dict[str, sns.FilterOrPolicy]:
    conditions = {name: sns.SubscriptionFilter(wanted) for name, wanted in WORTH_TELLING.items()}
    return {name: sns.FilterOrPolicy.filter(wanted) for name, wanted in conditions.items()}


def _statements(topic_arn: str, environment: Environment) -> list[Statement]:
    encrypted_only = {
        "Sid": "AllowPublishThroughSSLOnly",
        "Effect": "Deny",
        "Principal": "*",
        "Action": "sns:Publish",
        "Resource": topic_arn,
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }
    return [encrypted_only, *(each.topic_statement(topic_arn, environment) for each in PUBLISHERS)]


def _dead_letter_queue(scope: Construct, name: str) -> sqs.Queue:
    queue = sqs.Queue(
        scope,
        "Undelivered",
        queue_name=name,
        encryption=sqs.QueueEncryption.SQS_MANAGED,
        enforce_ssl=True,
        retention_period=cdk.Duration.days(LONGEST_QUEUE_RETENTION_DAYS),
    )
    reason = "It is itself the dead-letter queue of the topic's subscriptions."
    acknowledge(queue, {"AwsSolutions-SQS3": reason, "SQSRedrivePolicy": reason})
    return queue
