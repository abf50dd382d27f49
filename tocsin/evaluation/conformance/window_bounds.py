"""Cases of which time one evaluation reads."""

import numpy as np

from tocsin.alarms import read_alarm
from tocsin.evaluation.alarm import INSUFFICIENT_DATA
from tocsin.evaluation.conformance.alarm_config import alarm_properties
from tocsin.evaluation.conformance.alarm_data import sample_data
from tocsin.evaluation.conformance.case import Case, MalformedCaseError, Mismatch
from tocsin.evaluation.conformance.instant import instant, written
from tocsin.evaluation.conformance.options import options_of
from tocsin.evaluation.states import evaluate_once
from tocsin.evaluation.windows import data_cutoff, single_evaluation, slot_grid

_BOUNDS = 2
_DAY = 86_400


def check_window(case: Case) -> list[Mismatch]:
    """Compare the bounds of the N newest slots."""
    alarm = read_alarm(alarm_properties(case))
    expected = [instant(bound) for bound in case.sequence("expected_window")]
    if len(expected) != _BOUNDS:
        message = "malformed case: expected_window must be a start and an end"
        raise MalformedCaseError(message)
    at = instant(case.fields.get("evaluated_at"))
    grid = slot_grid(alarm, single_evaluation(alarm, at), options_of(case))
    window = grid.windows(np.zeros(1, dtype=np.int64))[0]
    oldest, newest = window[-alarm.evaluation_periods], window[-1]
    got = [float(grid.starts[oldest]), float(grid.ends[newest])]
    if got == expected:
        return []
    return [Mismatch(what="window", expected=_listed(expected), got=_listed(got))]


def check_cutoff(case: Case) -> list[Mismatch]:
    """Compare up to when data is read, and the state where samples are given."""
    alarm = read_alarm(alarm_properties(case))
    at = instant(case.fields.get("evaluated_at"))
    mismatches = []
    if case.has("expected_data_cutoff"):
        expected = instant(case.fields["expected_data_cutoff"], midnight=at - at % _DAY)
        got = data_cutoff(alarm, at, options_of(case))
        if got != expected:
            mismatches.append(
                Mismatch(what="data cutoff", expected=written(expected), got=written(got))
            )
    # Without samples the state a case mentions only retells the documentation's example.
    if case.has("samples") and case.has("expected_state"):
        data = sample_data(alarm, case.fields["samples"])
        before = case.state("previous_state", INSUFFICIENT_DATA)
        state = evaluate_once(alarm, data, at, before, options=options_of(case)).state
        if state != case.state("expected_state"):
            mismatches.append(
                Mismatch(what="state", expected=case.fields["expected_state"], got=state)
            )
    return mismatches


def _listed(bounds: list[float]) -> list[str]:
    return [written(bound) for bound in bounds]
