"""What an assembly costs a month, as tables, and as data."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from rich.table import Table

from tocsin.cli.plan_table import new_table
from tocsin.cost import Bill, Charge, Price, Uncounted
from tocsin.diagnostics import quoted

_MOST_NAMES = 3


def cost_table(bill: Bill) -> Table:
    """Return what each kind of thing costs."""
    table = new_table(
        "What monitoring costs a month", "what", "units", "of", "price in USD", "USD a month",
        numbers=("units", "price in USD", "USD a month"),
    )  # fmt: skip
    for price, charges in bill.by_price().items():
        units = sum(each.of.units for each in charges)
        usd = sum(each.usd for each in charges)
        table.add_row(price.title, number(units), price.unit, _unit_price(price), f"{usd:,.2f}")
    table.add_section()
    table.add_row("all", "", "", "", f"{bill.usd:,.2f}")
    free = "taken off" if bill.with_free else "not taken off: --free-tier does it"
    lists = "; ".join(each.of_what for each in bill.prices)
    table.caption = f"{lists[0].upper()}{lists[1:]}. What an account has for nothing is {free}."
    return table


def stack_table(bill: Bill) -> Table:
    """Return what each stack costs, the most expensive first."""
    table = new_table("By stack", "stack", "USD a month", numbers=("USD a month",))
    for stack, usd in sorted(bill.by_stack().items(), key=lambda item: (-item[1], item[0])):
        table.add_row(stack or "-", f"{usd:,.2f}")
    return table


def uncounted_table(bill: Bill) -> Table:
    """Return what is charged for and not in the bill."""
    table = new_table("Not in the sum", "what", "of", "what makes it known")
    for (what, known_by), names in _grouped(bill.uncounted).items():
        table.add_row(what, _names(names), known_by)
    table.caption = "docs/cost.md says what stands in the files of --usage and --prices."
    return table


def cost_remarks(bill: Bill) -> Iterator[str]:
    """Yield what one has to know to believe the sum."""
    if bill.other_regions:
        yield (
            f"what is in {', '.join(bill.other_regions)} is reckoned with prices of "
            f"{bill.prices[0].region}: give others by --prices"
        )
    if bill.unused:
        yield f"--usage names what no template has: {', '.join(map(quoted, bill.unused))}"
    yield from dict.fromkeys(
        f"{each.price.title}: assumed that {each.of.assumed}"
        for each in bill.charges
        if each.of.assumed
    )


def cost_data(bill: Bill) -> dict[str, Any]:
    """Return the bill for programs."""
    return {
        "usd_a_month": round(bill.usd, 2),
        "prices": [
            {"region": each.region, "as_of": each.as_of, "source": each.source}
            for each in bill.prices
        ],
        "unused": list(bill.unused),
        "free_tier_taken_off": bill.with_free,
        "regions_of_other_prices": list(bill.other_regions),
        "charges": [_charge_data(each) for each in bill.charges],
        "not_counted": [
            {
                "what": each.what,
                "subject": each.subject,
                "stack": each.stack,
                "known_by": each.known_by,
            }
            for each in bill.uncounted
        ],
    }


def number(units: float) -> str:
    """Return a number of units as people read it."""
    return f"{units:,.0f}" if units >= 100 or units == int(units) else f"{units:,.2f}"  # noqa: PLR2004 - of so many, parts do not matter


def _charge_data(charge: Charge) -> dict[str, Any]:
    return {
        "price": charge.price.id,
        "subject": charge.of.subject,
        "stack": charge.of.stack,
        "account": charge.of.account,
        "region": charge.of.region,
        "units": round(charge.of.units, 6),
        "unit": charge.price.unit,
        "usd_a_month": round(charge.usd, 6),
        "assumed": charge.of.assumed,
    }


def _unit_price(price: Price) -> str:
    first = f"{price.tiers[0].usd:.10f}".rstrip("0")
    whole, _, parts = first.partition(".")
    each = "" if price.each == 1 else f" for {price.each:,.0f}"
    return f"{whole}.{parts.ljust(2, '0')}{each}{', less of many' if price.tiers[1:] else ''}"


def _grouped(uncounted: tuple[Uncounted, ...]) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for each in uncounted:
        found[each.what, each.known_by].append(each.subject)
    return found


def _names(subjects: list[str]) -> str:
    names = [*dict.fromkeys(subjects)]
    rest = len(names) - _MOST_NAMES
    return ", ".join(names[:_MOST_NAMES]) + (f" and {rest} more" if rest > 0 else "")
