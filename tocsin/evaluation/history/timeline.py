"""The states of one alarm over time."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tocsin.evaluation.alarm import STATES, MetricAlarm, State, StateCodes, TreatMissingData
from tocsin.evaluation.data import FloatArray
from tocsin.evaluation.history.evidence import Datapoint, Evidence
from tocsin.evaluation.history.reason import state_reason
from tocsin.evaluation.history.reason_data import state_reason_data


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """One change of state.

    Attributes:
        at: The time of the evaluation, in seconds since 1970.
        old_state: The state before.
        new_state: The state from now on.
        evidence: What the evaluation saw.
    """

    at: float
    old_state: State
    new_state: State
    evidence: Evidence

    @property
    def reason(self) -> str:
        """Return StateReason as CloudWatch words it."""
        return state_reason(self.new_state, self.evidence)

    @property
    def reason_data(self) -> dict[str, Any]:
        """Return StateReasonData as CloudWatch structures it."""
        return state_reason_data(self.evidence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sightings:
    """What the evaluations that changed the state saw, one row each, oldest slot first.

    Attributes:
        times: The time of each evaluation.
        codes: The state each led to.
        starts: The start of each slot.
        columns: The values, and then counts, lower and upper bounds, None where there are none.
    """

    times: FloatArray
    codes: StateCodes
    starts: NDArray[np.int64]
    columns: tuple[FloatArray | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """What became of one alarm between two times; it holds the transitions alone.

    Attributes:
        alarm: The alarm.
        treat_missing_data: The treatment that was in effect.
        start: When it begins, in seconds since 1970.
        end: When it ends; no evaluation is as late as this.
        evaluation_count: How many evaluations there were.
        initial_state: The state before the first evaluation.
    """

    alarm: MetricAlarm
    treat_missing_data: TreatMissingData
    start: float
    end: float
    evaluation_count: int
    initial_state: State
    _sightings: tuple[Sightings, ...] = field(default=(), repr=False)

    @property
    def states(self) -> tuple[tuple[float, State], ...]:
        """Return the time and the new state of each transition."""
        return tuple(
            (float(at), STATES[code])
            for part in self._sightings
            for at, code in zip(part.times, part.codes, strict=True)
        )

    @property
    def transitions(self) -> tuple[Transition, ...]:
        """Return every transition with its evidence; they are made when asked for."""
        return tuple(self._transitions())

    @property
    def final_state(self) -> State:
        """Return the state at the end."""
        states = self.states
        return states[-1][1] if states else self.initial_state

    def state_at(self, at: float) -> State:
        """Return the state at a time; an evaluation at that very time counts."""
        state = self.initial_state
        for part in self._sightings:
            index = int(np.searchsorted(part.times, at, side="right"))
            state = STATES[part.codes[index - 1]] if index else state
        return state

    def intervals(self) -> tuple[tuple[float, float, State], ...]:
        """Return stretches of one state as (from, to, state) that cover start to end."""
        changes = [(self.start, self.initial_state), *self.states]
        ends = [at for at, _ in changes[1:]] + [self.end]
        return tuple(
            (at, end, state) for (at, state), end in zip(changes, ends, strict=True) if end > at
        )

    def _transitions(self) -> Iterator[Transition]:
        old_state = self.initial_state
        for part in self._sightings:
            for row in range(part.times.size):
                new_state = STATES[part.codes[row]]
                evidence = seen_evidence(self.alarm, self.treat_missing_data, part, row)
                yield Transition(
                    at=evidence.at, old_state=old_state, new_state=new_state, evidence=evidence
                )
                old_state = new_state


def seen_evidence(
    alarm: MetricAlarm, treat_missing_data: TreatMissingData, part: Sightings, row: int
) -> Evidence:
    """Return the newest N real datapoints that one evaluation saw."""
    columns = [None if column is None else column[row] for column in part.columns]
    values, counts, lower, upper = columns
    assert values is not None
    usable = ~np.isnan(values)
    for bound in (lower, upper):
        usable &= True if bound is None else ~np.isnan(bound)
    newest_first = np.flatnonzero(usable)[::-1][: alarm.evaluation_periods]
    datapoints = tuple(
        Datapoint(
            start=float(part.starts[row, slot]),
            value=float(values[slot]),
            sample_count=None if counts is None else float(counts[slot]),
            lower=None if lower is None else float(lower[slot]),
            upper=None if upper is None else float(upper[slot]),
        )
        for slot in newest_first
    )
    return Evidence(
        alarm=alarm,
        treat_missing_data=treat_missing_data,
        at=float(part.times[row]),
        datapoints=datapoints,
    )
