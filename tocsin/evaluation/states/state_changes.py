"""All evaluations of a schedule → those that change the state."""

from collections.abc import Iterator

import numpy as np

from tocsin.evaluation.alarm import State, StateCodes, code_of
from tocsin.evaluation.data import FloatArray
from tocsin.evaluation.history import Sightings
from tocsin.evaluation.options import EvaluationOptions
from tocsin.evaluation.states.alarm_input import AlarmInput
from tocsin.evaluation.states.aligned_series import Track
from tocsin.evaluation.states.decision import state_codes
from tocsin.evaluation.states.state_rule import carried_forward
from tocsin.evaluation.statistics import Indices
from tocsin.evaluation.windows import Schedule, SlotGrid, slot_grid

# Bounds the memory of evaluations that each look at their slots and samples anew.
_PLACES_AT_ONCE = 1 << 20


def state_changes(
    source: AlarmInput, times: Schedule, initial_state: State, options: EvaluationOptions
) -> Iterator[Sightings]:
    """Yield the evaluations that change the state, in one part or in several."""
    grid = slot_grid(source.alarm, times, options)
    if source.depends_on_evaluation:
        yield from _changes_of_windows(source, times, grid, code_of(initial_state), options)
        return
    track = source.on_grid(grid)
    in_order = Track(
        values=grid.in_order(track.values),
        counts=None if track.counts is None else grid.in_order(track.counts),
        lower=None if track.lower is None else grid.in_order(track.lower),
        upper=None if track.upper is None else grid.in_order(track.upper),
    )
    windows = state_codes(source.alarm, in_order, grid.size, options)
    codes = carried_forward(grid.per_evaluation(windows), code_of(initial_state))
    changed = _changed(codes, code_of(initial_state))
    yield seen(
        grid,
        track,
        evaluations=changed,
        slots=grid.windows(changed),
        times=times.times(changed),
        codes=codes[changed],
    )


def _changes_of_windows(
    source: AlarmInput, times: Schedule, grid: SlotGrid, before: int, options: EvaluationOptions
) -> Iterator[Sightings]:
    """Evaluate each window on its own, as what it sees depends on when it looks."""
    widest = max(grid.size, source.samples_per_evaluation(grid))
    at_once = max(1, _PLACES_AT_ONCE // widest)
    for first in range(0, times.count, at_once):
        evaluations = np.arange(first, min(first + at_once, times.count))
        track = source.on_windows(grid, evaluations, times.times(evaluations))
        windows = state_codes(source.alarm, track, grid.size, options)[:: grid.size]
        codes = carried_forward(windows, before)
        changed = _changed(codes, before)
        rows = changed[:, None] * grid.size + np.arange(grid.size)
        found = evaluations[changed]
        yield seen(
            grid,
            track,
            evaluations=found,
            slots=rows,
            times=times.times(found),
            codes=codes[changed],
        )
        before = int(codes[-1])


def _changed(codes: StateCodes, before: int) -> Indices:
    changed = np.empty(codes.size, dtype=np.bool_)
    changed[0] = codes[0] != before
    np.not_equal(codes[1:], codes[:-1], out=changed[1:])
    return np.flatnonzero(changed)


def seen(
    grid: SlotGrid,
    track: Track,
    *,
    evaluations: Indices,
    slots: Indices,
    times: FloatArray,
    codes: StateCodes,
) -> Sightings:
    """Keep what some evaluations saw: ``slots`` are the places in the track, row by row."""
    return Sightings(
        times=times,
        codes=codes,
        starts=grid.starts[grid.windows(evaluations)],
        columns=tuple(
            None if column is None else column[slots]
            for column in (track.values, track.counts, track.lower, track.upper)
        ),
    )
