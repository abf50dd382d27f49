"""Reads `kind`: what every incident has to do, and every quiet time."""

from collections.abc import Iterator

from tocsin.diagnostics import YamlValue, did_you_mean, quoted
from tocsin.drills.expectations import Expectation, IncidentPaged, NobodyPaged
from tocsin.drills.reading.drill_context import DrillContext
from tocsin.on_call import SEVERITIES, Severity
from tocsin.simulation import DeployedAlarm


def read_kind(
    drill: YamlValue, service: YamlValue | None, context: DrillContext
) -> Iterator[Expectation]:
    """Yield what the kind of a drill expects, if it has one.

    Args:
        drill: The drill as it is written.
        service: The service that stands in it, or else in its file.
        context: The data of the drill and the alarms around them.
    """
    kind = drill.get("kind")
    match kind.choice(("incident", "quiet")) if kind else None:
        case "incident":
            yield from _incident(drill, service, context)
        case "quiet":
            yield _quiet(drill, context)


def _incident(
    drill: YamlValue, service: YamlValue | None, context: DrillContext
) -> Iterator[IncidentPaged]:
    name = service.text() if service else None
    critical = _critical_alarms(name, service or drill, context)
    deadlines = {alarm.paged_by or alarm.name: _deadline(alarm, context) for alarm in critical}
    if not drill.has("begins"):
        fix = "add begins: how long after the start"
        drill.report("no-begin", "the incident has no begin", fix)
    elif context.begins is not None and any(
        each > context.whole_drill.last for each in deadlines.values()
    ):
        what = "the data end before critical alarms have to page"
        drill.report("data-too-short", what, "add values")
    if deadlines:
        yield IncidentPaged(
            where=drill.location,
            service=name,
            begins=context.incident_begin,
            deadlines=deadlines,
        )


def _deadline(alarm: DeployedAlarm, context: DrillContext) -> float:
    """Return until when an alarm has to page; to the end if it is not answered in minutes."""
    if alarm.respond_within is None:
        return context.whole_drill.last
    return context.incident_begin + alarm.respond_within.total_seconds()


def _critical_alarms(
    service: str | None, value: YamlValue, context: DrillContext
) -> list[DeployedAlarm]:
    """Return the critical alarms that the data reach, of one service or of all.

    That there are none is a problem with *value*.
    """
    reached = [context.alarms[name] for name in context.evaluated]
    critical = [alarm for alarm in reached if alarm.severity == "critical"]
    found = [each for each in critical if service in {None, each.service}]
    if not found:
        services = sorted({each.service for each in critical if each.service})
        whose = f" of {quoted(service)}" if service else ""
        fix = did_you_mean(service or "", services) if services else "add series"
        value.report("no-critical-alarm", f"the data reach no critical alarm{whose}", fix)
    return found


def _quiet(drill: YamlValue, context: DrillContext) -> NobodyPaged:
    reached = [context.alarms[name] for name in sorted(context.evaluated)]
    context.check_length((context.alarm,) if context.alarm else reached, drill)
    severities: frozenset[Severity] | None = None
    if listed := drill.get("severities"):
        chosen = (item.choice(SEVERITIES) for item in listed.items())
        severities = frozenset(filter(None, chosen))
    return NobodyPaged(
        where=drill.location, alarm=None, severities=severities, span=context.whole_drill
    )
