"""Who reads what can wait, and when."""

from datetime import datetime

from tocsin.on_call.business_days import BusinessDays
from tocsin.on_call.contacts import leads_to
from tocsin.on_call.policy import Policy


def digest_readers(policy: Policy) -> tuple[str, ...]:
    """Return the contacts with a topic of their own who read the digests of a policy.

    Of a rotation that is everybody in it: what can wait is for whoever comes to work.
    """
    names = (
        name
        for tier in policy.tiers
        if tier.kind == "digest"
        for recipient in tier.recipients
        for name in leads_to(recipient, policy.rotations)
    )
    return tuple(name for name in dict.fromkeys(names) if name in policy.contacts)


def digest_days(policy: Policy) -> BusinessDays:
    """Return the days on which digests are told; each weekday where nobody says it."""
    return policy.business_days or BusinessDays()


def told_at(policy: Policy, at: datetime) -> datetime:
    """Return when something is told that was gathered at a moment, in UTC."""
    return digest_days(policy).next_begin(at)
