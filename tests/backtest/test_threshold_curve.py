from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.support.recorded import alarm_resource, assembly, band_alarm, query, recorded
from tocsin.backtest.backtest import BackTest, back_test
from tocsin.backtest.threshold_curve import candidates, has_threshold, threshold_curve
from tocsin.simulation import AlarmSet

VALUES = ([0] * 8 + [3] * 2 + [0] * 8 + [6] * 2) * 40


def _test(folder: Path, **changes: object) -> BackTest:
    made = AlarmSet.of(assembly(folder, alarm_resource("errors", **changes)))
    return back_test(made, recorded(folder, (query(), VALUES)))


def test_curve_counts_firings_for_each_threshold(tmp_path: Path) -> None:
    """Eighty spikes pass a threshold of 1, forty pass one of 5, and none one of 6."""
    test = _test(tmp_path)

    curve = threshold_curve(test, "errors", [1, 6])

    (outcome,) = test.outcomes
    found = {point.threshold: point.firings_a_week for point in curve.points}
    assert found == {1: outcome.a_week(80), 5: outcome.a_week(40), 6: 0}
    assert curve.threshold == 5


def test_curve_agrees_with_the_back_test(tmp_path: Path) -> None:
    """At the threshold of now, the curve says what the back-test says."""
    test = _test(tmp_path, EvaluationPeriods=3, DatapointsToAlarm=2)

    curve = threshold_curve(test, "errors")

    (now,) = [point for point in curve.points if point.threshold == curve.threshold]
    (outcome,) = test.outcomes
    assert now.firings_a_week == outcome.a_week(len(outcome.firings))
    assert now.minutes_in_alarm == outcome.minutes_in_alarm


def test_candidates_come_from_the_compared_values(tmp_path: Path) -> None:
    """Without thresholds given, they lie between the least and the greatest value."""
    curve = threshold_curve(_test(tmp_path), "errors")

    thresholds = [point.threshold for point in curve.points]
    assert thresholds == sorted(thresholds)
    assert (thresholds[0], thresholds[-1]) == (0, 6)
    assert {0.25, 3, 6} <= set(thresholds)


@given(st.lists(st.floats(-1e9, 1e9), max_size=50))
def test_candidates_are_few_and_different(values: list[float]) -> None:
    """There are at most fifty candidates, all different, ascending."""
    found = candidates(np.array(values))

    assert len(found) <= 50
    assert list(found) == sorted(set(found))
    assert bool(found) == bool(values)


def test_alarm_on_a_band_has_no_threshold(tmp_path: Path) -> None:
    """There is nothing to change where an alarm compares with a band."""
    made = AlarmSet.of(assembly(tmp_path, alarm_resource("errors"), band_alarm("unusual")))

    assert has_threshold(made.metric_alarms["errors"])
    assert not has_threshold(made.metric_alarms["unusual"])
