"""Chat channels: whether Amazon Q may post in them, and whether somebody else has them."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from tocsin.aws import AwsRegion
from tocsin.diagnostics import Problem
from tocsin.plan import ChatKind, ChatSpec, qualified
from tocsin.preflight.check import found
from tocsin.preflight.deployment import Deployment

HOME = "us-east-2"
"""Amazon Q in chat applications answers here for all Regions.

https://docs.aws.amazon.com/general/latest/gr/chatbot.html
"""

_WHERE = "in the console of Amazon Q Developer in chat applications"


def find_chat_workspaces(deployment: Deployment, region: AwsRegion) -> Iterator[Problem]:
    """Yield the workspaces and teams in which the account may not post."""
    home = AwsRegion(name=HOME, session=region.session)
    for chat in _channels(deployment, "slack"):
        workspaces = home.listed("chatbot", "describe_slack_workspaces", "SlackWorkspaces") or ()
        if chat.workspace not in {each["SlackTeamId"] for each in workspaces}:
            yield _not_authorized(chat, home, f"Slack workspace {chat.workspace}")
    for chat in _channels(deployment, "teams"):
        teams = home.listed("chatbot", "list_microsoft_teams_configured_teams", "ConfiguredTeams")
        known = {(each["TenantId"].lower(), each["TeamId"].lower()) for each in teams or ()}
        if (chat.workspace, chat.team) not in known:
            yield _not_authorized(chat, home, f"Teams team {chat.team}")


def find_channels(deployment: Deployment, region: AwsRegion) -> Iterator[Problem]:
    """Yield channels that others have configured, and those where they do not list our topics."""
    home = AwsRegion(name=HOME, session=region.session)
    # Whatever a configuration is called in the version that is deployed, it begins like this.
    own = f"{qualified(deployment.plan.system, deployment.plan.stage)}-"
    for chat in deployment.plan.chats:
        configured = _configurations(home, chat)
        if chat.configured_elsewhere:
            yield from _not_listed(chat, home, configured)
            continue
        for each in configured:
            if not each.get("ConfigurationName", "").startswith(own):
                yield _taken(chat, home, each.get("ConfigurationName", ""))


def _configurations(home: AwsRegion, chat: ChatSpec) -> list[dict[str, Any]]:
    """Return the configurations that the account has for the channel."""
    if chat.kind == "slack":
        slack = home.listed(
            "chatbot", "describe_slack_channel_configurations", "SlackChannelConfigurations"
        )
        place = (chat.workspace, chat.channel)
        return [
            each for each in slack or () if (each["SlackTeamId"], each["SlackChannelId"]) == place
        ]
    teams = home.listed(
        "chatbot", "list_microsoft_teams_channel_configurations", "TeamChannelConfigurations"
    )
    place = (chat.team, unquote(chat.channel))
    return [
        each
        for each in teams or ()
        if (each["TeamId"].lower(), unquote(each["ChannelId"])) == place
    ]


def _channels(deployment: Deployment, kind: ChatKind) -> list[ChatSpec]:
    """Return the channels of a kind that the stage configures itself."""
    return [
        chat
        for chat in deployment.plan.chats
        if chat.kind == kind and not chat.configured_elsewhere
    ]


def _not_authorized(chat: ChatSpec, home: AwsRegion, thing: str) -> Problem:
    return found(
        "chat-not-authorized",
        home,
        thing,
        "the account may not post there",
        why=f"{chat.called} is told by it, and its configuration cannot be made",
        fix=f"an administrator of it authorizes this account once {_WHERE}",
    )


def _taken(chat: ChatSpec, home: AwsRegion, name: str) -> Problem:
    return found(
        "channel-taken",
        home,
        f"channel {chat.channel}",
        f"the configuration {name} has it already",
        why="an account may have one configuration for a channel, and ours would be the second",
        fix=f"delete {name}; or name another channel; or write configured_elsewhere: true, and let "
        "its owner add the topics that tocsin plan lists",
    )


def _not_listed(
    chat: ChatSpec, home: AwsRegion, configured: list[dict[str, Any]]
) -> Iterator[Problem]:
    listed = {arn for each in configured for arn in each.get("SnsTopicArns") or ()}
    missing = [topic.arn for topic in chat.topics if topic.arn not in listed]
    if missing:
        yield found(
            "topics-not-listed",
            home,
            f"channel {chat.channel}",
            f"its configuration does not list {', '.join(missing)}"
            if configured
            else "nobody has configured it in this account",
            why=f"{chat.called} hears nothing of these alarms there",
            fix="let its owner add the topics when they are deployed"
            if configured
            else "let its owner configure it, or remove configured_elsewhere",
            severity="warning",
        )
