"""Whether a subscription's filter policy lets a message through."""

from collections.abc import Mapping

from tocsin.policies import lets_through


def passes(policy: Mapping[str, object], scope: str, body: object) -> bool | None:
    """Say whether a message passes a filter policy; None if that cannot be decided."""
    return lets_through({"FilterPolicy": policy, "FilterPolicyScope": scope}, body).holds
