"""What became of one alarm in a simulation."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from tocsin.diagnostics import elapsed
from tocsin.evaluation import CompositeAlarm, State, Timeline
from tocsin.simulation.alarm_set import DeployedAlarm


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmHistory:
    """The states of one alarm over time.

    Attributes:
        alarm: The alarm.
        start: When it begins, in seconds since 1970.
        end: When it ends.
        initial_state: The state at the start.
        states: The time and the new state of each change, in order.
        timeline: The timeline of a metric alarm, with its evidence; None for a composite alarm.
        later: The timelines of later stretches, where the data of an alarm cover several.
        covered: From when to when there are data of it to evaluate; None for all of the time.
        evaluation_delay: Seconds by which each evaluation looks back, because data are late.
        contributors: The timelines of an alarm's contributors by their names, where its query
            gives several series; it then has no timeline of its own.
        composite_reasons: For each change of a composite alarm, the changes that triggered it in
            words; empty for a metric alarm.
    """

    alarm: DeployedAlarm
    start: float
    end: float
    initial_state: State
    states: tuple[tuple[float, State], ...]
    timeline: Timeline | None = None
    later: tuple[Timeline, ...] = ()
    covered: tuple[tuple[float, float], ...] | None = None
    evaluation_delay: int = 0
    contributors: Mapping[str, Timeline] = field(default_factory=dict)
    composite_reasons: Mapping[float, str] = field(default_factory=dict)

    @property
    def is_composite(self) -> bool:
        """Whether it follows from the histories of others."""
        return isinstance(self.alarm.definition, CompositeAlarm)

    @property
    def was_evaluated(self) -> bool:
        """Whether there was an evaluation; a composite alarm is evaluated with those below it."""
        timelines = self.timelines or tuple(self.contributors.values())
        return self.is_composite or any(each.evaluation_count for each in timelines)

    @property
    def timelines(self) -> tuple[Timeline, ...]:
        """Its own timelines, one for each stretch that its data cover, in order."""
        return () if self.timeline is None else (self.timeline, *self.later)

    def of_contributor(self, name: str) -> "AlarmHistory":
        """Return the history of one contributor, as if it were the alarm."""
        timeline = self.contributors[name]
        return replace(
            self,
            initial_state=timeline.initial_state,
            states=timeline.states,
            timeline=timeline,
            contributors={},
        )

    def state_at(self, at: float) -> State:
        """Return the state at a time; a change at that very time counts."""
        index = bisect_right(self.states, at, key=_time)
        return self.states[index - 1][1] if index else self.initial_state

    def state_before(self, at: float, state: State) -> State:
        """Return the state before the alarm last entered *state*, up to a time."""
        for index in reversed(range(bisect_right(self.states, at, key=_time))):
            before = self.states[index - 1][1] if index else self.initial_state
            if self.states[index][1] == state != before:
                return before
        return self.initial_state

    def intervals(self) -> tuple[tuple[float, float, State], ...]:
        """Return stretches of one state as (from, to, state) that cover start to end."""
        changes = [(self.start, self.initial_state), *self.states]
        ends = [at for at, _ in changes[1:]] + [self.end]
        return tuple(
            (at, end, state) for (at, state), end in zip(changes, ends, strict=True) if end > at
        )

    @property
    def course(self) -> str:
        """What the alarm went through: `OK → ALARM at 13m → OK at 21m`."""
        steps = [f"{state} at {elapsed(at - self.start)}" for at, state in self.states]
        return " → ".join([self.initial_state, *steps])

    def reason_at(self, at: float) -> str | None:
        """Return StateReason as of a time, as CloudWatch words it; None before any change."""
        if begun := [each for each in self.timelines if each.start <= at]:
            change = begun[-1].transition_at(at)
            return None if change is None else change.reason
        if self.contributors:
            changes = (each.transition_at(at) for each in self.contributors.values())
            found = [each for each in changes if each is not None]
            return max(found, key=lambda each: each.at).reason if found else None
        earlier = [time for time in self.composite_reasons if time <= at]
        return self.composite_reasons[max(earlier)] if earlier else None


def _time(change: tuple[float, State]) -> float:
    return change[0]
