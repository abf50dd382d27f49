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
_ANSWER = "Answer"


class ChatChannel(Construct):
    """A Slack or Teams channel, allowed to show alarms and nothing else."""

    def __init__(
        self, scope: Construct, construct_id: str, *, spec: ChatSpec, topic_arns: Sequence[str]
    ) -> None:
        super().__init__(scope, construct_id)
        allowed = [{"Effect": "Allow", "Action": list(_NEEDED_TO_SHOW_ALARMS), "Resource": "*"}]
        if spec.answering:
            answer = {
                "Effect": "Allow",
                "Action": "lambda:InvokeFunction",
                "Resource": [*spec.answering],
            }
            allowed.append(answer)
        reason = "Reading metrics and listing alarms cannot be limited to single resources."
        add_resources(
            self,
            [
                managed_policy(
                    _PERMISSIONS, allowed, accepted={"AwsSolutions-IAM5[Resource::*]": reason}
                ),
                role(
                    _ROLE,
                    service="chatbot.amazonaws.com",
                    description=f"Shows alarms in the channel of {spec.called}.",
                    policies=[ref(_PERMISSIONS)],
                ),
                *([_answer(spec)] if spec.answering else []),
                _channel(spec, topic_arns),
            ],
        )


def _answer(spec: ChatSpec) -> BatchResource:
    """Return the button by which a page is answered, at notifications that say of which incident.

    A command of more than 100 characters is refused: what is long is a variable.
    https://docs.aws.amazon.com/chatbot/latest/APIReference/API_CustomActionDefinition.html
    """
    said = "event.metadata.additionalContext"
    payload = '{"execution":"$i"}'
    return BatchResource(
        id=_ANSWER,
        type="AWS::Chatbot::CustomAction",
        properties={
            "ActionName": spec.answer_action,
            "Attachments": [
                {
                    "ButtonText": "I look after it",
                    "Criteria": [{"Operator": "HAS_VALUE", "VariableName": "i"}],
                    "NotificationType": "Custom",
                    "Variables": {
                        "f": f"{said}.function",
                        "i": f"{said}.execution",
                        "r": f"{said}.region",
                    },
                }
            ],
            "Definition": {
                "CommandText": f"lambda invoke --function-name $f --payload {payload} --region $r"
            },
        },
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
            "CustomizationResourceArns": [ref(_ANSWER)] if spec.answering else None,
            # It bounds what members of the channel can do, whatever the role may be given.
            "GuardrailPolicies": [ref(_PERMISSIONS)],
            "LoggingLevel": "ERROR",
            "UserRoleRequired": False,
            **named,
        },
    )
