"""Why somebody was paged or was not: the ways of notifications, composite rules, and the pages."""

from collections.abc import Container, Iterable, Iterator

from tocsin.delivery import Recipient
from tocsin.diagnostics import elapsed
from tocsin.drills.formatting import short_reference
from tocsin.evaluation import ALARM, CompositeAlarm
from tocsin.simulation import Delivery, Environment, Simulation

_MOST = 5
"""Details of one kind that are shown; a large drill could have thousands."""

_MOST_ENTRIES = 12
"""Entries of an incident's timeline that are shown."""

_MOST_CHILDREN = 6
"""Alarms of one rule that are shown; the rule of an outage can have dozens."""


def page_details(
    simulation: Simulation, alarms: Container[str] | None, wanted: Iterable[str] = ()
) -> Iterator[tuple[str, str]]:
    """Yield what explains who was paged.

    Args:
        simulation: The simulation.
        alarms: The alarms that it is about; None for all that the data reach.
        wanted: Endpoints that somebody expects to be reached; empty for all.
    """
    sent = [
        each
        for each in simulation.deliveries
        if each.state == ALARM and (alarms is None or each.alarm in alarms)
    ]
    yield from _ways(sent, frozenset(wanted))
    yield from _rules(simulation, alarms)
    yield from _incidents(simulation)
    yield from _paged(sent, simulation.start)


def _ways(sent: Iterable[Delivery], wanted: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Yield who was not told for certain, and at which hop that is decided."""
    said: dict[str, None] = {}
    for each in sent:
        for to in each.recipients:
            if not to.pages and (not wanted or short_reference(to.endpoint) in wanted):
                said.setdefault(_way(to))
    yield from (("way", text) for text in [*said][:_MOST])


def _way(to: Recipient) -> str:
    name = f"{to.protocol} {short_reference(to.endpoint)}"
    if to.obstacle is not None:
        return f"{name} is {to.obstacle}"
    if to.reader == "program":
        return f"{name} is a program, and no person"
    return (
        f"{name} is reached, and nothing says that a person reads it; "
        "declare it under recipients in tocsin.yaml if one does"
    )


def _rules(simulation: Simulation, alarms: Container[str] | None) -> Iterator[tuple[str, str]]:
    """Yield the rules of composite alarms, and what the alarms in them went through."""
    composites = [
        each
        for name, each in simulation.histories.items()
        if isinstance(each.alarm.definition, CompositeAlarm) and (alarms is None or name in alarms)
    ]
    for history in composites[:_MOST]:
        definition = history.alarm.definition
        assert isinstance(definition, CompositeAlarm)
        yield "rule", f"{history.alarm.name}: {definition.rule.text}"
        yield from _children(simulation, history.alarm.environment, definition)


def _children(
    simulation: Simulation, environment: Environment, composite: CompositeAlarm
) -> Iterator[tuple[str, str]]:
    """Yield what the alarms in a rule went through, first those that were in ALARM."""
    alarmed: list[str] = []
    others: list[str] = []
    for child in composite.rule.alarm_names:
        found = simulation.history_of(child, environment)
        if found is None:
            others.append(f"{child}: {simulation.idle_state}, not evaluated")
            continue
        was_in_alarm = ALARM in {found.initial_state, *(state for _, state in found.states)}
        (alarmed if was_in_alarm else others).append(f"{child}: {found.course}")
    listed = [*alarmed, *others]
    yield from (("child", text) for text in listed[:_MOST_CHILDREN])
    if rest := listed[_MOST_CHILDREN:]:
        hidden = len(alarmed[_MOST_CHILDREN:])
        was = f"{hidden} of them were in ALARM" if hidden else "none of them was in ALARM"
        yield "child", f"and {len(rest)} more; {was}"


def _incidents(simulation: Simulation) -> Iterator[tuple[str, str]]:
    """Yield what became of the incidents that machines page about, and what is not known of it."""
    incidents = simulation.escalation.incidents
    for incident in incidents[:_MOST]:
        steps = [
            f"{entry.kind} {entry.who}".rstrip()
            + f" at {elapsed(entry.at.timestamp() - simulation.start)}"
            for entry in incident.timeline[:_MOST_ENTRIES]
        ]
        more = len(incident.timeline) - _MOST_ENTRIES
        rest = f"; and {more} more" if more > 0 else ""
        yield "incident", f"{incident.service}: {'; '.join(steps)}{rest}"
    if incidents:
        yield "turns", "as the templates say; an override that was made since is not known"


def _paged(sent: Iterable[Delivery], start: float) -> Iterator[tuple[str, str]]:
    said: dict[str, None] = {}
    for each in sent:
        for to in each.pages:
            at = elapsed(each.at - start)
            said.setdefault(f"{short_reference(to.endpoint)} at {at}, by {each.alarm}")
    listed = [*said]
    more = f" and {len(listed) - _MOST} more" if len(listed) > _MOST else ""
    yield "paged", f"{'; '.join(listed[:_MOST])}{more}" if listed else "nobody, all the time"
