from typing import Any

import aws_cdk as cdk
import pytest
from constructs.chat_channel import ChatChannel

from tests.support.templates import properties_of, template_of
from tocsin.plan import ChatSpec, HeardTopicSpec

TOPIC = "arn:aws:sns:us-east-1:111122223333:shop-prod-warning"
HEARD = HeardTopicSpec(severity="warning", region="us-east-1", arn=TOPIC)
SLACK = ChatSpec(
    id="slack-T0123456789-C0123456789",
    contacts=("operations chat", "on duty"),
    name="shop-prod-slack-T0123456789-C0123456789",
    kind="slack",
    workspace="T0123456789",
    team="",
    channel="C0123456789",
    topics=(HEARD,),
    other_topics=(),
    configured_elsewhere=False,
)
TEAMS = ChatSpec(
    id="teams-0123abcd",
    contacts=("support chat",),
    name="shop-prod-teams-0123abcd",
    kind="teams",
    workspace="11111111-2222-4333-8444-555555555555",
    team="aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee",
    channel="19%3aexample%40thread.tacv2",
    topics=(HEARD,),
    other_topics=(),
    configured_elsewhere=False,
)
SLACK_TYPE = "AWS::Chatbot::SlackChannelConfiguration"
TEAMS_TYPE = "AWS::Chatbot::MicrosoftTeamsChannelConfiguration"


def _template_with(spec: ChatSpec) -> dict[str, Any]:
    def build(stack: cdk.Stack) -> None:
        ChatChannel(stack, "Chat", spec=spec, topic_arns=[TOPIC])

    return template_of(build)


def test_slack() -> None:
    """A Slack channel is named by its workspace and channel."""
    (channel,) = properties_of(_template_with(SLACK), SLACK_TYPE)

    assert channel["ConfigurationName"] == "shop-prod-slack-T0123456789-C0123456789"
    assert channel["SlackWorkspaceId"] == "T0123456789"
    assert channel["SlackChannelId"] == "C0123456789"
    assert channel["SnsTopicArns"] == [TOPIC]


def test_teams() -> None:
    """A Teams channel is named by its tenant, team and channel."""
    (channel,) = properties_of(_template_with(TEAMS), TEAMS_TYPE)

    assert channel["TeamsTenantId"] == "11111111-2222-4333-8444-555555555555"
    assert channel["TeamId"] == "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee"
    assert channel["TeamsChannelId"] == "19%3aexample%40thread.tacv2"
    assert channel["SnsTopicArns"] == [TOPIC]


@pytest.mark.parametrize(("spec", "kind"), [(SLACK, SLACK_TYPE), (TEAMS, TEAMS_TYPE)])
def test_members_can_only_look_at_alarms(spec: ChatSpec, kind: str) -> None:
    """The role's permissions are the channel's guardrail too, and they read CloudWatch only."""
    template = _template_with(spec)
    (channel,) = properties_of(template, kind)
    (policy,) = properties_of(template, "AWS::IAM::ManagedPolicy")
    (role,) = properties_of(template, "AWS::IAM::Role")
    (statement,) = policy["PolicyDocument"]["Statement"]

    assert channel["GuardrailPolicies"] == role["ManagedPolicyArns"]
    assert {action.partition(":")[0] for action in statement["Action"]} == {"cloudwatch"}
    assert all(
        action.partition(":")[2].startswith(("Describe", "Get", "List"))
        for action in statement["Action"]
    )
