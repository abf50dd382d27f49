"""Small changes to an alarm that a good drill notices."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from tocsin.diagnostics import format_duration, plain_number
from tocsin.drills.mutation.compared_number import compared_numbers
from tocsin.drills.mutation.composite_mutants import composite_mutants
from tocsin.drills.mutation.mutant import Mutant
from tocsin.evaluation import (
    DEFAULT_OPTIONS,
    ONE_DAY,
    WALL_CLOCK_PERIODS,
    Comparison,
    CompositeAlarm,
    MetricAlarm,
    TreatMissingData,
    WallClockWindow,
    effective_treatment,
)

_SHARE = 0.1
_COUNTED_BELOW = 10
_PERIODS = (10, 30, 60, 120, 300, 600, 900, 1800, 3600, 21_600, 86_400)
_MINUTE = 60
_WEEK = 604_800
_LONG_PERIOD = 3_600

_OTHER_OPERATORS = {
    Comparison.GREATER: (Comparison.GREATER_OR_EQUAL, Comparison.LESS),
    Comparison.GREATER_OR_EQUAL: (Comparison.GREATER, Comparison.LESS_OR_EQUAL),
    Comparison.LESS: (Comparison.LESS_OR_EQUAL, Comparison.GREATER),
    Comparison.LESS_OR_EQUAL: (Comparison.LESS, Comparison.GREATER_OR_EQUAL),
    Comparison.OUTSIDE_BAND: (Comparison.BELOW_BAND, Comparison.ABOVE_BAND),
    Comparison.BELOW_BAND: (Comparison.OUTSIDE_BAND, Comparison.ABOVE_BAND),
    Comparison.ABOVE_BAND: (Comparison.OUTSIDE_BAND, Comparison.BELOW_BAND),
}
SIGNS = {
    Comparison.GREATER: ">",
    Comparison.GREATER_OR_EQUAL: ">=",
    Comparison.LESS: "<",
    Comparison.LESS_OR_EQUAL: "<=",
    Comparison.OUTSIDE_BAND: "outside the band",
    Comparison.BELOW_BAND: "below the band",
    Comparison.ABOVE_BAND: "above the band",
}
"""How people write the operators."""


def mutants(alarm: MetricAlarm | CompositeAlarm) -> tuple[Mutant, ...]:
    """Return the mutants of an alarm.

    Of a metric alarm: thresholds, operator, M of N, missing data and period. Of a composite alarm:
    each condition of its rule left out, and its suppressor.
    """
    if isinstance(alarm, CompositeAlarm):
        return composite_mutants(alarm)
    return (
        *_thresholds(alarm),
        *_compared_numbers(alarm),
        *_operators(alarm),
        *_counts(alarm),
        *_treatments(alarm),
        *_periods(alarm),
    )


def _thresholds(alarm: MetricAlarm) -> Iterator[Mutant]:
    """Change the threshold by a tenth; a small whole number, which counts something, by one."""
    if alarm.threshold is None:
        return
    for changed in _neighbours(alarm.threshold):
        yield Mutant(
            name=f"threshold {plain_number(changed)}",
            original=f"threshold {plain_number(alarm.threshold)}",
            definition=replace(alarm, threshold=changed),
        )


def _compared_numbers(alarm: MetricAlarm) -> Iterator[Mutant]:
    """Change each number that metric math compares with, such as a least number of requests."""
    for index, query in enumerate(alarm.queries):
        for number in compared_numbers(query.expression or ""):
            for changed in _neighbours(number.value):
                altered = replace(query, expression=number.replaced(changed))
                queries = (*alarm.queries[:index], altered, *alarm.queries[index + 1 :])
                yield Mutant(
                    name=f"{query.id}: {number.written(changed)}",
                    original=f"{query.id}: {number.written(number.value)}",
                    definition=replace(alarm, queries=queries),
                )


def _neighbours(value: float) -> tuple[float, float]:
    counted = value.is_integer() and abs(value) < _COUNTED_BELOW
    step = 1.0 if counted else abs(value) * _SHARE
    return _rounded(value - step), _rounded(value + step)


def _rounded(value: float) -> float:
    """Return 5.5 for 5.500000000000001, which nobody would write."""
    return float(f"{value:.12g}")


def _operators(alarm: MetricAlarm) -> Iterator[Mutant]:
    for other in _OTHER_OPERATORS[alarm.comparison]:
        yield Mutant(
            name=f"operator {SIGNS[other]}",
            original=f"operator {SIGNS[alarm.comparison]}",
            definition=replace(alarm, comparison=other),
        )


def _counts(alarm: MetricAlarm) -> Iterator[Mutant]:
    needed, total = alarm.datapoints_to_alarm, alarm.evaluation_periods
    changes = {
        (needed - 1, total),
        (needed + 1, total),
        (min(needed, total - 1), total - 1),
        (needed, total + 1),
        (needed + 1, total + 1),
    }
    for fewer, periods in sorted(changes - {(needed, total)}):
        if 1 <= fewer <= periods and _fits(alarm.period, periods):
            yield Mutant(
                name=f"{fewer} of {periods}",
                original=f"{needed} of {total}",
                definition=replace(alarm, datapoints_to_alarm=fewer, evaluation_periods=periods),
            )


def _treatments(alarm: MetricAlarm) -> Iterator[Mutant]:
    present = effective_treatment(alarm, DEFAULT_OPTIONS)
    for other in TreatMissingData:
        if other != present:
            yield Mutant(
                name=f"missing data {other}",
                original=f"missing data {present}",
                definition=replace(alarm, treat_missing_data=other),
            )


def _periods(alarm: MetricAlarm) -> Iterator[Mutant]:
    """Change the period to its neighbours among the usual ones, of the same resolution."""
    usual = WALL_CLOCK_PERIODS if isinstance(alarm.window, WallClockWindow) else _PERIODS
    shorter = [each for each in usual if each < alarm.period]
    longer = [each for each in usual if each > alarm.period]
    for period in (*shorter[-1:], *longer[:1]):
        crosses_resolution = period < _MINUTE <= alarm.period
        if not crosses_resolution and _fits(period, alarm.evaluation_periods):
            yield Mutant(
                name=f"period {_written(period)}",
                original=f"period {_written(alarm.period)}",
                definition=replace(alarm, period=period),
            )


def _fits(period: int, periods: int) -> bool:
    """Say whether CloudWatch takes a window of that length.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
    """
    return period * periods <= (_WEEK if period >= _LONG_PERIOD else ONE_DAY)


def _written(seconds: int) -> str:
    return format_duration(timedelta(seconds=seconds))
