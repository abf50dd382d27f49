"""Where Amazon SNS writes down what it could not deliver."""

from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_logs as logs
from aws_cdk import aws_sns as sns
from constructs import Construct
from constructs.acknowledgements import acknowledge
from constructs.environment import Environment
from constructs.policies import policy_document

from tocsin.plan import Protocol, TopicSpec

_LOGGED: dict[Protocol, sns.LoggingProtocol] = {
    "https": sns.LoggingProtocol.HTTP,
    "sqs": sns.LoggingProtocol.SQS,
}
"""The protocols whose failures Amazon SNS can log; it logs neither email nor, by topic, SMS.

https://docs.aws.amazon.com/sns/latest/dg/sns-topic-attributes.html
"""


def _logged_protocols(topic: TopicSpec) -> list[Protocol]:
    """Return the protocols that can be logged; Amazon Q reads a topic by https."""
    used = {each.protocol for each in topic.subscriptions}
    if topic.is_heard_in_chat:
        used.add("https")
    return sorted(used & _LOGGED.keys())


class DeliveryLog(Construct):
    """The log group of a topic's failed deliveries, and the role that writes to it if any do.

    The log group is there in any case: it is kept when it leaves its stack, and its name, which
    Amazon SNS decides on, would be taken when a protocol that can be logged comes back.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        topic: TopicSpec,
        key: kms.IKey,
        environment: Environment,
    ) -> None:
        super().__init__(scope, construct_id)
        # A group that Amazon SNS made itself would be kept for ever.
        name = f"sns/{environment.region}/{environment.account}/{topic.name}/Failure"
        logs.LogGroup(
            self,
            "Failures",
            log_group_name=name,
            encryption_key=key,
            retention=logs.RetentionDays.THREE_MONTHS,
            removal_policy=environment.removal_policy,
        )
        self._streams = environment.arn("logs", f"log-group:{name}:*")
        self._protocols = _logged_protocols(topic)

    def configuration(self) -> list[sns.LoggingConfig] | None:
        """Return what the topic needs to know to write to the log; None if it never does."""
        if not self._protocols:
            return None
        role = _role(self, self._streams)
        return [
            sns.LoggingConfig(protocol=_LOGGED[protocol], failure_feedback_role=role)
            for protocol in self._protocols
        ]


def _role(scope: Construct, streams: str) -> iam.Role:
    return iam.Role(
        scope,
        "Role",
        assumed_by=iam.ServicePrincipal("sns.amazonaws.com"),
        description="Writes failed deliveries of a topic to its log group.",
        managed_policies=[_permissions(scope, streams)],
    )


def _permissions(scope: Construct, streams: str) -> iam.ManagedPolicy:
    policy = iam.ManagedPolicy(
        scope,
        "Permissions",
        document=policy_document(
            [
                {
                    "Effect": "Allow",
                    "Action": ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
                    "Resource": streams,
                }
            ]
        ),
    )
    reason = "Amazon SNS names the log streams of this one log group itself."
    acknowledge(policy, {f"AwsSolutions-IAM5[Resource::{streams}]": reason})
    return policy
