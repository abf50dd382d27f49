"""The states of one alarm over time, and which of their changes notify.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-actions.html
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from tocsin.alarms import MetricAlarm, TreatMissingData
from tocsin.evaluation.alarm import ALARM, OK, STATES, State, StateCodes
from tocsin.evaluation.array_types import FloatArray, Seconds
from tocsin.evaluation.data import AlignedSeries
from tocsin.evaluation.history.decision import Decision, decision_of
from tocsin.evaluation.history.evidence import Datapoint, Evidence
from tocsin.evaluation.history.reason import state_reason
from tocsin.evaluation.history.reason_data import state_reason_data


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """What one evaluation gives.

    Attributes:
        at: Its time, in seconds since 1970.
        old_state: The state before.
        state: The state after.
        evidence: The datapoints that decided.
    """

    at: float
    old_state: State
    state: State
    evidence: Evidence

    @property
    def reason(self) -> str:
        """Return StateReason as CloudWatch words it."""
        return state_reason(self.state, self.evidence)

    @property
    def decision(self) -> Decision:
        """Return which rule decided."""
        return decision_of(self.evidence)

    @property
    def reason_data(self) -> dict[str, Any]:
        """Return StateReasonData as CloudWatch structures it."""
        return state_reason_data(self.state, self.evidence)


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationRecords:
    """What some evaluations of one alarm read and decided, one row each.

    Attributes:
        times: The time of each, ``(evaluations,)``.
        codes: The state each led to, ``(evaluations,)``.
        slot_starts: The slots that each read, ``(evaluations, slots)``, oldest first.
        series: The datapoints in these slots, of the same shape.
    """

    times: FloatArray
    codes: StateCodes
    slot_starts: Seconds
    series: AlignedSeries

    def evidence_at(
        self, row: int, alarm: MetricAlarm, treat_missing_data: TreatMissingData
    ) -> Evidence:
        """Return the newest N datapoints that one of the evaluations read."""
        read = self.series.at(row)
        real = np.flatnonzero(read.is_comparable)
        newest_first = real[::-1][: alarm.evaluation_periods]
        lacking = alarm.evaluation_periods - newest_first.size
        empty = np.flatnonzero(~read.is_comparable)[::-1][:lacking]
        starts = self.slot_starts[row]
        datapoints = tuple(
            Datapoint(
                start=float(starts[slot]),
                value=float(read.values[slot]),
                sample_count=None if read.counts is None else float(read.counts[slot]),
                lower=None if read.lower is None else float(read.lower[slot]),
                upper=None if read.upper is None else float(read.upper[slot]),
            )
            for slot in newest_first
        )
        return Evidence(
            alarm=alarm,
            treat_missing_data=treat_missing_data,
            at=float(self.times[row]),
            datapoints=datapoints,
            empty=tuple(float(starts[slot]) for slot in empty),
            slots_read=starts.size,
            oldest_age=int(starts.size - real[0]) if real.size else 0,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """What became of one alarm between two times; it holds the changes of state alone.

    Attributes:
        alarm: The alarm.
        treat_missing_data: The treatment that was in effect.
        start: When it begins, in seconds since 1970.
        end: When it ends; no evaluation is as late as this.
        evaluation_count: How many evaluations there were.
        initial_state: The state before the first evaluation.
        first_evaluation: When the first of them was, in seconds since 1970; None without any.
    """

    alarm: MetricAlarm
    treat_missing_data: TreatMissingData
    start: float
    end: float
    evaluation_count: int
    initial_state: State
    first_evaluation: float | None = None
    _changes: tuple[EvaluationRecords, ...] = field(default=(), repr=False)

    @property
    def states(self) -> tuple[tuple[float, State], ...]:
        """Return the time and the new state of each change."""
        return tuple(
            (float(at), STATES[code])
            for records in self._changes
            for at, code in zip(records.times, records.codes, strict=True)
        )

    @property
    def transitions(self) -> tuple[Evaluation, ...]:
        """Return every evaluation that changed the state; they are made when asked for."""
        return tuple(
            self._transition(number, row)
            for number, records in enumerate(self._changes)
            for row in range(records.times.size)
        )

    @property
    def final_state(self) -> State:
        """Return the state at the end."""
        states = self.states
        return states[-1][1] if states else self.initial_state

    def state_at(self, at: float) -> State:
        """Return the state at a time; an evaluation at that very time counts."""
        state = self.initial_state
        for records in self._changes:
            changes_so_far = int(np.searchsorted(records.times, at, side="right"))
            state = STATES[records.codes[changes_so_far - 1]] if changes_so_far else state
        return state

    def transition_at(self, at: float) -> Evaluation | None:
        """Return the last evaluation until a time that changed the state; None before any."""
        for number in reversed(range(len(self._changes))):
            records = self._changes[number]
            if count := int(np.searchsorted(records.times, at, side="right")):
                return self._transition(number, count - 1)
        return None

    def intervals(self) -> tuple[tuple[float, float, State], ...]:
        """Return stretches of one state as (from, to, state) that cover start to end."""
        changes = [(self.start, self.initial_state), *self.states]
        ends = [at for at, _ in changes[1:]] + [self.end]
        return tuple(
            (at, end, state) for (at, state), end in zip(changes, ends, strict=True) if end > at
        )

    def _transition(self, number: int, row: int) -> Evaluation:
        """Return what a row of some records is."""
        records = self._changes[number]
        before = records.codes[:row]
        while number and not before.size:
            number -= 1
            before = self._changes[number].codes
        return Evaluation(
            at=float(records.times[row]),
            old_state=STATES[before[-1]] if before.size else self.initial_state,
            state=STATES[records.codes[row]],
            evidence=records.evidence_at(row, self.alarm, self.treat_missing_data),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionsSwitch:
    """From this time on, actions are enabled or not (EnableAlarmActions, DisableAlarmActions)."""

    at: float
    enabled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Notification:
    """The actions of a state run.

    Attributes:
        at: When, in seconds since 1970.
        state: The state that the alarm entered.
        actions: The ARNs that run.
    """

    at: float
    state: State
    actions: tuple[str, ...]


def actions_of(alarm: MetricAlarm, state: State) -> tuple[str, ...]:
    """Return the ARNs that an alarm runs when it enters a state."""
    if state == ALARM:
        return alarm.alarm_actions
    return alarm.ok_actions if state == OK else alarm.insufficient_data_actions


def enabled_at(at: float, switches: Sequence[ActionsSwitch], *, enabled: bool = True) -> bool:
    """Say whether actions are enabled at a time; a switch at that very time counts.

    Args:
        at: Seconds since 1970.
        switches: When actions are switched on and off, in order of time.
        enabled: Whether actions are enabled before the first switch.
    """
    index = bisect_right(switches, at, key=lambda switch: switch.at)
    return switches[index - 1].enabled if index else enabled


def notifying_changes(
    states: Iterable[tuple[float, State]],
    previous_state: State,
    switches: Sequence[ActionsSwitch] = (),
    *,
    enabled: bool = True,
) -> list[tuple[float, State]]:
    """Return the entries that are changes of state at a time when actions are enabled.

    Enabling actions runs nothing by itself, so an OK may go out without the ALARM before it.

    Args:
        states: Times and states, in order of time.
        previous_state: The state before the first.
        switches: When actions are switched on and off, in order of time.
        enabled: Whether actions are enabled before the first switch.
    """
    changes = []
    for at, state in states:
        if state != previous_state and enabled_at(at, switches, enabled=enabled):
            changes.append((at, state))
        previous_state = state
    return changes


def notifications(
    alarm: MetricAlarm,
    states: Iterable[tuple[float, State]],
    previous_state: State,
    switches: Sequence[ActionsSwitch] = (),
) -> list[Notification]:
    """Return what an alarm sends for the states of its timeline; states without actions: none."""
    changes = notifying_changes(states, previous_state, switches, enabled=alarm.actions_enabled)
    return [
        Notification(at=at, state=state, actions=actions)
        for at, state in changes
        if (actions := actions_of(alarm, state))
    ]
