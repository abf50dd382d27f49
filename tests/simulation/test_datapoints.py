from math import isnan
from pathlib import Path

from tests.support.drills import alarm_set, composite_alarm, metric_alarm, outcome_of
from tocsin.simulation.datapoints import datapoints


def test_what_an_alarm_compared(tmp_path: Path) -> None:
    """Each period has its datapoint, whether it breaches, and the state that follows."""
    outcome = outcome_of(
        alarm_set(tmp_path), "alarm: no-orders\nvalues: 9x3 0x3 _ 5\nexpect: [{within: 6m}]"
    )

    points = datapoints(outcome.simulation, outcome.drill.data, "no-orders")

    assert points is not None
    assert [None if isnan(value) else value for value in points.values.tolist()] == [
        9, 9, 9, 0, 0, 0, None, 5,
    ]  # fmt: skip
    assert points.breaching == (False, False, False, True, True, True, False, False)
    assert points.states == ("OK",) * 5 + ("ALARM",) * 2 + ("OK",)


def test_periods_are_those_of_the_alarm(tmp_path: Path) -> None:
    """Values of a minute add up in an alarm of five minutes."""
    alarms = alarm_set(
        tmp_path, A=metric_alarm("a", Period=300, EvaluationPeriods=1, DatapointsToAlarm=1)
    )
    outcome = outcome_of(alarms, "alarm: a\nvalues: 1x5 0x5\nexpect: [{at: 10m, state: ALARM}]")

    points = datapoints(outcome.simulation, outcome.drill.data, "a")

    assert outcome.passes
    assert points is not None
    assert points.values.tolist() == [5, 0]


def test_composite_alarms_compare_nothing(tmp_path: Path) -> None:
    """A composite alarm has no datapoints."""
    alarms = alarm_set(tmp_path, A=metric_alarm("a"), Down=composite_alarm("down", "ALARM(a)"))
    outcome = outcome_of(alarms, "alarm: a\nvalues: 9x5\nexpect: [{alarm: down, never: ALARM}]")

    assert outcome.passes
    assert datapoints(outcome.simulation, outcome.drill.data, "down") is None
