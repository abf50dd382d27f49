"""When a plan pages once for several alarms, and when not at all, as tables."""

from collections.abc import Iterable, Iterator

from rich.table import Table

from tocsin.cli.plan_table import new_table, place_in
from tocsin.cli.terminal import SEVERITY_STYLES, counted
from tocsin.diagnostics import elapsed
from tocsin.plan import AlarmSpec, CompositeSpec, Plan


def paging_tables(plan: Plan) -> Iterator[Table]:
    """Yield what there is of outages, error budgets, quiet times and maintenance."""
    paging = [each for each in plan.composites if each.pages]
    if outages := [each for each in paging if not each.needs_all]:
        yield _outages(plan, outages)
    if burning := [each for each in paging if each.needs_all]:
        yield _objectives(burning)
    if quiet := [alarm for alarm in plan.alarms if alarm.quiet]:
        yield _quiet(quiet)
    if plan.maintenance:
        yield _maintenance(plan)


def _outages(plan: Plan, composites: Iterable[CompositeSpec]) -> Table:
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


def _objectives(composites: Iterable[CompositeSpec]) -> Table:
    table = new_table("Error budgets that burn", "severity", "alarm", "while both")
    for each in composites:
        table.add_row(
            each.severity,
            each.name,
            "\n".join(each.symptoms),
            style=SEVERITY_STYLES[each.severity],
        )
    return table


def _quiet(alarms: Iterable[AlarmSpec]) -> Table:
    table = new_table("Quiet times: alarms go on, and tell nobody", "alarm", "when", "because")
    for alarm in alarms:
        # One quiet time may need several rules.
        times = dict.fromkeys((each.text, each.because) for each in alarm.quiet)
        for text, because in times:
            table.add_row(alarm.name, text, because, style=SEVERITY_STYLES[alarm.severity])
    table.caption = "What is still wrong when a quiet time ends is told then."
    return table


def _maintenance(plan: Plan) -> Table:
    table = new_table("Maintenance: alarms go on, and tell nobody", "maintenance", "when", "mutes")
    for title in dict.fromkeys(each.title for each in plan.maintenance):
        specs = [each for each in plan.maintenance if each.title == title]
        times = dict.fromkeys(each.rule.text for each in specs)
        muted: dict[str, set[str]] = {}
        for each in specs:
            muted.setdefault(each.service, set()).update(each.alarms)
        counts = [f"{counted(len(names), 'alarm')} of {name}" for name, names in muted.items()]
        table.add_row(title, "\n".join(times), "\n".join(counts))
    table.caption = "What is still wrong when it ends is told then."
    return table
