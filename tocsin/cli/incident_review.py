"""Gathers what an account knows of an incident, and says what it could not be asked."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from operator import ge, gt, le, lt
from typing import Any, Final

import numpy as np

from tocsin.aftermath import Chart, Evidence, HappenedNearby, StateChange, read_state_change
from tocsin.aws import AwsFailure, IncidentEvidence, stack_changed
from tocsin.cli.account import OnCallStage
from tocsin.cli.output import drill_chart
from tocsin.evaluation import ALARM, INSUFFICIENT_DATA, OK, State
from tocsin.incidents import Incident
from tocsin.simulation import Datapoints

BEFORE: Final = timedelta(hours=2)
"""How long before an incident a change may have had to do with it."""
AFTER: Final = timedelta(minutes=30)
_MOST_ALARMS: Final = 20
_MOST_CHARTS: Final = 6
_STATES: Final[Mapping[str, State]] = {"ALARM": ALARM, "OK": OK}
_BREACHES: Final[Mapping[str, Callable[[float, float], bool]]] = {
    "GreaterThanOrEqualToThreshold": ge,
    "GreaterThanThreshold": gt,
    "LessThanOrEqualToThreshold": le,
    "LessThanThreshold": lt,
}


@dataclass(slots=True)
class _Gathering:
    """Asks one thing after the other; what fails is noted, and the rest is still asked."""

    unknown: list[str] = field(default_factory=list)

    def of(self, items: Callable[[], Iterable[Any]]) -> list[Any]:
        """Return what is answered, up to where it failed."""
        found: list[Any] = []
        try:
            found.extend(items())
        except AwsFailure as failure:
            self.unknown += [f"{each.where}: {each.what}" for each in failure.problems]
        return found


def evidence_of(place: OnCallStage, incident: Incident) -> Evidence:
    """Return what is known of an incident beside itself; what is not is listed in it."""
    asked = IncidentEvidence(
        session=place.session,
        region=place.region,
        begins=incident.opened - BEFORE,
        ends=min((incident.closed or place.now) + AFTER, place.now),
    )
    gathering = _Gathering()
    names = tuple(incident.members)[:_MOST_ALARMS]
    items = [item for name in names for item in gathering.of(lambda n=name: asked.history(n))]  # type: ignore[misc]  # a default of its own
    changes = [each for item in items if (each := read_state_change(item))]
    calls = gathering.of(asked.calls)
    stacks = gathering.of(asked.stacks)
    charts = list(_charts(gathering, asked, names, changes))
    nearby = [*map(_call, calls), *map(_stack, stacks)]
    return Evidence(
        changes=tuple(sorted(changes, key=lambda each: each.at)),
        nearby=tuple(sorted(nearby, key=lambda each: each.at)),
        charts=tuple(charts),
        unknown=tuple(dict.fromkeys(gathering.unknown)),
    )


def _call(event: Mapping[str, Any]) -> HappenedNearby:
    resources = [str(each.get("ResourceName", "")) for each in event.get("Resources", ())]
    source = str(event.get("EventSource", "")).partition(".")[0]
    return HappenedNearby(
        at=event["EventTime"],
        what=f"{source}:{event.get('EventName', '')}",
        where=", ".join(filter(None, resources)),
        who=str(event.get("Username", "")),
    )


def _stack(stack: Mapping[str, Any]) -> HappenedNearby:
    return HappenedNearby(
        at=stack_changed(stack), what=f"stack {stack['StackStatus']}", where=stack["StackName"]
    )


def _charts(
    gathering: _Gathering,
    asked: IncidentEvidence,
    names: tuple[str, ...],
    changes: list[StateChange],
) -> Iterator[Chart]:
    alarms = gathering.of(lambda: asked.definitions(names))
    for alarm in alarms[:_MOST_CHARTS]:
        period = _period(alarm)
        values = gathering.of(lambda a=alarm, p=period: asked.values(a, p).items())  # type: ignore[misc]  # defaults of its own
        if values:
            points = _datapoints(alarm, dict(values), period, changes)
            lines = tuple(each.plain for each in drill_chart(points, alarm.get("Threshold")))
            begins = min(at for at, _ in values)
            yield Chart(alarm=alarm["AlarmName"], begins=begins, lines=lines)


def _period(alarm: Mapping[str, Any]) -> int:
    """Return the period of an alarm in seconds: that of its metrics, if it does not say one."""
    found = [alarm.get("Period")]
    for query in alarm.get("Metrics", ()):
        found += [query.get("Period"), query.get("MetricStat", {}).get("Period")]
    return max((each for each in found if each), default=60)


def _datapoints(
    alarm: Mapping[str, Any],
    values: Mapping[datetime, float],
    period: int,
    changes: Iterable[StateChange],
) -> Datapoints:
    start = min(values).timestamp()
    count = int((max(values).timestamp() - start) // period) + 1
    by_slot = {int((at.timestamp() - start) // period): value for at, value in values.items()}
    breaches, threshold = _BREACHES.get(alarm.get("ComparisonOperator", "")), alarm.get("Threshold")
    known = [each for each in changes if each.alarm == alarm["AlarmName"]]
    return Datapoints(
        start=start,
        period=period,
        values=np.array([by_slot.get(slot, np.nan) for slot in range(count)]),
        breaching=tuple(
            breaches is not None
            and threshold is not None
            and slot in by_slot
            and breaches(by_slot[slot], threshold)
            for slot in range(count)
        ),
        states=tuple(_state(known, start + (slot + 1) * period) for slot in range(count)),
    )


def _state(changes: list[StateChange], at: float) -> State:
    """Return the state of an alarm at a moment, by its history."""
    past = [each for each in changes if each.at.timestamp() <= at]
    later = [each for each in changes if each.at.timestamp() > at]
    name = max(past, key=lambda each: each.at).after if past else ""
    if not past and later:
        name = min(later, key=lambda each: each.at).before
    return _STATES.get(name, INSUFFICIENT_DATA)
