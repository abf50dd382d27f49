"""Which alarms have a drill that fires them, and one that leaves them quiet."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from tocsin.drills.runner import Outcome
from tocsin.evaluation import ALARM
from tocsin.on_call import SEVERITIES
from tocsin.simulation import AlarmSet, CompositeTree, DeployedAlarm, recipients_of

Reach = Literal["people", "perhaps", "nobody"]
"""Whether a person is told: for certain, or perhaps, for what the templates leave open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrillsOfBothKinds:
    """The drills about one thing that tells people.

    Attributes:
        firing: The ids of drills in which it does.
        quiet: The ids of drills in which it could have, and does not.
        reaches: Who is told when it does, by the templates alone.
    """

    firing: tuple[str, ...]
    quiet: tuple[str, ...]
    reaches: Reach

    @property
    def is_complete(self) -> bool:
        """Say whether there is one drill of each kind."""
        return bool(self.firing and self.quiet)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage(DrillsOfBothKinds):
    """The drills about one alarm; it fires in those in which it is in ALARM.

    A drill is about an alarm if its data reach it, and if it expects something of it or of all
    alarms that its data reach. A composite alarm above it may tell people in its place.

    Attributes:
        alarm: The alarm.
    """

    alarm: DeployedAlarm


def coverage(alarms: AlarmSet, outcomes: Iterable[Outcome]) -> tuple[Coverage, ...]:
    """Return the coverage of each alarm, most urgent first."""
    firing: dict[str, list[str]] = {}
    quiet: dict[str, list[str]] = {}
    for outcome in outcomes:
        for name, fires in _touched(outcome):
            (firing if fires else quiet).setdefault(name, []).append(outcome.drill.id)
    tree = CompositeTree(alarms)
    found = [
        Coverage(
            alarm=alarm,
            firing=tuple(firing.get(alarm.name, ())),
            quiet=tuple(quiet.get(alarm.name, ())),
            reaches=_reach(alarm, alarms, tree),
        )
        for alarm in alarms
    ]
    return tuple(sorted(found, key=lambda each: urgency(each.alarm)))


def _reach(alarm: DeployedAlarm, alarms: AlarmSet, tree: CompositeTree) -> Reach:
    above = tree.above(alarm)
    senders = above if alarm.paged_by is not None else (alarm, *above)
    recipients = [to for each in senders for to in recipients_of(each, alarms.routes)]
    if any(each.pages for each in recipients):
        return "people"
    return "perhaps" if any(each.may_page for each in recipients) else "nobody"


def urgency(alarm: DeployedAlarm) -> int:
    """Return the rank of an alarm's severity, most urgent first; without one, last."""
    return SEVERITIES.index(alarm.severity) if alarm.severity else len(SEVERITIES)


def _touched(outcome: Outcome) -> Iterator[tuple[str, bool]]:
    """Yield the alarms that a drill is about, and whether they are in ALARM in it."""
    for name, history in outcome.simulation.histories.items():
        is_reached = name in outcome.drill.metric_alarms | outcome.drill.parent_composites
        if is_reached and history.was_evaluated and outcome.drill.concerns(name):
            yield name, any(state == ALARM for _, _, state in history.intervals())
