"""What monitoring costs a month, before and after."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tocsin.cost import Bill, cost_changes, reckon
from tocsin.diagnostics import Location
from tocsin.recovery import UnreadableDocumentError
from tocsin.review.change import Change
from tocsin.review.kinds import KINDS
from tocsin.review.words import number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tocsin.assembly import Assembly
    from tocsin.cost import CostChange
    from tocsin.review.comparison import Comparison
    from tocsin.review.known import Known
    from tocsin.review.pairs import Pairs


def bills(pairs: Pairs, known: Known) -> tuple[Bill, Bill] | None:
    """Return what both sides cost; None if a document of data stores cannot be read."""
    try:
        return _bill(pairs.base, known), _bill(pairs.head, known)
    except UnreadableDocumentError:
        return None


def cost_changes_of(
    comparison: Comparison, known: Known, charged: Callable[[], tuple[Bill, Bill] | None]
) -> Iterator[Change]:
    """Yield what costs more or less a month, the greatest change first.

    All of both sides is reckoned only if something of what a change concerns is charged otherwise.

    Args:
        comparison: Both sides.
        known: What things cost, and how much there is of them.
        charged: Gives what all of both sides costs.
    """
    try:
        before, after = (
            _charged(_bill(side.subject.assembly, known))
            for side in (comparison.base, comparison.head)
        )
    except UnreadableDocumentError:
        return
    found = charged() if before != after else None
    if found is not None:
        head = comparison.pairs.head
        yield from (_change(each, found[1], head) for each in cost_changes(*found))


def _charged(bill: Bill) -> Counter[tuple[str, str]]:
    """Return how many units there are of each price in each stack, in millionths."""
    units = Counter[tuple[str, str]]()
    for each in bill.charges:
        units[each.price.id, each.of.stack] += round(each.of.units * 1_000_000)
    return units


def _bill(assembly: Assembly, known: Known) -> Bill:
    return reckon(assembly, known.prices, known.usage)


def _change(change: CostChange, bill: Bill, head: Assembly) -> Change:
    kind = "cost/more" if change.usd > 0 else "cost/less"
    was, now = (f"{each:,.2f}" for each in (change.usd_before, change.usd_after))
    one, other = (number(round(each, 2)) for each in (change.units_before, change.units_after))
    units = f"{one} → {other} {_plural(change.price.unit, change.units_after)}"
    return Change(
        kind=kind,
        severity="info",
        effect=KINDS[kind].effect,
        matters=KINDS[kind].matters,
        subject=f"cost of {_within(change.price.title)}",
        what=f": {was} → {now} USD a month, for {units}",
        where=Location(source=str(head.path)),
        before=f"{was} USD",
        after=f"{now} USD",
        why=bill.prices[0].of_what,
        rule=change.price.id,
    )


def _plural(unit: str, count: float) -> str:
    return unit if count == 1 or unit.isupper() else f"{unit}s"


def _within(title: str) -> str:
    """Return a title as it stands within a sentence; the name of a product stays what it is."""
    first = title.partition(" ")[0]
    return f"{title[:1].lower()}{title[1:]}" if first[1:].islower() else title
