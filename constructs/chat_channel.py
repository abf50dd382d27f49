"""A chat channel in which alarms are announced."""

from collections.abc import Sequence

from constructs import Construct
from constructs.resource_batch import BatchResource, add_resources, attribute, ref
from constructs.roles import managed_policy, role

from tocsin.plan import ChatSpec

_NEEDED_TO_SHOW_ALARMS = (
    "cloudwatch:DescribeAlarms",
    "cloudwatch:GetMetricData",
    "cloudwatch:GetMetricStatistics",
    "cloudwatch:GetMetricWidgetImage",
    "cloudwatch:ListMetrics",
)
"""What Amazon Q Developer in chat applications reads to draw an alarm's graph."""

_PERMISSIONS = "Permissions/Resource"
_ROLE = "Role/Resource"


class ChatChannel(Construct):
    """A Slack or Teams channel, allowed to show alarms and nothing else."""

    def __init__(
        self, scope: Construct, construct_id: str, *, spec: ChatSpec, topic_arns: Sequence[str]
    ) -> None:
        super().__init__(scope, construct_id)
        show = {
            "Effect": "Allow",
            "Action": list(_NEEDED_TO_SHOW_ALARMS),
            "Resource": "*",
        }
        reason = "Reading metrics and listing alarms cannot be limited to single resources."
        add_resources(
            self,
            [
                managed_policy(
                    _PERMISSIONS, [show], accepted={"AwsSolutions-IAM5[Resource::*]": reason}
                ),
                role(
                    _ROLE,
                    service="chatbot.amazonaws.com",
                    description=f"Shows alarms in the channel of {spec.called}.",
                    policies=[ref(_PERMISSIONS)],
                ),
                _channel(spec, topic_arns),
            ],
        )


def _channel(spec: ChatSpec, topic_arns: Sequence[str]) -> BatchResource:
    is_slack = spec.kind == "slack"
    named = (
        {"SlackWorkspaceId": spec.workspace, "SlackChannelId": spec.channel}
        if is_slack
        else {
            "TeamsTenantId": spec.workspace,
            "TeamId": spec.team,
            "TeamsChannelId": spec.channel,
        }
    )
    kind = "SlackChannelConfiguration" if is_slack else "MicrosoftTeamsChannelConfiguration"
    return BatchResource(
        id="Channel",
        type=f"AWS::Chatbot::{kind}",
        properties={
            "ConfigurationName": spec.name,
            "IamRoleArn": attribute(_ROLE, "Arn"),
            "SnsTopicArns": topic_arns,
            # It bounds what members of the channel can do, whatever the role may be given.
            "GuardrailPolicies": [ref(_PERMISSIONS)],
            "LoggingLevel": "ERROR",
            "UserRoleRequired": False,
            **named,
        },
    )
