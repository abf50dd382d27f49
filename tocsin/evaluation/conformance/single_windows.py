"""Cases of one evaluation, or of one after the other: a datapoint for each slot."""

import re

import numpy as np

from tocsin.alarms import MetricAlarm, read_alarm
from tocsin.evaluation.alarm import INSUFFICIENT_DATA, State, breaches_band
from tocsin.evaluation.conformance.alarm_config import alarm_properties
from tocsin.evaluation.conformance.alarm_data import band_bounds, slot_data, values_of
from tocsin.evaluation.conformance.case import (
    Case,
    MalformedCaseError,
    Mismatch,
    as_state,
)
from tocsin.evaluation.conformance.instant import SOME_MIDNIGHT, instant
from tocsin.evaluation.conformance.options import options_of
from tocsin.evaluation.conformance.reason_data import reason_data_mismatches
from tocsin.evaluation.history import Evaluation
from tocsin.evaluation.states import evaluate_once
from tocsin.evaluation.windows import single_evaluation, slot_grid

_ASSERTION = re.compile(
    r"state\s*(!=|==|\bis not\b|\bis\b|\bnot in\b|\bin\b)\s*([\w\s,(){}\[\]'\"|]+)"
)


def check_window(case: Case) -> list[Mismatch]:
    """Evaluate once over the slots that the datapoints fill, the newest last."""
    alarm = _alarm(case)
    evaluation = _evaluate(case, alarm, case.state("previous_state", INSUFFICIENT_DATA))
    mismatches = _state_mismatches(case, evaluation.state)
    if case.has("doc_fill_count"):
        filled = max(0, evaluation.evidence.filled)
        if filled != case.number("doc_fill_count"):
            mismatches.append(
                Mismatch(
                    what="datapoints to fill", expected=case.fields["doc_fill_count"], got=filled
                )
            )
    if case.has("expected_reason") and evaluation.reason != case.fields["expected_reason"]:
        expected = case.fields["expected_reason"]
        mismatches.append(Mismatch(what="reason", expected=expected, got=evaluation.reason))
    return mismatches + reason_data_mismatches(case, evaluation.reason_data)


def check_sequence(case: Case) -> list[Mismatch]:
    """Evaluate after each datapoint; null expects nothing of that evaluation."""
    alarm, state = _alarm(case), case.state("previous_state", INSUFFICIENT_DATA)
    points, expected = case.sequence("datapoints"), case.sequence("expected_states")
    if len(points) != len(expected):
        message = "malformed case: give as many expected_states as datapoints"
        raise MalformedCaseError(message)
    mismatches = []
    for index, wanted in enumerate(expected):
        seen = case.fields | {"datapoints": points[: index + 1]}  # type: ignore[operator]
        so_far = Case(id=case.id, kind=case.kind, source=case.source, fields=seen)
        state = _evaluate(so_far, alarm, state).state
        if wanted is not None and state != as_state("expected_states", wanted):
            what = f"state after datapoint {index + 1}"
            mismatches.append(Mismatch(what=what, expected=wanted, got=state))
    return mismatches + last_state_mismatches(case, state)


def last_state_mismatches(case: Case, state: State) -> list[Mismatch]:
    """Compare the state in which a case ends."""
    if not case.has("expected_state") or state == case.state("expected_state"):
        return []
    return [Mismatch(what="last state", expected=case.fields["expected_state"], got=state)]


def check_band_points(case: Case) -> list[Mismatch]:
    """Compare each datapoint with the band of its slot, and the state when N are given."""
    alarm = _alarm(case)
    points, wanted = case.sequence("datapoints"), case.sequence("expected_breaching")
    values = np.array(values_of(case, points, len(points)))
    lower, upper = (np.array(bound) for bound in band_bounds(case, alarm, len(points)))
    got = [bool(flag) for flag in breaches_band(alarm.comparison, values, lower, upper)]
    mismatches = []
    if got != list(wanted):
        mismatches.append(Mismatch(what="breaching", expected=wanted, got=got))
    # Fewer datapoints than N are those a notification printed; they alone decide no state.
    if case.has("expected_state") and len(points) >= alarm.evaluation_periods:
        mismatches += check_window(case)
    return mismatches


def _alarm(case: Case) -> MetricAlarm:
    has_band = case.has("lower") or case.has("upper")
    return read_alarm(alarm_properties(case, has_band=has_band))


def _evaluate(case: Case, alarm: MetricAlarm, before: State) -> Evaluation:
    """Evaluate at the given time, or at some time, whose slots then hold the datapoints."""
    at = instant(case.fields["evaluated_at"]) if case.has("evaluated_at") else SOME_MIDNIGHT
    options = options_of(case)
    grid = slot_grid(alarm, single_evaluation(alarm, at), options)
    starts = grid.starts[grid.windows(np.zeros(1, dtype=np.int64))[0]]
    data = slot_data(case, alarm, [float(start) for start in starts])
    return evaluate_once(alarm, data, at, before, options=options)


def _state_mismatches(case: Case, state: State) -> list[Mismatch]:
    mismatches = []
    if case.has("expected_state") and state != case.state("expected_state"):
        expected = case.state("expected_state")
        mismatches.append(Mismatch(what="state", expected=expected, got=state))
    if case.has("expected_states"):
        allowed = [as_state("expected_states", item) for item in case.sequence("expected_states")]
        if state not in allowed:
            mismatches.append(Mismatch(what="state", expected=f"one of {allowed}", got=state))
    if case.has("assertion"):
        mismatches += _assertion_mismatches(case, state)
    return mismatches


def _assertion_mismatches(case: Case, state: State) -> list[Mismatch]:
    assertion = str(case.fields["assertion"])
    match = _ASSERTION.fullmatch(assertion.strip())
    if match is None:
        if case.has("expected_state") or case.has("expected_states"):
            # Beside an expected state a sentence only informs.
            return []
        message = f"malformed case: assertion {assertion!r}; use state == ALARM or state != ALARM"
        raise MalformedCaseError(message)
    named = [as_state("assertion", name) for name in re.findall(r"\w+", match[2])]
    holds = (state in named) == (match[1] in {"==", "is", "in"})
    return [] if holds else [Mismatch(what="assertion", expected=assertion, got=state)]
