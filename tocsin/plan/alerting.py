"""Topics, subscriptions and chat channels, from the escalation policies."""

from collections.abc import Iterator, Mapping

from tocsin.on_call import SEVERITIES, Severity
from tocsin.plan.specs import (
    AlertingSpec,
    ChatSpec,
    Protocol,
    SubscriptionSpec,
    TopicSpec,
    qualified,
)
from tocsin.plan.stage_context import Path, Scope
from tocsin.viewpoint import Contact, Rotation, Tier

_PROTOCOLS: tuple[Protocol, ...] = ("email", "sms", "https", "sqs")


def alerting(scope: Scope, region: str) -> AlertingSpec:
    """Return the alerting of *region*: each severity reaches every tier of its policy."""
    return AlertingSpec(
        region=region,
        topics=tuple(_topic(scope, severity) for severity in SEVERITIES),
        chats=tuple(_chats(scope, region)),
    )


def tiers(scope: Scope, severity: Severity) -> tuple[Tier, ...]:
    """Return the escalation policy of *severity* in the stage."""
    own = scope.stage.escalation.get(severity)
    return own if own is not None else scope.viewpoint.escalation[severity]


def contacts(scope: Scope) -> dict[str, Contact]:
    """Return the contacts of the stage, its own ones first in rank."""
    return {**scope.viewpoint.contacts, **scope.stage.contacts}


def _topic(scope: Scope, severity: Severity) -> TopicSpec:
    system, stage = scope.viewpoint.system, scope.stage_name
    name = qualified(system, stage, severity)
    return TopicSpec(
        severity=severity,
        name=name,
        dead_letter_queue=f"{name}-undelivered",
        display_name=f"{system} {stage} {severity}",
        subscriptions=tuple(_subscriptions(scope, severity)),
    )


def _reached(scope: Scope, severity: Severity) -> dict[str, int]:
    """Return the contacts of a policy, each with the seconds after which it is first told."""
    reached: dict[str, int] = {}
    for tier in tiers(scope, severity):
        for recipient in tier.recipients:
            for contact in members(recipient, scope.viewpoint.on_call):
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


def _subscriptions(scope: Scope, severity: Severity) -> Iterator[SubscriptionSpec]:
    known = contacts(scope)
    for name, after in _reached(scope, severity).items():
        contact = known[name]
        for protocol in _PROTOCOLS:
            endpoint = getattr(contact, protocol)
            if endpoint is not None:
                where = (*_path(scope, name), protocol)
                yield SubscriptionSpec(
                    contact=name,
                    protocol=protocol,
                    endpoint=_endpoint(scope.fill(where, endpoint)),
                    after=after,
                )


def _path(scope: Scope, contact: str) -> Path:
    if contact in scope.stage.contacts:
        return ("stages", scope.stage_name, "contacts", contact)
    return ("contacts", contact)


def _endpoint(text: str) -> str:
    if text.startswith(("ssm:", "secretsmanager:")):
        return f"{{{{resolve:{text}}}}}"
    return text


def _chats(scope: Scope, region: str) -> Iterator[ChatSpec]:
    # Configurations belong to the account, not to a region, so their names have to differ.
    beyond = () if region == scope.stage.region else (region,)
    heard: dict[str, list[Severity]] = {}
    for severity in SEVERITIES:
        for name in _reached(scope, severity):
            heard.setdefault(name, []).append(severity)
    for name, severities in heard.items():
        contact = contacts(scope)[name]
        configuration = qualified(scope.viewpoint.system, scope.stage_name, name, *beyond)
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
