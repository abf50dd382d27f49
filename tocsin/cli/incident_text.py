"""An incident as people read it in a terminal."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from rich.table import Table
from rich.text import Text

from tocsin.aftermath import entry_words
from tocsin.cli.terminal import SEVERITY_STYLES
from tocsin.diagnostics import elapsed
from tocsin.incidents import Incident

_STATES = {"ALARM": "bold red", "OK": "green", "INSUFFICIENT_DATA": "yellow"}


def incident_table(incidents: Iterable[Incident], now: datetime) -> Table:
    """Return a table with a row for each incident."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in ("Incident", "Severity", "Status"):
        table.add_column(title, no_wrap=True)
    table.add_column("For", no_wrap=True, justify="right")
    table.add_column("What")
    for each in incidents:
        table.add_row(
            Text(each.id),
            Text(each.severity, style=SEVERITY_STYLES[each.severity]),
            Text(_status(each)),
            _lasted(each, now),
            Text(what_happened(each)),
        )
    return table


def incident_lines(incident: Incident, now: datetime) -> Iterator[Text]:
    """Yield the lines about an incident: what, since when, what fires, what to do."""
    severity = Text(incident.severity.upper(), style=SEVERITY_STYLES[incident.severity])
    yield severity.append(f" {incident.service}: {what_happened(incident)}", style="not bold")
    yield Text(f"Incident {incident.id}, {_status(incident)}, {_span(incident, now)}")
    for name, member in incident.members.items():
        state = Text(f"{member.state:5}", style=_STATES[member.state])
        yield Text("  ").append(state).append(f" {name}, since {moment(member.at)}")
    runbooks = dict.fromkeys(each.runbook for each in incident.members.values() if each.runbook)
    for runbook in runbooks:
        yield Text(f"Runbook: {runbook}")


def timeline_lines(incident: Incident) -> Iterator[Text]:
    """Yield a line for everything that happened, each with its time in UTC."""
    day = None
    for entry in incident.timeline:
        at = entry.at.astimezone(UTC)
        if at.date() != day:
            day = at.date()
            yield Text(f"{day:%Y-%m-%d}, in UTC", style="bold")
        yield Text(f"  {at:%H:%M:%S}  {entry_words(entry)}")


def what_happened(incident: Incident) -> str:
    """Return what the first alarm that still fires says, and how many others do."""
    names = incident.firing or tuple(incident.members)
    first = incident.members[names[0]].summary if names else ""
    return first if len(names) <= 1 else f"{first} (+{len(names) - 1} more)"


def moment(at: datetime) -> str:
    """Return a moment as `2026-03-14 09:25 UTC`."""
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def _status(incident: Incident) -> str:
    if incident.status == "acknowledged":
        return f"with {incident.acknowledged_by}"
    return "over" if incident.is_over else "open"


def _span(incident: Incident, now: datetime) -> str:
    if incident.closed is None:
        return f"since {moment(incident.opened)} ({_lasted(incident, now)})"
    return f"from {moment(incident.opened)} to {moment(incident.closed)}"


def _lasted(incident: Incident, now: datetime) -> str:
    return elapsed(((incident.closed or now) - incident.opened).total_seconds())
