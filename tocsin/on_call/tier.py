"""The steps of an escalation policy."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

TierKind = Literal["page", "notify", "digest"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """One step of an escalation policy.

    Attributes:
        recipients: Contacts and rotations that it reaches; never empty.
        kind: Whether it interrupts them (`page`), tells them (`notify`), or lets them read it the
            next business day (`digest`).
        after: How long after the alarm, if nobody has acknowledged it.
    """

    recipients: tuple[str, ...]
    kind: TierKind
    after: timedelta = timedelta(0)
