"""Topics, subscriptions and chat channels, from the escalation policies."""

from collections.abc import Iterator, Mapping

from tocsin.diagnostics import KeyPath
from tocsin.on_call import SEVERITIES, Severity
from tocsin.plan.specs import (
    AlertingSpec,
    ChatSpec,
    Protocol,
    SubscriptionSpec,
    TopicSpec,
    qualified,
)
from tocsin.plan.stage_context import StageContext
from tocsin.viewpoint import Contact, Rotation, Tier

_PROTOCOLS: tuple[Protocol, ...] = ("email", "sms", "https", "sqs")


def make_alerting(context: StageContext, region: str) -> AlertingSpec:
    """Return the alerting of *region*: each severity reaches every tier of its policy."""
    return AlertingSpec(
        region=region,
        topics=tuple(_topic(context, severity) for severity in SEVERITIES),
        chats=tuple(_chats(context, region)),
    )


def _tiers(context: StageContext, severity: Severity) -> tuple[Tier, ...]:
    """Return the escalation policy of *severity* in the stage."""
    own = context.stage.escalation.get(severity)
    return own if own is not None else context.viewpoint.escalation[severity]


def _contacts(context: StageContext) -> dict[str, Contact]:
    """Return the contacts of the stage; its own replace the viewpoint's."""
    return {**context.viewpoint.contacts, **context.stage.contacts}


def _topic(context: StageContext, severity: Severity) -> TopicSpec:
    system, stage = context.viewpoint.system, context.stage_name
    name = qualified(system, stage, severity)
    return TopicSpec(
        severity=severity,
        name=name,
        dead_letter_queue=f"{name}-undelivered",
        display_name=f"{system} {stage} {severity}",
        subscriptions=tuple(_subscriptions(context, severity)),
    )


def _reached(context: StageContext, severity: Severity) -> dict[str, int]:
    """Return the contacts of a policy, each with the seconds after which it is first told."""
    reached: dict[str, int] = {}
    for tier in _tiers(context, severity):
        for recipient in tier.recipients:
            for contact in members(recipient, context.viewpoint.on_call):
                reached.setdefault(contact, int(tier.after.total_seconds()))
    return reached


def members(name: str, rotations: Mapping[str, Rotation]) -> Iterator[str]:
    """Yield the contacts that *name*, a contact or a rotation, stands for, each once."""
    waiting, seen = [name], set[str]()
    while waiting:
        member = waiting.pop()
        if member in seen:
            continue
        seen.add(member)
        if member in rotations:
            waiting.extend(reversed(rotations[member].members))
        else:
            yield member


def _subscriptions(context: StageContext, severity: Severity) -> Iterator[SubscriptionSpec]:
    known = _contacts(context)
    for name, after in _reached(context, severity).items():
        contact = known[name]
        for protocol in _PROTOCOLS:
            endpoint = getattr(contact, protocol)
            if endpoint is not None:
                key_path = (*_key_path(context, name), protocol)
                yield SubscriptionSpec(
                    contact=name,
                    protocol=protocol,
                    endpoint=_endpoint(context.fill(key_path, endpoint)),
                    after=after,
                )


def _key_path(context: StageContext, contact: str) -> KeyPath:
    if contact in context.stage.contacts:
        return ("stages", context.stage_name, "contacts", contact)
    return ("contacts", contact)


def _endpoint(text: str) -> str:
    if text.startswith(("ssm:", "secretsmanager:")):
        return f"{{{{resolve:{text}}}}}"
    return text


def _chats(context: StageContext, region: str) -> Iterator[ChatSpec]:
    # Configurations belong to the account, not to a region, so their names have to differ.
    beyond = () if region == context.stage.region else (region,)
    heard: dict[str, list[Severity]] = {}
    for severity in SEVERITIES:
        for name in _reached(context, severity):
            heard.setdefault(name, []).append(severity)
    for name, severities in heard.items():
        contact = _contacts(context)[name]
        configuration = qualified(context.viewpoint.system, context.stage_name, name, *beyond)
        if contact.slack is not None:
            yield ChatSpec(
                contact=name,
                name=f"{configuration}-slack",
                kind="slack",
                workspace=contact.slack.workspace,
                team="",
                channel=contact.slack.channel,
                severities=tuple(severities),
            )
        if contact.teams is not None:
            yield ChatSpec(
                contact=name,
                name=f"{configuration}-teams",
                kind="teams",
                workspace=contact.teams.tenant,
                team=contact.teams.team,
                channel=contact.teams.channel,
                severities=tuple(severities),
            )
