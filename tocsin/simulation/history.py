"""What became of one alarm in a simulation, and the message that it would publish."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tocsin.assembly import Environment
from tocsin.diagnostics import elapsed
from tocsin.evaluation import AlarmPlace, State, StateChange, Timeline, alarm_message
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
        evaluation_delay: Seconds by which each evaluation looks back, because data are late.
        composite_reasons: For each change of a composite alarm, the changes that triggered it in
            words; empty for a metric alarm.
    """

    alarm: DeployedAlarm
    start: float
    end: float
    initial_state: State
    states: tuple[tuple[float, State], ...]
    timeline: Timeline | None = None
    evaluation_delay: int = 0
    composite_reasons: Mapping[float, str] = field(default_factory=dict)

    def state_at(self, at: float) -> State:
        """Return the state at a time; a change at that very time counts."""
        index = bisect_right([time for time, _ in self.states], at)
        return self.states[index - 1][1] if index else self.initial_state

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
        if self.timeline is not None:
            before = [each for each in self.timeline.transitions if each.at <= at]
            return before[-1].reason if before else None
        earlier = [time for time in self.composite_reasons if time <= at]
        return self.composite_reasons[max(earlier)] if earlier else None


def notification(history: AlarmHistory, at: float, state: State) -> dict[str, Any]:
    """Return the body of the message with which actions run.

    Args:
        history: The alarm's history.
        at: When the actions run, in seconds since 1970; later than the change if something holds
            them back.
        state: The state that they run for.
    """
    alarm = history.alarm.template_alarm
    reason = history.reason_at(at) or ""
    change = StateChange(
        at=at, old_state=_state_before(history, at, state), state=state, reason=reason
    )
    properties = {
        **alarm.properties,
        "AlarmName": alarm.name,
        "AlarmActions": [action.arn for action in alarm.alarm_actions],
        "OKActions": [action.arn for action in alarm.ok_actions],
        "InsufficientDataActions": [action.arn for action in alarm.insufficient_data_actions],
    }
    place = _place(alarm.arn, alarm.stack.environment)
    return alarm_message(properties, change, place, configured_at=history.start)


def _state_before(history: AlarmHistory, at: float, state: State) -> State:
    """Return the state that the alarm had before it last entered *state*."""
    before = entered_from = history.initial_state
    for changed_at, current in history.states:
        if changed_at > at:
            break
        if current == state != before:
            entered_from = before
        before = current
    return entered_from


def _place(arn: str, environment: Environment) -> AlarmPlace:
    # People read the name of a Region, which templates do not tell; its id stands for it.
    return AlarmPlace(arn=arn, account=environment.account_text, region=environment.region_text)
