"""Events of AWS of which people are told, as tables."""

from rich.table import Table

from tocsin.cli.plan_table import new_table
from tocsin.cli.terminal import SEVERITY_STYLES
from tocsin.on_call import SEVERITIES
from tocsin.plan import EventsSpec, VaultSpec


def event_table(events: EventsSpec) -> Table:
    """Return the operational events of a Region, with what they need."""
    title = f"Events of AWS in {events.region}"
    table = new_table(title, "severity", "event", "what people are told", "needs")
    for rule in sorted(events.rules, key=lambda each: SEVERITIES.index(each.severity)):
        style = SEVERITY_STYLES[rule.severity]
        table.add_row(rule.severity, rule.id, rule.title, "; ".join(rule.needs), style=style)
    return table


def vault_event_table(vault: VaultSpec) -> Table:
    """Return the events of a vault."""
    title = f"Events of the vault {vault.name} in {vault.region}"
    table = new_table(title, "severity", "what people are told")
    for event in vault.events:
        table.add_row(event.severity, event.title, style=SEVERITY_STYLES[event.severity])
    return table
