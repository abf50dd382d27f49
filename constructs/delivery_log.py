"""Where Amazon SNS writes down what it could not deliver."""

from collections.abc import Iterator
from typing import Any

from constructs.environment import Environment
from constructs.resource_batch import BatchResource, attribute, ref
from constructs.roles import managed_policy, role

from tocsin.plan import Protocol, TopicSpec

_LOGGED: dict[Protocol, str] = {"https": "http/s", "sqs": "sqs"}
"""The protocols whose failures Amazon SNS can log; it logs neither email nor, by topic, SMS.

https://docs.aws.amazon.com/sns/latest/dg/sns-topic-attributes.html
"""

_PERMISSIONS = "DeliveryLog/Permissions/Resource"
_ROLE = "DeliveryLog/Role/Resource"
_RETENTION_DAYS = 90


def delivery_log(
    topic: TopicSpec, *, key_arn: str, environment: Environment
) -> Iterator[BatchResource]:
    """Yield the log group of a topic's failed deliveries, and the role that writes to it if any do.

    The log group is there in any case: it is kept when it leaves its stack, and its name, which
    Amazon SNS decides on, would be taken when a protocol that can be logged comes back.
    """
    # A group that Amazon SNS made itself would be kept for ever.
    name = f"sns/{environment.region}/{environment.account}/{topic.name}/Failure"
    yield BatchResource(
        id="DeliveryLog/Failures/Resource",
        type="AWS::Logs::LogGroup",
        properties={
            "KmsKeyId": key_arn,
            "LogGroupName": name,
            "RetentionInDays": _RETENTION_DAYS,
        },
        retention=environment.retention,
    )
    if _logged_protocols(topic):
        yield _permissions(environment.arn("logs", f"log-group:{name}:*"))
        yield role(
            _ROLE,
            service="sns.amazonaws.com",
            description="Writes failed deliveries of a topic to its log group.",
            policies=[ref(_PERMISSIONS)],
        )


def delivery_logging(topic: TopicSpec) -> list[dict[str, Any]] | None:
    """Return what the topic needs to know to write to the log; None if it never does."""
    return [
        {"FailureFeedbackRoleArn": attribute(_ROLE, "Arn"), "Protocol": _LOGGED[protocol]}
        for protocol in _logged_protocols(topic)
    ] or None


def _logged_protocols(topic: TopicSpec) -> list[Protocol]:
    """Return the protocols that can be logged; Amazon Q reads a topic by https."""
    used = {each.protocol for each in topic.subscriptions}
    if topic.is_heard_in_chat:
        used.add("https")
    return sorted(used & _LOGGED.keys())


def _permissions(streams: str) -> BatchResource:
    statement = {
        "Effect": "Allow",
        "Action": ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
        "Resource": streams,
    }
    reason = "Amazon SNS names the log streams of this one log group itself."
    return managed_policy(
        _PERMISSIONS, [statement], accepted={f"AwsSolutions-IAM5[Resource::{streams}]": reason}
    )
