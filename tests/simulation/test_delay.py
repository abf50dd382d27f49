"""What the delay of an alarm's data does to its evaluations."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from tests.support.drills import START, Json, alarm_set, metric_alarm
from tocsin.evaluation import EvaluationOptions, Metric, MetricData, MetricSeries
from tocsin.simulation import AlarmSet, Simulation, simulate

ORDERS = Metric(namespace="Shop", name="Orders", dimensions=(("Stage", "prod"),))


def _alarm(name: str, delay: str, **changes: object) -> Json:
    return metric_alarm(name, Tags=[{"Key": "tocsin:delay", "Value": delay}], **changes)


@pytest.fixture(name="alarms")
def _alarms(tmp_path: Path) -> AlarmSet:
    return alarm_set(
        tmp_path,
        Late=_alarm("late", "105s to 3m"),
        Odd=_alarm("odd", "a while"),
        Long=_alarm("long", "1m to 2m", Period=300),
        Quick=_alarm("quick", "25s to 1m", Period=10),
    )


def _simulated(
    alarms: AlarmSet, delays: Mapping[str, float], options: EvaluationOptions | None = None
) -> Simulation:
    """Run an order every ten seconds for one hour, none for another, and then orders again."""
    stamps = START + 10.0 * np.arange(3 * 360)
    values = np.where((stamps < START + 3_600) | (stamps >= START + 7_200), 1.0, 0.0)
    return simulate(
        alarms,
        MetricData([MetricSeries(ORDERS, timestamps=stamps, values=values)]),
        start=START,
        end=START + 3 * 3_600,
        options=options or EvaluationOptions(),
        delays=delays,
        starts_after_first_window=True,
    )


def _times(simulation: Simulation) -> dict[str, list[float]]:
    return {
        name: [at - START for at, _ in history.states]
        for name, history in simulation.histories.items()
    }


def test_delays_are_those_of_the_tags(alarms: AlarmSet) -> None:
    """A tag that cannot be read says nothing."""
    assert alarms.delays("typical") == {"late": 105, "long": 60, "quick": 25}
    assert alarms.delays("worst") == {"late": 180, "long": 120, "quick": 60}


def test_every_change_comes_later_by_whole_evaluations(alarms: AlarmSet) -> None:
    """A minute, or ten seconds, at a time; an alarm with a longer period reads whole periods."""
    at_once = _times(_simulated(alarms, {}))

    late = _times(_simulated(alarms, alarms.delays("typical")))

    waits = {"late": 120, "odd": 0, "long": 60, "quick": 30}
    assert all(len(times) == 2 for times in at_once.values())
    assert late == {name: [time + waits[name] for time in times] for name, times in at_once.items()}


def test_the_first_evaluation_waits_for_the_data(alarms: AlarmSet) -> None:
    """Nothing is known of the time before, so the first window has to be there."""
    simulation = _simulated(alarms, alarms.delays("worst"))

    first = {
        name: history.timeline.start - START
        for name, history in simulation.histories.items()
        if history.timeline is not None
    }

    assert first == {"late": 180 + 180, "odd": 180, "long": 900 + 120, "quick": 30 + 60}


def test_the_options_decide_before_the_tags(alarms: AlarmSet) -> None:
    """Whoever says how far CloudWatch looks back is believed."""
    options = EvaluationOptions(evaluation_delay=60)

    simulation = _simulated(alarms, alarms.delays("worst"), options)

    assert {each.evaluation_delay for each in simulation.histories.values()} == {60}


def test_late_samples_hold_up_the_first_evaluation(alarms: AlarmSet) -> None:
    """What is known to arrive late is waited for, whatever the tags say."""
    stamps = START + 60.0 * np.arange(30)
    series = MetricSeries(ORDERS, timestamps=stamps, values=stamps * 0 + 9, arrival=stamps + 300)

    simulation = simulate(
        alarms,
        MetricData([series]),
        start=START,
        end=START + 1_800,
        alarms=["odd"],
        starts_after_first_window=True,
    )

    timeline = simulation.histories["odd"].timeline
    assert timeline is not None
    assert timeline.start - START == 120 + 300
    assert timeline.states == ()
