"""A chat channel that hears of alarms."""

from collections.abc import Sequence

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
            description=f"Shows alarms in the channel of {spec.contact}.",
            managed_policies=[permissions],
        )
        # The guardrail bounds what members of the channel can do, whatever the role may be given.
        guardrails = [permissions.managed_policy_arn]
        if spec.kind == "slack":
            _slack(self, spec, role.role_arn, topic_arns, guardrails)
        else:
            _teams(self, spec, role.role_arn, topic_arns, guardrails)


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


def _slack(
    scope: Construct,
    spec: ChatSpec,
    role_arn: str,
    topic_arns: Sequence[str],
    guardrails: list[str],
) -> None:
    chatbot.CfnSlackChannelConfiguration(
        scope,
        "Channel",
        configuration_name=spec.name,
        slack_workspace_id=spec.workspace,
        slack_channel_id=spec.channel,
        iam_role_arn=role_arn,
        sns_topic_arns=list(topic_arns),
        guardrail_policies=guardrails,
        logging_level="ERROR",
        user_role_required=False,
    )


def _teams(
    scope: Construct,
    spec: ChatSpec,
    role_arn: str,
    topic_arns: Sequence[str],
    guardrails: list[str],
) -> None:
    chatbot.CfnMicrosoftTeamsChannelConfiguration(
        scope,
        "Channel",
        configuration_name=spec.name,
        teams_tenant_id=spec.workspace,
        team_id=spec.team,
        teams_channel_id=spec.channel,
        iam_role_arn=role_arn,
        sns_topic_arns=list(topic_arns),
        guardrail_policies=guardrails,
        logging_level="ERROR",
        user_role_required=False,
    )
