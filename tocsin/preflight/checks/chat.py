"""Chat channels: whether Amazon Q may post in them, and whether somebody else has them."""

from collections.abc import Iterator

from tocsin.aws import AwsRegion
from tocsin.diagnostics import Problem
from tocsin.plan import ChatSpec
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
        known = {(each["TenantId"], each["TeamId"]) for each in teams or ()}
        if (chat.workspace, chat.team) not in known:
            yield _not_authorized(chat, home, f"Teams team {chat.team}")


def find_taken_channels(deployment: Deployment, region: AwsRegion) -> Iterator[Problem]:
    """Yield the channels that have a configuration which is not ours."""
    home = AwsRegion(name=HOME, session=region.session)
    own = {chat.name for chat in deployment.chats}
    for chat in _channels(deployment, "slack"):
        known = home.listed(
            "chatbot", "describe_slack_channel_configurations", "SlackChannelConfigurations"
        )
        for other in known or ():
            if (other["SlackTeamId"], other["SlackChannelId"]) == (chat.workspace, chat.channel):
                yield from _taken(chat, home, own, other.get("ConfigurationName", ""))
    for chat in _channels(deployment, "teams"):
        known = home.listed(
            "chatbot", "list_microsoft_teams_channel_configurations", "TeamChannelConfigurations"
        )
        for other in known or ():
            if (other["TeamId"], other["ChannelId"]) == (chat.team, chat.channel):
                yield from _taken(chat, home, own, other.get("ConfigurationName", ""))


def _channels(deployment: Deployment, kind: str) -> list[ChatSpec]:
    """Return the channels of a kind, each once although every Region may have it."""
    chats = (chat for chat in deployment.chats if chat.kind == kind)
    return list({(chat.workspace, chat.team, chat.channel): chat for chat in chats}.values())


def _not_authorized(chat: ChatSpec, home: AwsRegion, thing: str) -> Problem:
    return found(
        "chat-not-authorized",
        home,
        thing,
        "the account may not post there",
        why=f"{chat.contact} is told by it, and its configuration cannot be made",
        fix=f"an administrator of it authorizes this account once {_WHERE}",
    )


def _taken(chat: ChatSpec, home: AwsRegion, own: set[str], name: str) -> Iterator[Problem]:
    if name in own:
        return
    yield found(
        "channel-taken",
        home,
        f"channel {chat.channel}",
        f"the configuration {name} has it already",
        why="an account may have one configuration for a channel, and ours would be the second",
        fix=f"delete {name}, name another channel, or let its owner subscribe it to our topics",
    )
