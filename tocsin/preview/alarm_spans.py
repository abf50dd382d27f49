"""When the alarms of a dashboard were in ALARM."""

from collections.abc import Iterator
from dataclasses import dataclass

from tocsin.evaluation import ALARM
from tocsin.preview.dashboard import Dashboard
from tocsin.preview.variables import Variables
from tocsin.simulation import AlarmHistory, Simulation


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmSpan:
    """A time during which an alarm was in ALARM.

    Attributes:
        alarm: Its name.
        begins: In seconds since 1970.
        ends: None if it lasts to the end.
    """

    alarm: str
    begins: float
    ends: float | None


def alarm_spans(
    dashboard: Dashboard, variables: Variables, simulation: Simulation
) -> tuple[AlarmSpan, ...]:
    """Return what the annotations of *dashboard* mark of a simulation, in order of time."""
    asked = tuple(_asked(dashboard, variables))
    found = [
        span
        for history in simulation.histories.values()
        if any(_is_meant(history, *each) for each in asked)
        for span in _spans(history)
    ]
    return tuple(sorted(found, key=lambda span: (span.begins, span.alarm)))


def _asked(dashboard: Dashboard, variables: Variables) -> Iterator[tuple[str, str]]:
    """Yield the beginning of names, and the Region, of each query for the history of alarms."""
    for annotation in dashboard.annotations:
        target = annotation.get("target")
        query = target if isinstance(target, dict) else annotation
        prefix = query.get("alarmNamePrefix")
        if prefix and annotation.get("enable") is not False:
            region = variables.fill(str(query.get("region") or ""))
            yield variables.fill(str(prefix)), "" if "$" in region else region


def _is_meant(history: AlarmHistory, prefix: str, region: str) -> bool:
    place = history.alarm.environment.region
    is_here = not region or region == "default" or place in {None, region}
    return is_here and history.alarm.name.startswith(prefix)


def _spans(history: AlarmHistory) -> Iterator[AlarmSpan]:
    begins = history.start if history.initial_state == ALARM else None
    for at, state in history.states:
        if state == ALARM and begins is None:
            begins = at
        elif state != ALARM and begins is not None:
            yield AlarmSpan(alarm=history.alarm.name, begins=begins, ends=at)
            begins = None
    if begins is not None:
        yield AlarmSpan(alarm=history.alarm.name, begins=begins, ends=None)
