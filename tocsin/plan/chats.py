"""Chat channels, from the escalation policies: an account can configure each of them once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import unquote

from tocsin.diagnostics import KeyPath, quoted
from tocsin.on_call import SEVERITIES, Severity
from tocsin.plan.alerting import reached_contacts, told_after
from tocsin.plan.specs import (
    ChatKind,
    ChatSpec,
    HeardTopicSpec,
    IncidentsSpec,
    partition,
    qualified,
    shortened,
)
from tocsin.plan.stage_context import StageContext
from tocsin.viewpoint import SlackChannel, TeamsChannel

LONGEST_NAME = 128
"""Characters in the name of a configuration.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-chatbot-slackchannelconfiguration.html
"""
LONGEST_ACTION = 64
"""Characters in the name of a custom action.

https://docs.aws.amazon.com/chatbot/latest/APIReference/API_CreateCustomAction.html
"""
_DIGEST_LENGTH = 8
_TITLES: Mapping[ChatKind, str] = {"slack": "Slack", "teams": "Teams"}


class _Channel(NamedTuple):
    """What tells channels apart, however a contact writes them."""

    kind: ChatKind
    workspace: str
    team: str
    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Listener:
    """A contact that names a channel, and the severities that its policies give it."""

    contact: str
    severities: tuple[Severity, ...]
    settings: SlackChannel | TeamsChannel


_Listeners = Mapping[_Channel, Sequence[_Listener]]


def chat_severities(context: StageContext) -> frozenset[Severity]:
    """Return the severities of which chats are told that the stage configures itself."""
    ours = (found for found in _listeners(context).values() if not _is_elsewhere(found))
    return frozenset(severity for found in ours for each in found for severity in each.severities)


def make_chats(
    context: StageContext, regions: Sequence[str], incidents: Sequence[IncidentsSpec]
) -> tuple[ChatSpec, ...]:
    """Return the chat channels of the stage.

    Args:
        context: The stage.
        regions: The Regions whose topics they hear.
        incidents: What pages people in some of them, and whom chats may answer.
    """
    found = _listeners(context)
    for channel, listeners in found.items():
        _check_owner(context, channel, listeners)
    for other in context.of_same_account():
        _check_stages(context, found, other)
    return tuple(_answering(_chat(context, regions, *each), incidents) for each in found.items())


def _answering(chat: ChatSpec, incidents: Sequence[IncidentsSpec]) -> ChatSpec:
    """Return a chat with the incidents that it can answer: those of what it hears of."""
    heard = (
        set[Severity]() if chat.configured_elsewhere else {each.severity for each in chat.topics}
    )
    shown = [(each, topic) for each in incidents for topic in each.chats if topic.severity in heard]
    functions = (each.function("chat").arn for each, _ in shown)
    return replace(
        chat,
        answered_topics=tuple(topic.arn for _, topic in shown),
        answering=tuple(dict.fromkeys(functions)),
        answer_action=shortened(f"{chat.name}-answer", LONGEST_ACTION) if shown else "",
    )


def _listeners(context: StageContext) -> _Listeners:
    found: dict[_Channel, list[_Listener]] = {}
    told = {severity: told_after(context, severity) for severity in SEVERITIES}
    for name, contact in reached_contacts(context).items():
        severities = tuple(severity for severity in SEVERITIES if name in told[severity])
        for settings in (contact.slack, contact.teams):
            if settings is not None:
                listener = _Listener(contact=name, severities=severities, settings=settings)
                found.setdefault(_channel(settings), []).append(listener)
    return found


def _channel(settings: SlackChannel | TeamsChannel) -> _Channel:
    if isinstance(settings, SlackChannel):
        return _Channel("slack", settings.workspace, "", settings.channel)
    tenant, team = settings.tenant.lower(), settings.team.lower()
    return _Channel("teams", tenant, team, unquote(settings.channel))


def _check_owner(context: StageContext, channel: _Channel, listeners: Sequence[_Listener]) -> None:
    """Report contacts that do not agree on who has configured their channel."""
    first, *others = listeners
    for other in others:
        if other.settings.configured_elsewhere != first.settings.configured_elsewhere:
            context.report(
                "channel-in-doubt",
                ("contacts", other.contact, channel.kind),
                f"{quoted(first.contact)} and {quoted(other.contact)} name the same channel, and "
                "only one of them says that it is configured elsewhere",
                "write configured_elsewhere: true at both or at none",
            )


def _check_stages(context: StageContext, found: _Listeners, other: StageContext) -> None:
    """Report channels that two stages of one account would configure."""
    first, second = context.in_order(other)
    theirs = _listeners(other)
    for channel, listeners in found.items():
        if channel not in theirs or _is_elsewhere(listeners) or _is_elsewhere(theirs[channel]):
            continue
        contact = (listeners if second is context else theirs[channel])[0].contact
        context.report(
            "shared-channel",
            second.located(("contacts", contact, channel.kind)),
            f"the stages {first.stage_name} and {second.stage_name} share the account, and both "
            f"would configure the {_TITLES[channel.kind]} channel "
            f"{listeners[0].settings.channel}, which an account can do once",
            f"let {second.stage_name} use another channel, by contacts of its own; or write "
            f"configured_elsewhere: true in these, and its topics in other_topics of "
            f"{first.stage_name}",
            rests_on=_reach(first) + _reach(second),
        )


def _reach(context: StageContext) -> tuple[KeyPath, ...]:
    """Return where the stage changes whom its alarms reach."""
    return context.changed("contacts", "on_call", "escalation")


def _is_elsewhere(listeners: Sequence[_Listener]) -> bool:
    return any(each.settings.configured_elsewhere for each in listeners)


def _chat(
    context: StageContext,
    regions: Sequence[str],
    channel: _Channel,
    listeners: Sequence[_Listener],
) -> ChatSpec:
    # Amazon Q refuses a second configuration of a channel, even for the time of a replacement, so
    # that nothing which names ours may follow from the name of a contact.
    identity = _identity(channel)
    name = f"{qualified(context.viewpoint.system, context.stage_name)}-{identity}"
    return ChatSpec(
        id=identity,
        contacts=tuple(each.contact for each in listeners),
        name=shortened(name, LONGEST_NAME),
        kind=channel.kind,
        workspace=channel.workspace,
        team=channel.team,
        channel=listeners[0].settings.channel,
        topics=tuple(_topics(context, regions, listeners)),
        other_topics=_other_topics(context, channel.kind, listeners),
        configured_elsewhere=_is_elsewhere(listeners),
    )


def _identity(channel: _Channel) -> str:
    if channel.kind == "slack":
        return f"slack-{channel.workspace}-{channel.channel}"
    return f"teams-{sha256('/'.join(channel).encode()).hexdigest()[:_DIGEST_LENGTH]}"


def _topics(
    context: StageContext, regions: Sequence[str], listeners: Sequence[_Listener]
) -> Iterator[HeardTopicSpec]:
    heard = {severity for each in listeners for severity in each.severities}
    for region in regions:
        for severity in SEVERITIES:
            if severity in heard:
                topic = qualified(context.viewpoint.system, context.stage_name, severity)
                place = f"{partition(region)}:sns:{region}:{context.stage.account}"
                arn = f"arn:{place}:{topic}"
                yield HeardTopicSpec(severity=severity, region=region, arn=arn)


def _other_topics(
    context: StageContext, kind: ChatKind, listeners: Sequence[_Listener]
) -> tuple[str, ...]:
    found = (
        context.fill(("contacts", each.contact, kind, "other_topics"), arn)
        for each in listeners
        for arn in each.settings.other_topics
    )
    return tuple(dict.fromkeys(found))
