"""Gathers what an account knows of an incident, and says what it could not be asked."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

from tocsin.aftermath import Chart, Evidence, HappenedNearby, read_state_change
from tocsin.aws import AwsFailure, IncidentEvidence, stack_changed
from tocsin.cli.account import OnCallStage
from tocsin.cli.incident_chart import chart_of, period_of
from tocsin.incidents import Incident

BEFORE: Final = timedelta(hours=2)
"""How long before an incident a change may have had to do with it."""
AFTER: Final = timedelta(minutes=30)
_MOST_ALARMS: Final = 20
_MOST_CHARTS: Final = 6


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
    charts = list(_charts(gathering, asked, names))
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
    gathering: _Gathering, asked: IncidentEvidence, names: tuple[str, ...]
) -> Iterator[Chart]:
    alarms = gathering.of(lambda: asked.definitions(names))
    for alarm in alarms[:_MOST_CHARTS]:
        period = period_of(alarm)
        values = gathering.of(lambda a=alarm, p=period: asked.values(a, p).items())  # type: ignore[misc]  # defaults of its own
        if values:
            yield chart_of(alarm, dict(values), period)
    left_out = [each["AlarmName"] for each in alarms[_MOST_CHARTS:]]
    if left_out:
        gathering.unknown.append(f"charts of {', '.join(left_out)}: {_MOST_CHARTS} are drawn")
