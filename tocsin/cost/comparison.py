"""What changes of what an assembly costs."""

from collections.abc import Iterator
from dataclasses import dataclass

from tocsin.cost.bill import Bill, Charge
from tocsin.cost.price import Price

_A_CENT = 0.005


@dataclass(frozen=True, slots=True, kw_only=True)
class CostChange:
    """What changes of one thing that is charged for.

    Attributes:
        price: What it is.
        units_before: How many units there were a month.
        units_after: How many there are.
        usd_before: What they cost.
        usd_after: What they cost now.
    """

    price: Price
    units_before: float
    units_after: float
    usd_before: float
    usd_after: float

    @property
    def usd(self) -> float:
        """What is paid more than before; negative for less."""
        return self.usd_after - self.usd_before


def cost_changes(before: Bill, after: Bill) -> tuple[CostChange, ...]:
    """Return what changes, the greatest change first; below a cent nothing does."""
    found = (each for each in _changes(before, after) if abs(each.usd) >= _A_CENT)
    return tuple(sorted(found, key=lambda each: (-abs(each.usd), each.price.id)))


def _changes(before: Bill, after: Bill) -> Iterator[CostChange]:
    were = {price.id: charges for price, charges in before.by_price().items()}
    are = {price.id: charges for price, charges in after.by_price().items()}
    for id_ in dict.fromkeys((*were, *are)):
        old, new = were.get(id_, ()), are.get(id_, ())
        yield CostChange(
            price=(new or old)[0].price,
            units_before=_units(old),
            units_after=_units(new),
            usd_before=_usd(old),
            usd_after=_usd(new),
        )


def _units(charges: tuple[Charge, ...]) -> float:
    return sum(each.of.units for each in charges)


def _usd(charges: tuple[Charge, ...]) -> float:
    return sum(each.usd for each in charges)
