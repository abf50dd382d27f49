"""Cases of raw samples: the statistic of a period, low samples, shifting slots."""

from math import ceil
from typing import Final

from tocsin.alarms import MetricAlarm, read_alarm
from tocsin.evaluation.alarm import INSUFFICIENT_DATA
from tocsin.evaluation.conformance.alarm_config import alarm_properties
from tocsin.evaluation.conformance.alarm_data import is_gap, sample_set, sets_series
from tocsin.evaluation.conformance.case import Case, Mismatch, as_number, as_state
from tocsin.evaluation.conformance.instant import SOME_MIDNIGHT, instant, written
from tocsin.evaluation.conformance.options import options_of
from tocsin.evaluation.data import MetricSeries
from tocsin.evaluation.history import Evaluation
from tocsin.evaluation.states import evaluate_once
from tocsin.evaluation.statistics import minimum_samples

_ROUNDING: Final = 1e-6


def check_statistic(case: Case) -> list[Mismatch]:
    """Compute the statistic of the samples of one period, and the state it leads to."""
    evaluation = _of_one_period(case)
    points = evaluation.evidence.datapoints
    got = points[0].value if points else None
    mismatches = []
    if case.has("expected_value"):
        expected = case.number("expected_value")
        if got is None or abs(got - expected) > _tolerance(case, expected):
            mismatches.append(Mismatch(what="value", expected=expected, got=got))
    return mismatches + _state_mismatch(case, evaluation)


def check_low_sample(case: Case) -> list[Mismatch]:
    """Compare how many samples are enough, and the state where samples are given."""
    alarm = read_alarm(alarm_properties(case))
    statistic = alarm.query(alarm.result_id).statistic
    assert statistic is not None
    mismatches = []
    if case.has("expected_min_samples"):
        expected, got = case.number("expected_min_samples"), minimum_samples(statistic)
        # 10 / 0.33 samples are 31: a case may write the bound or the first number that meets it.
        if got != ceil(expected - _ROUNDING):
            mismatches.append(Mismatch(what="minimum of samples", expected=expected, got=got))
    if case.has("expected_state"):
        mismatches += _state_mismatch(case, _of_one_period(case))
    return mismatches


def check_aggregation(case: Case) -> list[Mismatch]:
    """Count the breaching slots of evaluations whose slots lie differently over the samples."""
    alarm = read_alarm(alarm_properties(case))
    series = _spaced_samples(case, alarm)
    before = case.state("previous_state", INSUFFICIENT_DATA)
    mismatches = []
    if case.has("expected_breaching_counts"):
        for at, count, *_ in case.pairs("expected_breaching_counts"):
            evaluation = _evaluated(case, alarm, series, instant(at))
            got = len(evaluation.evidence.breaching)
            if got != as_number("expected_breaching_counts", count):
                what = f"breaching slots at {written(evaluation.at)}"
                mismatches.append(Mismatch(what=what, expected=count, got=got))
    if case.has("expected_states"):
        for at, state, *_ in case.pairs("expected_states"):
            evaluation = evaluate_once(alarm, series, instant(at), before, options=options_of(case))
            before = evaluation.state
            if before != as_state("expected_states", state):
                what = f"state at {written(evaluation.at)}"
                mismatches.append(Mismatch(what=what, expected=state, got=before))
    return mismatches


def _of_one_period(case: Case) -> Evaluation:
    """Evaluate when the one period that holds the samples has just ended."""
    alarm = read_alarm(alarm_properties(case))
    sets = [sample_set(entry) for entry in case.sequence("datapoints") if not is_gap(entry)]
    start = SOME_MIDNIGHT - alarm.period
    spacing = alarm.period / max(1, len(sets))
    times = [start + spacing * index for index in range(len(sets))]
    series = sets_series(alarm.queries[0], times, sets)
    return _evaluated(case, alarm, series, SOME_MIDNIGHT)


def _spaced_samples(case: Case, alarm: MetricAlarm) -> MetricSeries:
    first = instant(case.fields.get("first_timestamp"))
    interval = case.number("datapoint_interval", 60)
    entries = list(enumerate(case.sequence("datapoints")))
    present = [(index, entry) for index, entry in entries if not is_gap(entry)]
    times = [first + interval * index for index, _ in present]
    return sets_series(alarm.queries[0], times, [sample_set(entry) for _, entry in present])


def _evaluated(case: Case, alarm: MetricAlarm, series: MetricSeries, at: float) -> Evaluation:
    before = case.state("previous_state", INSUFFICIENT_DATA)
    return evaluate_once(alarm, series, at, before, options=options_of(case))


def _state_mismatch(case: Case, evaluation: Evaluation) -> list[Mismatch]:
    if not case.has("expected_state") or evaluation.state == case.state("expected_state"):
        return []
    expected = case.state("expected_state")
    return [Mismatch(what="state", expected=expected, got=evaluation.state)]


def _tolerance(case: Case, expected: float) -> float:
    """Return the given tolerance, or half of the last digit that the case writes."""
    if case.has("tolerance"):
        return case.number("tolerance")
    digits = len(repr(expected).partition(".")[2])
    exact = expected.is_integer() or "e" in repr(expected)
    return 1e-9 * max(1.0, abs(expected)) if exact else 0.5 * 10.0**-digits + 1e-12
