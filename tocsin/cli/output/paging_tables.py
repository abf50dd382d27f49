"""When a plan pages once for several alarms, and when not at all, as tables."""

from collections.abc import Iterable

from rich.table import Table

from tocsin.cli.output.plan_table import new_table, place_in
from tocsin.cli.terminal import SEVERITY_STYLES, counted
from tocsin.diagnostics import elapsed
from tocsin.plan import AlarmSpec, CompositeSpec, Plan


def outage_table(plan: Plan, composites: Iterable[CompositeSpec]) -> Table:
    """Return for how many alarms each service pages once, and for what its page waits."""
    table = new_table(
        "One page for an outage", "service", "pages once for", "waits while down", "for"
    )
    for each in composites:
        held = each.suppressor
        table.add_row(
            f"{each.service}{place_in(plan, each.region)}",
            counted(len(each.symptoms), "critical alarm"),
            "" if held is None else ", ".join(held.services),
            "" if held is None else f"{elapsed(held.wait)}, and {elapsed(held.extension)} after it",
        )
    made = counted(sum(not each.needs_all for each in plan.composites), "composite alarm")
    table.caption = f"{made}, 0.50 USD a month each in most Regions; page_by: alarm does without."
    return table


def objective_table(composites: Iterable[CompositeSpec]) -> Table:
    """Return at which rates of burning an error budget is told, and how urgently."""
    table = new_table("Error budgets that burn", "severity", "alarm", "while both")
    for each in composites:
        table.add_row(
            each.severity,
            each.name,
            "\n".join(each.symptoms),
            style=SEVERITY_STYLES[each.severity],
        )
    return table


def quiet_table(alarms: Iterable[AlarmSpec]) -> Table:
    """Return when each of some alarms is quiet, and why."""
    table = new_table("Quiet times: alarms go on, and tell nobody", "alarm", "when", "because")
    for alarm in alarms:
        # One quiet time may need several rules.
        times = dict.fromkeys((each.text, each.because) for each in alarm.quiet)
        for text, because in times:
            table.add_row(alarm.name, text, because, style=SEVERITY_STYLES[alarm.severity])
    table.caption = "What is still wrong when a quiet time ends is told then."
    return table
