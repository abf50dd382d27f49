"""How often an alarm would fire if its threshold were another."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from tocsin.backtest.alarm_outcome import MINUTE
from tocsin.backtest.backtest import BackTest
from tocsin.evaluation import (
    ALARM,
    OK,
    FloatArray,
    MetricAlarm,
    alarm_input,
    evaluate,
    schedule,
    slot_grid,
)
from tocsin.simulation import DeployedAlarm

_EVENLY, _BY_RANK = 25, 25
_DIGITS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ThresholdPoint:
    """One threshold.

    Attributes:
        threshold: It.
        firings_a_week: How often the alarm would go to ALARM a week.
        minutes_in_alarm: How long it would be in ALARM altogether.
    """

    threshold: float
    firings_a_week: float
    minutes_in_alarm: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ThresholdCurve:
    """An alarm with other thresholds on the same data.

    Attributes:
        alarm: Its name.
        threshold: What it has now; one of the points is for it.
        comparison: The operator with which values are compared.
        points: In order of the threshold.
    """

    alarm: str
    threshold: float
    comparison: str
    points: tuple[ThresholdPoint, ...]


def has_threshold(alarm: DeployedAlarm) -> bool:
    """Say whether an alarm compares with a fixed threshold."""
    return isinstance(alarm.definition, MetricAlarm) and alarm.definition.threshold is not None


def threshold_curve(
    test: BackTest, name: str, thresholds: Sequence[float] | None = None
) -> ThresholdCurve:
    """Evaluate an alarm of a back-test with other thresholds.

    Args:
        test: The back-test.
        name: An alarm in it that has a threshold and was evaluated.
        thresholds: What to try; None for about fifty between the least and the greatest value
            that the alarm compares, half of them evenly apart and half by rank.
    """
    alarm = test.simulation.alarms.metric_alarms[name].definition
    assert isinstance(alarm, MetricAlarm)
    assert alarm.threshold is not None
    tried = candidates(compared_values(test, alarm)) if thresholds is None else thresholds
    return ThresholdCurve(
        alarm=name,
        threshold=alarm.threshold,
        comparison=str(alarm.comparison),
        points=tuple(
            _point(test, name, alarm, threshold) for threshold in sorted({*tried, alarm.threshold})
        ),
    )


def candidates(values: FloatArray) -> tuple[float, ...]:
    """Return about fifty thresholds that tell values apart, in round numbers.

    Half of them are evenly apart, for the shape of the curve, and half by rank, for where most
    values are. Of 1, 2, 3, 4, 100, with three of each, they are 1, 50.5, 100 and 1, 3, 100.

    Args:
        values: `(values,)`.
    """
    if not values.size:
        return ()
    evenly = np.linspace(values.min(), values.max(), _EVENLY)
    by_rank = np.quantile(values, np.linspace(0, 1, _BY_RANK))
    return tuple(sorted({_rounded(float(each)) for each in (*evenly, *by_rank)}))


def compared_values(test: BackTest, alarm: MetricAlarm) -> FloatArray:
    """Return the values that an alarm compares with its threshold, `(values,)` without NaN."""
    source = alarm_input(alarm, test.data, test.options)
    times = schedule(alarm, test.start, test.end, test.options)
    if not times.count:
        return np.array([])
    values = source.on_grid(slot_grid(alarm, times, test.options)).values
    return values[np.isfinite(values)]


def _point(test: BackTest, name: str, alarm: MetricAlarm, threshold: float) -> ThresholdPoint:
    minutes, firings = 0.0, 0
    for begin, finish in test.evaluated(name):
        timeline = evaluate(
            replace(alarm, threshold=threshold),
            test.data,
            start=begin,
            end=finish,
            previous_state=OK,
            options=test.options_of(name),
        )
        spent = (end - start for start, end, state in timeline.intervals() if state == ALARM)
        minutes += sum(spent) / MINUTE
        firings += sum(state == ALARM for _, state in timeline.states)
    return ThresholdPoint(
        threshold=threshold,
        firings_a_week=test.outcome_of(name).a_week(firings),
        minutes_in_alarm=minutes,
    )


def _rounded(value: float) -> float:
    return float(f"{value:.{_DIGITS}g}")
