"""At which tiers of a policy a machine has something to do."""

from tocsin.on_call.contacts import leads_to
from tocsin.on_call.policy import Policy


def paging_tiers(policy: Policy) -> tuple[int, ...]:
    """Return the numbers of the tiers at which the machine of a policy has something to do.

    A digest waits for the next business day, and who is told at once is told by the topic of the
    severity. Whom a tier reaches depends on the day: it counts if it can ever be somebody.
    """
    return tuple(number for number in range(len(policy.tiers)) if _pages(policy, number))


def _pages(policy: Policy, number: int) -> bool:
    tier = policy.tiers[number]
    if tier.kind == "digest" or (tier.kind == "notify" and not tier.after):
        return False
    ever = (name for each in tier.recipients for name in leads_to(each, policy.rotations))
    return any(name in policy.contacts for name in ever)
