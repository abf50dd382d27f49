"""Topics and subscriptions, from the escalation policies."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from tocsin.diagnostics import KeyPath, quoted
from tocsin.on_call import SEVERITIES, Severity
from tocsin.plan.event_message import undelivered_queue
from tocsin.plan.specs import (
    AlertingSpec,
    Protocol,
    SubscriptionSpec,
    TopicSpec,
    partition,
    qualified,
)
from tocsin.plan.stage_context import StageContext
from tocsin.viewpoint import Contact, Rotation

MOST_FILTERED = 200
"""Subscriptions with a filter policy that a topic may have.

https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html
"""

_PROTOCOLS: tuple[Protocol, ...] = ("email", "sms", "https", "sqs")


def make_alerting(
    context: StageContext,
    region: str,
    *,
    told_of_events: frozenset[Severity] = frozenset(),
    paged: Mapping[Severity, frozenset[str]] = MappingProxyType({}),
) -> AlertingSpec:
    """Return the alerting of *region*: each severity reaches every tier of its policy.

    Args:
        context: The stage.
        region: The Region.
        told_of_events: The severities to whose topics rules of EventBridge publish there.
        paged: By severity, the contacts whom a machine pages one after the other: no topic of a
            severity tells them.
    """
    return AlertingSpec(
        region=region,
        topics=tuple(
            _topic(
                context,
                severity,
                has_events=severity in told_of_events,
                paged=paged.get(severity, frozenset()),
            )
            for severity in SEVERITIES
        ),
    )


def _topic(
    context: StageContext, severity: Severity, *, has_events: bool, paged: frozenset[str]
) -> TopicSpec:
    system, stage = context.viewpoint.system, context.stage_name
    name = qualified(system, stage, severity)
    known = context.viewpoint.contacts
    reached = [known[contact] for contact in told_after(context, severity)]
    subscriptions = tuple(_subscriptions(context, severity, paged))
    _check_filters(context, severity, subscriptions)
    return TopicSpec(
        severity=severity,
        name=name,
        dead_letter_queue=undelivered_queue(context, severity),
        display_name=f"{system} {stage} {severity}",
        subscriptions=subscriptions,
        is_heard_in_chat=any(each.slack or each.teams for each in reached),
        has_events=has_events,
        rotations=tuple(_told_whole(context, severity, paged)),
    )


def _told_whole(context: StageContext, severity: Severity, paged: frozenset[str]) -> Iterator[str]:
    """Yield the rotations of a policy that tell somebody whose turn it may not be."""
    named = (name for tier in context.viewpoint.escalation[severity] for name in tier.recipients)
    for name in dict.fromkeys(named):
        reached = tuple(members(name, context.viewpoint.on_call))
        if len(reached) > 1 and not paged.issuperset(reached):
            yield name


def told_after(context: StageContext, severity: Severity) -> dict[str, int]:
    """Return the contacts of a policy, each with the seconds after which it is first told."""
    reached: dict[str, int] = {}
    for tier in context.viewpoint.escalation[severity]:
        for recipient in tier.recipients:
            for contact in members(recipient, context.viewpoint.on_call):
                reached.setdefault(contact, int(tier.after.total_seconds()))
    return reached


def reached_contacts(context: StageContext) -> dict[str, Contact]:
    """Return the contacts that any policy of the stage reaches."""
    known = context.viewpoint.contacts
    names = (name for severity in SEVERITIES for name in told_after(context, severity))
    return {name: known[name] for name in names}


def members(name: str, rotations: Mapping[str, Rotation]) -> Iterator[str]:
    """Yield the contacts that *name*, a contact or a rotation, stands for, each once."""
    waiting, seen = [name], set[str]()
    while waiting:
        member = waiting.pop()
        if member in seen:
            continue
        seen.add(member)
        if member in rotations:
            waiting.extend(reversed(rotations[member].names))
        else:
            yield member


def _subscriptions(
    context: StageContext, severity: Severity, paged: frozenset[str]
) -> Iterator[SubscriptionSpec]:
    owners: dict[str, str] = {}
    for name, after in told_after(context, severity).items():
        if name in paged:
            continue
        for each in contact_subscriptions(context, name, after=after):
            way = f"{each.protocol} {each.endpoint}"
            owner = owners.setdefault(way, name)
            if owner != name:
                _report_same_address(context, ("contacts", name, each.protocol), name, owner)
            yield each


def contact_subscriptions(
    context: StageContext, name: str, *, after: int = 0
) -> Iterator[SubscriptionSpec]:
    """Yield every way in which a topic reaches a contact.

    Args:
        context: The stage.
        name: The contact's name.
        after: Seconds after which its policy wants it to be told.
    """
    contact = context.viewpoint.contacts[name]
    for protocol in _PROTOCOLS:
        endpoint = getattr(contact, protocol)
        if endpoint is not None:
            text = context.identify(("contacts", name, protocol), endpoint)
            yield SubscriptionSpec(
                contact=name,
                protocol=protocol,
                endpoint=_endpoint(context, protocol, text),
                after=after,
            )


def _report_same_address(
    context: StageContext, key_path: KeyPath, contact: str, owner: str
) -> None:
    """Report that SNS would make one subscription of two, which goes when either of them does.

    https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html
    """
    context.report(
        "same-address",
        key_path,
        f"{quoted(contact)} has the address of {quoted(owner)}, and is told of the same alarms",
        f"tell {quoted(owner)} alone, or give {quoted(contact)} another address",
    )


def _check_filters(
    context: StageContext, severity: Severity, subscriptions: Sequence[SubscriptionSpec]
) -> None:
    """Report more filters than a topic may have."""
    filtered = sum(each.is_of_people for each in subscriptions)
    if filtered > MOST_FILTERED:
        context.report(
            "too-many-people",
            ("escalation", severity),
            f"{severity} alarms reach {filtered} addresses, numbers and endpoints, and a topic "
            f"has at most {MOST_FILTERED} subscriptions with a filter",
            "let a mailing list or a paging service reach them",
        )


def _endpoint(context: StageContext, protocol: Protocol, text: str) -> str:
    """Return what Amazon SNS calls the endpoint.

    A queue that is given by its name is in the region of the stage, wherever the topic is.
    """
    if text.startswith("secretsmanager:"):
        return f"{{{{resolve:{text}}}}}"
    if protocol == "sqs" and not text.startswith("arn:"):
        stage = context.stage
        return f"arn:{partition(stage.home)}:sqs:{stage.home}:{stage.account}:{text}"
    return text
