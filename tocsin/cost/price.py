"""The price of one thing that AWS charges for."""

from dataclasses import dataclass
from math import inf


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """What units cost as long as there are no more of them.

    Attributes:
        up_to: How many units a month it reaches to; infinite for the last.
        usd: The price.
    """

    up_to: float = inf
    usd: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """A price.

    Attributes:
        id: As price lists call it: `alarm-metric`.
        title: What it is paid for, in words.
        unit: What is counted: `metric`, `GB`.
        tiers: What units cost, the first ones first; none where no list says it.
        each: How many units a price is for.
        free: How many units an account has every month for nothing.
    """

    id: str
    title: str
    unit: str
    tiers: tuple[Tier, ...]
    each: float = 1.0
    free: float = 0.0

    def usd(self, units: float, *, with_free: bool = False) -> float:
        """Return what *units* a month cost.

        Args:
            units: All of an account and Region: tiers are theirs.
            with_free: Whether those that are free are taken off.
        """
        left_out = self.free if with_free else 0.0
        paid, begin = 0.0, 0.0
        for tier in self.tiers:
            inside = min(units, tier.up_to) - max(begin, left_out)
            paid += max(0.0, inside) * tier.usd
            begin = tier.up_to
        return paid / self.each
