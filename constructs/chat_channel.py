"""A chat channel in which alarms are announced."""

from collections.abc import Sequence
from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_chatbot as chatbot
from aws_cdk import aws_iam as iam
from constructs import Construct

from tocsin.plan import ChatSpec

_NEEDED_TO_SHOW_ALARMS = (
    "cloudwatch:DescribeAlarms",
    "cloudwatch:GetMetricData",
    "cloudwatch:GetMetricStatistics",
    "cloudwatch:GetMetricWidgetImage",
    "cloudwatch:ListMetrics",
)
"""What Amazon Q Developer in chat applications reads to draw an alarm's graph."""


class ChatChannel(Construct):
    """A Slack or Teams channel, allowed to show alarms and nothing else."""

    def __init__(
        self, scope: Construct, construct_id: str, *, spec: ChatSpec, topic_arns: Sequence[str]
    ) -> None:
        super().__init__(scope, construct_id)
        permissions = _permissions(self)
        role = iam.Role(
            self,
            "Role",
            assumed_by=iam.ServicePrincipal("chatbot.amazonaws.com"),
            description=f"Shows alarms in the channel of {spec.called}.",
            managed_policies=[permissions],
        )
        configuration: dict[str, Any] = {
            "configuration_name": spec.name,
            "iam_role_arn": role.role_arn,
            "sns_topic_arns": list(topic_arns),
            # It bounds what members of the channel can do, whatever the role may be given.
            "guardrail_policies": [permissions.managed_policy_arn],
            "logging_level": "ERROR",
            "user_role_required": False,
        }
        if spec.kind == "slack":
            chatbot.CfnSlackChannelConfiguration(
                self,
                "Channel",
                slack_workspace_id=spec.workspace,
                slack_channel_id=spec.channel,
                **configuration,
            )
        else:
            chatbot.CfnMicrosoftTeamsChannelConfiguration(
                self,
                "Channel",
                teams_tenant_id=spec.workspace,
                team_id=spec.team,
                teams_channel_id=spec.channel,
                **configuration,
            )


def _permissions(scope: Construct) -> iam.ManagedPolicy:
    policy = iam.ManagedPolicy(
        scope,
        "Permissions",
        statements=[iam.PolicyStatement(actions=list(_NEEDED_TO_SHOW_ALARMS), resources=["*"])],
    )
    cdk.Validations.of(policy).acknowledge(
        cdk.Acknowledgment(
            id="AwsSolutions-IAM5[Resource::*]",
            reason="Reading metrics and listing alarms cannot be limited to single resources.",
        )
    )
    return policy
