"""Evaluates metric alarms: over a stretch of time, or once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from tocsin.alarms import MetricAlarm
from tocsin.evaluation.alarm import INSUFFICIENT_DATA, STATES, State, StateCodes, code_of
from tocsin.evaluation.array_types import Indices
from tocsin.evaluation.data import AlignedSeries, AnyMetricData, as_metric_data
from tocsin.evaluation.history import Evaluation, EvaluationRecords, Timeline
from tocsin.evaluation.options import DEFAULT_OPTIONS, EvaluationOptions
from tocsin.evaluation.states.alarm_input import AlarmInput, alarm_input
from tocsin.evaluation.states.state_rule import carried_forward, effective_treatment, state_codes
from tocsin.evaluation.states.warm_up import first_action, warm_up_end
from tocsin.evaluation.windows import (
    Schedule,
    SlotGrid,
    schedule,
    single_evaluation,
    slot_grid,
)


def evaluate(
    alarm: MetricAlarm,
    data: AnyMetricData,
    *,
    start: float,
    end: float,
    previous_state: State | None = None,
    created_at: float | None = None,
    options: EvaluationOptions = DEFAULT_OPTIONS,
    absent: State | None = None,
) -> Timeline:
    """Evaluate an alarm at every evaluation from ``start`` up to but without ``end``.

    Args:
        alarm: The alarm.
        data: The metric data; what is older than ``start`` counts too.
        start: Seconds since 1970.
        end: Seconds since 1970.
        previous_state: The state at the start; None for an alarm that is created then, which
            begins in INSUFFICIENT_DATA and is first evaluated a little later.
        created_at: When the alarm was created, for its warm-up; ``start`` for a new alarm, long
            ago for another.
        options: What AWS leaves open.
        absent: The state while an evaluation reads no datapoint at all; None for what the alarm's
            treatment of missing data gives.

    Raises:
        AlarmDataError: An expression cannot be computed from the data.
    """
    source = alarm_input(alarm, as_metric_data(data), options)
    initial_state = previous_state or INSUFFICIENT_DATA
    if previous_state is None and created_at is None:
        created_at = start
    begin = start
    if created_at is not None:
        begin = max(begin, first_action(source, created_at, options))
    times = schedule(alarm, begin, end, options)
    decide = _Decide(options=options, absent=absent)
    changes = tuple(_state_changes(source, times, initial_state, decide)) if times.count else ()
    return Timeline(
        alarm=alarm,
        treat_missing_data=effective_treatment(alarm, options),
        start=start,
        end=end,
        evaluation_count=times.count,
        initial_state=initial_state,
        first_evaluation=times.first if times.count else None,
        _changes=changes,
    )


def evaluate_all(
    alarms: Iterable[MetricAlarm],
    data: AnyMetricData,
    *,
    start: float,
    end: float,
    previous_state: State | None = None,
    options: EvaluationOptions = DEFAULT_OPTIONS,
) -> Iterator[Timeline]:
    """Evaluate alarms one after the other; arguments as for ``evaluate``."""
    indexed = as_metric_data(data)
    for alarm in alarms:
        yield evaluate(
            alarm, indexed, start=start, end=end, previous_state=previous_state, options=options
        )


def evaluate_once(
    alarm: MetricAlarm,
    data: AnyMetricData,
    at: float,
    previous_state: State | None = None,
    *,
    created_at: float | None = None,
    options: EvaluationOptions = DEFAULT_OPTIONS,
) -> Evaluation:
    """Evaluate an alarm at one moment, with what had arrived by then.

    Args:
        alarm: The alarm.
        data: The metric data; what is newer than ``at`` is not read.
        at: Seconds since 1970.
        previous_state: The state before; None means INSUFFICIENT_DATA.
        created_at: When the alarm was created, for its warm-up; None when that is over.
        options: What AWS leaves open.

    Raises:
        AlarmDataError: An expression cannot be computed from the data.
    """
    source = alarm_input(alarm, as_metric_data(data), options)
    old_state = previous_state or INSUFFICIENT_DATA
    grid = slot_grid(alarm, single_evaluation(alarm, at), options)
    only, times = np.zeros(1, dtype=np.int64), np.array([at])
    series = source.on_windows(grid, only, times)
    codes = carried_forward(state_codes(alarm, series, grid.size, options), code_of(old_state))
    if created_at is not None and at < warm_up_end(source, created_at, options):
        codes = np.array([code_of(old_state)], dtype=np.int8)
    record = EvaluationRecords(
        times=times,
        codes=codes,
        slot_starts=grid.starts[grid.windows(only)],
        series=series.in_rows(grid.size),
    )
    return Evaluation(
        at=at,
        old_state=old_state,
        state=STATES[codes[0]],
        evidence=record.evidence_at(0, alarm, effective_treatment(alarm, options)),
    )


# Bounds the memory of evaluations that each look at their slots and samples anew.
_PLACES_AT_ONCE = 1 << 20

# Example: the state before is OK (0), and five evaluations give KEEP (3), ALARM (1), ALARM, KEEP
# and OK:
#
#   state_codes       3 1 1 3 0
#   carried_forward   0 1 1 1 0     KEEP takes the state before it
#   _changed          [1, 4]        the evaluations whose state is another than before


@dataclass(frozen=True, slots=True, kw_only=True)
class _Decide:
    """How windows are decided; the attributes are as in `evaluate`."""

    options: EvaluationOptions
    absent: State | None

    def codes(self, alarm: MetricAlarm, series: AlignedSeries, size: int) -> StateCodes:
        return state_codes(alarm, series, size, self.options, absent=self.absent)


def _state_changes(
    source: AlarmInput, times: Schedule, initial_state: State, decide: _Decide
) -> Iterator[EvaluationRecords]:
    """Yield the evaluations that change the state, in one part or in several."""
    grid, before = slot_grid(source.alarm, times, decide.options), code_of(initial_state)
    if source.depends_on_evaluation:
        yield from _changes_of_windows(source, times, grid, before, decide)
    else:
        yield _changes_on_grid(source, times, grid, before, decide)


def _changes_on_grid(
    source: AlarmInput, times: Schedule, grid: SlotGrid, before: int, decide: _Decide
) -> EvaluationRecords:
    """Compute each slot once, for all the evaluations that read it."""
    series = source.on_grid(grid)
    neighbours = series.rearranged(grid.by_phase)
    codes_of_runs = decide.codes(source.alarm, neighbours, grid.size)
    codes = carried_forward(grid.of_evaluations(codes_of_runs), before)
    changed = _changed(codes, before)
    slots = grid.windows(changed)
    return EvaluationRecords(
        times=times.times(changed),
        codes=codes[changed],
        slot_starts=grid.starts[slots],
        series=series.at(slots),
    )


def _changes_of_windows(
    source: AlarmInput, times: Schedule, grid: SlotGrid, before: int, decide: _Decide
) -> Iterator[EvaluationRecords]:
    """Compute the slots of each evaluation anew, as what it reads depends on when it looks."""
    widest = max(grid.size, source.most_samples_of_an_evaluation(grid))
    at_once = max(1, _PLACES_AT_ONCE // widest)
    for first in range(0, times.count, at_once):
        evaluations = np.arange(first, min(first + at_once, times.count))
        series = source.on_windows(grid, evaluations, times.times(evaluations))
        # Of all runs of neighbours, those that begin a row are the windows.
        codes_of_runs = decide.codes(source.alarm, series, grid.size)
        codes = carried_forward(codes_of_runs[:: grid.size], before)
        changed = _changed(codes, before)
        found = evaluations[changed]
        yield EvaluationRecords(
            times=times.times(found),
            codes=codes[changed],
            slot_starts=grid.starts[grid.windows(found)],
            series=series.in_rows(grid.size).at(changed),
        )
        before = int(codes[-1])


def _changed(codes: StateCodes, before: int) -> Indices:
    """Return the indices of the codes that differ from the one before them."""
    differs = np.empty(codes.size, dtype=np.bool_)
    differs[0] = codes[0] != before
    np.not_equal(codes[1:], codes[:-1], out=differs[1:])
    return np.flatnonzero(differs)
