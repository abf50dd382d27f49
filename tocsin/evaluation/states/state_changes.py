"""All evaluations of a schedule → those that change the state."""

from collections.abc import Iterator

import numpy as np

from tocsin.evaluation.alarm import State, StateCodes, code_of
from tocsin.evaluation.array_types import Indices
from tocsin.evaluation.history import EvaluationRecords
from tocsin.evaluation.options import EvaluationOptions
from tocsin.evaluation.states.alarm_input import AlarmInput
from tocsin.evaluation.states.decision import state_codes
from tocsin.evaluation.states.state_rule import carried_forward
from tocsin.evaluation.windows import Schedule, SlotGrid, slot_grid

# Bounds the memory of evaluations that each look at their slots and samples anew.
_PLACES_AT_ONCE = 1 << 20

# Example: the state before is OK (0), and five evaluations give KEEP (3), ALARM (1), ALARM, KEEP
# and OK:
#
#   state_codes       3 1 1 3 0
#   carried_forward   0 1 1 1 0     KEEP takes the state before it
#   _changed          [1, 4]        the evaluations whose state is another than before


def state_changes(
    source: AlarmInput, times: Schedule, initial_state: State, options: EvaluationOptions
) -> Iterator[EvaluationRecords]:
    """Yield the evaluations that change the state, in one part or in several."""
    grid, before = slot_grid(source.alarm, times, options), code_of(initial_state)
    if source.depends_on_evaluation:
        yield from _changes_of_windows(source, times, grid, before, options)
    else:
        yield _changes_on_grid(source, times, grid, before, options)


def _changes_on_grid(
    source: AlarmInput, times: Schedule, grid: SlotGrid, before: int, options: EvaluationOptions
) -> EvaluationRecords:
    """Compute each slot once, for all the evaluations that read it."""
    series = source.on_grid(grid)
    neighbours = series.rearranged(grid.by_phase)
    codes_of_runs = state_codes(source.alarm, neighbours, grid.size, options)
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
    source: AlarmInput, times: Schedule, grid: SlotGrid, before: int, options: EvaluationOptions
) -> Iterator[EvaluationRecords]:
    """Compute the slots of each evaluation anew, as what it reads depends on when it looks."""
    widest = max(grid.size, source.most_samples_of_an_evaluation(grid))
    at_once = max(1, _PLACES_AT_ONCE // widest)
    for first in range(0, times.count, at_once):
        evaluations = np.arange(first, min(first + at_once, times.count))
        series = source.on_windows(grid, evaluations, times.times(evaluations))
        # Of all runs of neighbours, those that begin a row are the windows.
        codes_of_runs = state_codes(source.alarm, series, grid.size, options)
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
