"""What is in an account, as far as it can be read."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from botocore.exceptions import ClientError

from tocsin.aws.answer import call, pages
from tocsin.aws.failure import explained
from tocsin.aws.session import AwsSession

READ_ACTIONS = frozenset(
    {
        "backup:DescribeGlobalSettings",
        "backup:DescribeRegionSettings",
        "backup:ListBackupVaults",
        "chatbot:DescribeSlackChannelConfigurations",
        "chatbot:DescribeSlackWorkspaces",
        "chatbot:ListMicrosoftTeamsChannelConfigurations",
        "chatbot:ListMicrosoftTeamsConfiguredTeams",
        "cloudformation:DescribeStacks",
        "cloudformation:ListStackResources",
        "cloudtrail:DescribeTrails",
        "cloudtrail:GetTrailStatus",
        "cloudwatch:DescribeAlarms",
        "cloudwatch:GetMetricData",
        "cloudwatch:ListDashboards",
        "cloudwatch:ListMetrics",
        "dynamodb:DescribeContinuousBackups",
        "dynamodb:DescribeTable",
        "ecs:DescribeClusters",
        "eks:DescribeAddon",
        "elasticache:DescribeGlobalReplicationGroups",
        "elasticache:DescribeReplicationGroups",
        "elasticfilesystem:DescribeReplicationConfigurations",
        "kafka:ListReplicators",
        "kms:ListAliases",
        "lambda:GetAccountSettings",
        "lambda:GetFunctionConcurrency",
        "logs:DescribeLogGroups",
        "rds:DescribeDBClusters",
        "rds:DescribeDBInstances",
        "rds:DescribeGlobalClusters",
        "s3:GetBucketLocation",
        "s3:GetBucketVersioning",
        "s3:GetReplicationConfiguration",
        "secretsmanager:DescribeSecret",
        "servicequotas:GetServiceQuota",
        "sns:CheckIfPhoneNumberIsOptedOut",
        "sns:GetSMSAttributes",
        "sns:GetSMSSandboxAccountStatus",
        "sns:ListSMSSandboxPhoneNumbers",
        "sns:ListSubscriptionsByTopic",
        "sns:ListTopics",
        "sqs:GetQueueUrl",
        "sqs:ListQueues",
        "ssm:GetParameters",
        "sts:GetCallerIdentity",
        "xray:GetGroups",
        "xray:GetSamplingRules",
    }
)
"""All that is ever asked, as IAM calls it; none of it changes anything or reads a secret."""

_IAM_NAMES = {"efs": "elasticfilesystem", "service-quotas": "servicequotas"}
_OTHER_ACTIONS = {"s3:GetBucketReplication": "s3:GetReplicationConfiguration"}
"""Operations that need an action of another name.

https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
"""

_NOT_THERE = frozenset(
    {
        "AWS.SimpleQueueService.NonExistentQueue",
        "DBClusterNotFoundFault",
        "DBInstanceNotFound",
        "FileSystemNotFound",
        "GlobalReplicationGroupNotFoundFault",
        "NoSuchBucket",
        "NoSuchResourceException",
        "NotFound",
        "NotFoundException",
        "QueueDoesNotExist",
        "ReplicationConfigurationNotFoundError",
        "ReplicationGroupNotFoundFault",
        "ReplicationNotFound",
        "ResourceNotFoundException",
        "TableNotFoundException",
    }
)
_AGAIN = "run the command again"


@dataclass(frozen=True, kw_only=True)
class AwsRegion:
    """One Region of an account; the same question is asked once.

    Attributes:
        name: The Region.
        session: How AWS is reached.
    """

    name: str
    session: AwsSession
    _answers: dict[str, Any] = field(default_factory=dict, repr=False)

    def ask(self, service: str, operation: str, **parameters: object) -> Mapping[str, Any] | None:
        """Return what an operation answers, or None if what it is about is not there.

        Args:
            service: As boto3 calls it.
            operation: As boto3 calls it; its action is one of `READ_ACTIONS`.
            parameters: Those of the operation.

        Raises:
            AwsFailure: AWS failed.
        """
        question = self._question(service, operation, parameters)
        if question not in self._answers:
            client, action = self._client(service, operation)
            with explained(action, again=_AGAIN):
                self._answers[question] = _unless_gone(
                    lambda: call(client, operation, parameters, asked=action)
                )
        answer: Mapping[str, Any] | None = self._answers[question]
        return answer

    def listed(
        self, service: str, operation: str, key: str, **parameters: object
    ) -> Sequence[Any] | None:
        """Return the items of all pages of an answer, or None if what they are of is not there.

        Args:
            service: As boto3 calls it.
            operation: As boto3 calls it; its action is one of `READ_ACTIONS`.
            key: The name of the list in the answer.
            parameters: Those of the operation.

        Raises:
            AwsFailure: AWS failed.
        """
        question = self._question(service, f"{operation} {key}", parameters)
        if question not in self._answers:
            client, action = self._client(service, operation)
            with explained(action, again=_AGAIN):
                self._answers[question] = _unless_gone(
                    lambda: _items(pages(client, operation, parameters, asked=action), key)
                )
        answer: Sequence[Any] | None = self._answers[question]
        return answer

    def _client(self, service: str, operation: str) -> tuple[Any, str]:
        """Return the client, and the action that the operation needs."""
        client = self.session.client(service, self.name)
        name = client.meta.method_to_api_mapping[operation]
        action = action_of(service, name)
        if action not in READ_ACTIONS:
            message = f"{action} is not among what may be asked"
            raise ValueError(message)
        return client, action

    @staticmethod
    def _question(service: str, operation: str, parameters: Mapping[str, object]) -> str:
        return f"{service} {operation} {json.dumps(parameters, sort_keys=True, default=str)}"


def action_of(service: str, operation: str) -> str:
    """Return the action that an operation needs, as IAM calls it."""
    action = f"{_IAM_NAMES.get(service, service)}:{operation}"
    return _OTHER_ACTIONS.get(action, action)


def _unless_gone(ask: Callable[[], object]) -> object:
    """Return what is answered, or None if what it is about is not there."""
    try:
        return ask()
    except ClientError as error:
        if error.response.get("Error", {}).get("Code") in _NOT_THERE:
            return None
        raise


def _items(pages: Iterator[Mapping[str, Any]], key: str) -> list[Any]:
    return [item for page in pages for item in page.get(key) or ()]
