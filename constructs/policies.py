"""Policies of topics and keys, and the AWS services that they admit."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from constructs.environment import Environment

Statement = dict[str, Any]
"""A statement of a policy, as it stands in its JSON."""

Reference = dict[str, Any]
"""A reference to a resource, as it stands in a template."""


def policy_document(statements: Iterable[Statement]) -> dict[str, Any]:
    """Return the policy with *statements*, each with its parts in the order of the alphabet."""
    return {
        "Statement": [dict(sorted(statement.items())) for statement in statements],
        "Version": "2012-10-17",
    }


_NOT_ENCRYPTED = {"Bool": {"aws:SecureTransport": "false"}}


def topic_by_tls_alone(topic: Reference) -> Statement:
    """Return what refuses messages to a topic that do not come over an encrypted connection."""
    return {
        "Sid": "AllowPublishThroughSSLOnly",
        "Effect": "Deny",
        "Principal": "*",
        "Action": "sns:Publish",
        "Resource": topic,
        "Condition": _NOT_ENCRYPTED,
    }


def queue_by_tls_alone(queue: Reference) -> Statement:
    """Return what refuses whatever is asked of a queue over a connection without encryption."""
    return {
        "Effect": "Deny",
        "Principal": {"AWS": "*"},
        "Action": "sqs:*",
        "Resource": queue,
        "Condition": _NOT_ENCRYPTED,
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """A service that publishes to topics, under the conditions that it supports.

    Attributes:
        name: Stands in the ids of its statements.
        principal: The service's principal.
        source: In whose name it publishes: the service, whether that has regions, and the resource
            of an Amazon Resource Name; None when it sets no condition keys that could be tested.
        is_source_known_to_key: Whether it sets the same condition keys when it uses a key.
    """

    name: str
    principal: str
    source: tuple[str, bool, str] | None
    is_source_known_to_key: bool

    def topic_statement(self, topic: Reference, environment: Environment) -> Statement:
        """Return the statement of the topic's policy."""
        statement = self._statement("Publish", "sns:Publish", topic)
        return {**statement, **self._condition(environment)}

    def key_statement(self, environment: Environment) -> Statement:
        """Return the statement of the policy of the key that encrypts the topic."""
        statement = self._statement("Encrypt", ["kms:Decrypt", "kms:GenerateDataKey*"], "*")
        if not self.is_source_known_to_key:
            return statement
        return {**statement, **self._condition(environment)}

    def _statement(
        self, verb: str, action: str | list[str], resource: str | Reference
    ) -> Statement:
        return {
            "Sid": f"{self.name}May{verb}",
            "Effect": "Allow",
            "Principal": {"Service": self.principal},
            "Action": action,
            "Resource": resource,
        }

    def _condition(self, environment: Environment) -> Statement:
        if self.source is None:
            return {}
        service, has_regions, resource = self.source
        source = environment.arn(service, resource, region=None if has_regions else "")
        return {
            "Condition": {
                "StringEquals": {"aws:SourceAccount": environment.account},
                "ArnLike": {"aws:SourceArn": source},
            }
        }


PUBLISHERS = (
    # https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html
    Publisher(
        name="CloudWatch",
        principal="cloudwatch.amazonaws.com",
        source=("cloudwatch", True, "alarm:*"),
        is_source_known_to_key=True,
    ),
    # EventBridge sets no condition keys; with a condition its events are lost without a word:
    # https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
    Publisher(
        name="EventBridge",
        principal="events.amazonaws.com",
        source=None,
        is_source_known_to_key=False,
    ),
)


def log_key_statement(environment: Environment) -> Statement:
    """Return the statement that lets CloudWatch Logs encrypt the account's log groups.

    It names no groups: a policy that lost one would make what is logged there already unreadable.
    https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
    """
    return {
        "Sid": "CloudWatchLogsMayEncrypt",
        "Effect": "Allow",
        "Principal": {"Service": f"logs.{environment.region}.{environment.domain}"},
        "Action": [
            "kms:Decrypt*",
            "kms:Describe*",
            "kms:Encrypt*",
            "kms:GenerateDataKey*",
            "kms:ReEncrypt*",
        ],
        "Resource": "*",
        "Condition": {
            "ArnLike": {
                "kms:EncryptionContext:aws:logs:arn": environment.arn("logs", "log-group:*")
            }
        },
    }
