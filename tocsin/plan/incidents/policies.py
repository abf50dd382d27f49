"""The policies of a stage whose machines page people, one for each severity that has any."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from tocsin.on_call import (
    SEVERITIES,
    BusinessDays,
    Escalation,
    Policy,
    Rotation,
    Severity,
    Tier,
    digest_readers,
    leads_to,
    paging_tiers,
)
from tocsin.plan.specs import partition, qualified
from tocsin.plan.stage_context import StageContext
from tocsin.viewpoint import Contact, escalation_of

FALLBACK = "fallback"


def machine_policies(context: StageContext) -> tuple[Policy, ...]:
    """Return the policies for which a machine pages people in the Region of *context*."""
    return tuple(policy for policy in _policies(context) if paging_tiers(policy))


def digest_policies(context: StageContext) -> tuple[Policy, ...]:
    """Return the policies that have a digest which people read, in the Region of *context*."""
    return tuple(policy for policy in _policies(context) if digest_readers(policy))


def _policies(context: StageContext) -> Iterator[Policy]:
    """Yield the policy of each severity; none where no incidents are kept."""
    viewpoint = context.viewpoint
    if viewpoint.kept_incidents is None:
        return
    if not all(each.members or each.shifts for each in viewpoint.on_call.values()):
        return  # what is wrong with a rotation is said of the rotation
    escalation = escalation_of(context.whole, context.stage_name)
    for severity in SEVERITIES:
        yield _policy(context, escalation, severity)


def _policy(context: StageContext, escalation: Escalation, severity: Severity) -> Policy:
    settings = context.viewpoint.kept_incidents
    assert settings is not None
    tiers = escalation.policies[severity]
    names = _named(tiers, escalation.rotations)
    policy = Policy(
        system=context.viewpoint.system,
        stage=context.stage_name,
        severity=severity,
        topic=topic_arn(context, severity),
        fallback=topic_arn(context, FALLBACK),
        tiers=tiers,
        rotations={
            name: escalation.rotations[name] for name in names if name in escalation.rotations
        },
        contacts={
            name: topic_arn(context, "contact", name)
            for name in names
            if is_person(context.viewpoint.contacts, name)
        },
        absences={name: escalation.absences[name] for name in names if name in escalation.absences},
        business_days=_business_days(context, tiers),
        reopen_within=settings.reopen_within,
        last_wait=settings.tell_everybody_after,
    )
    reached = {*dict(paged_after(policy)), *digest_readers(policy)}
    kept = {name: arn for name, arn in policy.contacts.items() if name in reached}
    return replace(policy, contacts=kept)


def told_at_once(context: StageContext) -> Mapping[Severity, frozenset[str]]:
    """Return by severity whom its policy notifies at once: its topic tells them."""
    return {
        policy.severity: frozenset(
            _named(
                (each for each in policy.tiers if each.kind == "notify" and not each.after),
                policy.rotations,
            )
        )
        for policy in _policies(context)
    }


def reached_by(policy: Policy) -> tuple[str, ...]:
    """Return the contacts and rotations that the tiers of a policy lead to, channels as well."""
    return _named(policy.tiers, policy.rotations)


def _named(tiers: Iterable[Tier], rotations: Mapping[str, Rotation]) -> tuple[str, ...]:
    names = (
        name
        for tier in tiers
        for recipient in tier.recipients
        for name in leads_to(recipient, rotations)
    )
    return tuple(dict.fromkeys(names))


def _business_days(context: StageContext, tiers: Iterable[Tier]) -> BusinessDays | None:
    """Return when digests are read, if there are any."""
    found = context.viewpoint.business_days
    has_digest = any(tier.kind == "digest" for tier in tiers)
    return found.as_planned if found is not None and has_digest else None


def is_person(contacts: Mapping[str, Contact], name: str) -> bool:
    """Tell whether a contact is somebody who is paged one after the other: with mail or a number.

    Chats, paging services and queues are told by the topics of severities, at once: the first two
    have readers who take turns themselves, and the last is read by a program.
    """
    contact = contacts.get(name)
    return contact is not None and (contact.email is not None or contact.sms is not None)


def paged_after(policy: Policy) -> Iterator[tuple[str, int]]:
    """Yield whom a machine may ever page, each with the seconds after which it does first."""
    seen = set[str]()
    for number in paging_tiers(policy):
        tier = policy.tiers[number]
        for recipient in tier.recipients:
            for name in leads_to(recipient, policy.rotations):
                if name in policy.contacts and name not in seen:
                    seen.add(name)
                    yield name, int(tier.after.total_seconds())


def paged_at(policy: Policy) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield whom a machine pages after how many seconds: contacts, and rotations with any."""
    for number in paging_tiers(policy):
        tier = policy.tiers[number]
        paged = (
            each
            for each in tier.recipients
            if any(name in policy.contacts for name in leads_to(each, policy.rotations))
        )
        yield int(tier.after.total_seconds()), tuple(paged)


def topic_arn(context: StageContext, *name: str) -> str:
    """Return the Amazon Resource Name of a topic of the stage in the Region."""
    place = f"{partition(context.region)}:sns:{context.region}:{context.stage.account}"
    return f"arn:{place}:{qualified(context.viewpoint.system, context.stage_name, *name)}"
