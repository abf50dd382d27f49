"""Who is paged one after the other, and how, as a table."""

from collections.abc import Iterator

from rich.table import Table

from tocsin.cli.plan_table import new_table
from tocsin.cli.terminal import SEVERITY_STYLES
from tocsin.diagnostics import elapsed
from tocsin.plan import IncidentsSpec, MachineSpec


def incident_table(incidents: IncidentsSpec) -> Table:
    """Return whom the machines of a Region page after how long, and whom they tell at last."""
    title = f"Pages one after the other in {incidents.region}"
    table = new_table(title, "severity", "machine", "pages")
    for machine in incidents.machines:
        table.add_row(
            machine.severity,
            machine.name,
            "\n".join(_steps(machine)),
            style=SEVERITY_STYLES[machine.severity],
        )
    for digest in incidents.digests:
        table.add_row(
            digest.severity,
            "",
            f"at the begin of the next business day: {', '.join(digest.readers)}",
            style=SEVERITY_STYLES[digest.severity],
        )
    everybody = dict.fromkeys(each.contact for each in incidents.fallback.subscriptions)
    table.caption = (
        f"Everybody, also when any of it fails: {', '.join(everybody)} "
        f"({incidents.fallback.name}).\nAnswered by {' or '.join(_ways_to_answer(incidents))}."
    )
    return table


def _ways_to_answer(incidents: IncidentsSpec) -> Iterator[str]:
    yield "tocsin ack"
    if incidents.link_key:
        yield "the link of a page"
    if incidents.chats:
        yield f"a button in chats (topic {', '.join(each.name for each in incidents.chats)})"


def _steps(machine: MachineSpec) -> Iterator[str]:
    for after, recipients in machine.tiers:
        yield f"{_when(after)}: {', '.join(recipients)}"
    yield f"{_when(machine.everybody_after)} without an answer: everybody"


def _when(seconds: int) -> str:
    return f"after {elapsed(seconds)}" if seconds else "at once"
