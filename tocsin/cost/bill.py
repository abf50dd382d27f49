"""What an assembly costs a month."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tocsin.assembly import Assembly
from tocsin.cost.counted import Counted, Uncounted
from tocsin.cost.counting import COUNTINGS
from tocsin.cost.price import Price
from tocsin.cost.price_list import PriceList
from tocsin.cost.usage import Usage


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """What something costs a month.

    Attributes:
        price: Its price.
        of: What was counted.
        usd: What that costs. Where prices fall with the number of units, each has its share.
    """

    price: Price
    of: Counted
    usd: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Bill:
    """What an assembly costs a month, as far as it can be known.

    Attributes:
        charges: What it costs, in the order in which things are counted.
        uncounted: What is charged for and not in it.
        prices: The price lists; the first is that of Regions without one.
        unused: What the usage names and no template has.
        other_regions: Regions that prices of another one were put to.
        with_free: Whether what an account has for nothing was taken off.
    """

    charges: tuple[Charge, ...]
    uncounted: tuple[Uncounted, ...]
    prices: tuple[PriceList, ...]
    unused: tuple[str, ...] = ()
    other_regions: tuple[str, ...] = ()
    with_free: bool = False

    @property
    def usd(self) -> float:
        """What all of it costs."""
        return sum(each.usd for each in self.charges)

    def by_price(self) -> Mapping[Price, tuple[Charge, ...]]:
        """Return the charges by what they are for."""
        found: dict[str, list[Charge]] = defaultdict(list)
        for each in self.charges:
            found[each.price.id].append(each)
        return {charges[0].price: tuple(charges) for charges in found.values()}

    def by_stack(self) -> Mapping[str, float]:
        """Return what each stack costs."""
        found: dict[str, float] = defaultdict(float)
        for each in self.charges:
            found[each.of.stack] += each.usd
        return found


def reckon(
    assembly: Assembly,
    prices: Sequence[PriceList],
    usage: Usage | None = None,
    *,
    with_free: bool = False,
) -> Bill:
    """Return what an assembly costs a month.

    Args:
        assembly: What is deployed.
        prices: What things cost, by Region; the first list is that of Regions without one.
        usage: How much of everything there is, where templates do not say it.
        with_free: Whether an account has nothing else that uses up what is free.

    Raises:
        UnreadableDocumentError: A document of data stores cannot be read.
    """
    said = usage or Usage()
    found = [each for count in COUNTINGS for each in count(assembly, said)]
    shelf = _Prices(prices)
    counted = [each for each in found if isinstance(each, Counted) and each.units > 0]
    known = [each for each in counted if shelf.of(each).tiers]
    unknown = [each for each in counted if not shelf.of(each).tiers]
    return Bill(
        charges=tuple(_charges(known, shelf, with_free=with_free)),
        uncounted=(
            *(each for each in found if isinstance(each, Uncounted)),
            *(_without_price(each, shelf.of(each)) for each in unknown),
        ),
        prices=tuple(prices),
        unused=tuple(sorted(said.names - {each.subject for each in found})),
        other_regions=shelf.regions_without_list(known),
        with_free=with_free,
    )


class _Prices:
    """The price of each thing in its Region."""

    def __init__(self, lists: Sequence[PriceList]) -> None:
        self._others = lists[0]
        self._by_region = {each.region: each for each in reversed(lists)}

    def of(self, counted: Counted) -> Price:
        return self._by_region.get(counted.region, self._others).prices[counted.price]

    def regions_without_list(self, counted: Iterable[Counted]) -> tuple[str, ...]:
        """Return the Regions that prices of another one are put to; open ones are not known."""
        regions = {each.region for each in counted if not each.region.startswith("${")}
        return tuple(sorted(regions - {*self._by_region}))


def _charges(counted: Sequence[Counted], prices: _Prices, *, with_free: bool) -> Iterator[Charge]:
    """Yield charges: the price of a unit is that of all units of an account and Region."""
    units: dict[tuple[str, str, str], float] = defaultdict(float)
    for each in counted:
        units[_pool(each)] += each.units
    for each in counted:
        price, pool = prices.of(each), units[_pool(each)]
        share = each.units / pool
        yield Charge(price=price, of=each, usd=price.usd(pool, with_free=with_free) * share)


def _pool(counted: Counted) -> tuple[str, str, str]:
    return counted.price, counted.account, counted.region


def _without_price(counted: Counted, price: Price) -> Uncounted:
    return Uncounted(
        what=price.title,
        subject=counted.subject,
        stack=counted.stack,
        known_by=f"a price of {price.id} in --prices",
    )
