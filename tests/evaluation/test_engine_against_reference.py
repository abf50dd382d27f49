"""The vectorised engine gives the states of the reference implementation."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.evaluation.reference import OPERATORS, Rule, Sample, state
from tests.support.alarms import ORDERS
from tocsin.evaluation import (
    EvaluationOptions,
    MetricAlarm,
    MetricSeries,
    State,
    WallClockWindow,
    evaluate,
    evaluate_once,
    read_alarm,
)
from tocsin.evaluation.windows.schedule import schedule
from tocsin.evaluation.windows.slot_grid import slots_read

START = 1_767_225_600  # a midnight
STATES: tuple[State, ...] = ("OK", "ALARM", "INSUFFICIENT_DATA")
STATISTICS = ("Average", "Sum", "Minimum", "Maximum", "SampleCount", "p50", "p90")


@st.composite
def alarms(draw: st.DrawFn, periods: tuple[int, ...], time_zone: str | None = None) -> MetricAlarm:
    """Draw an alarm on one metric."""
    count = draw(st.integers(1, 5))
    statistic = draw(st.sampled_from(STATISTICS))
    properties: dict[str, Any] = {
        "AlarmName": "drawn",
        "Namespace": "Shop",
        "MetricName": "Orders",
        "Period": draw(st.sampled_from(periods)),
        "EvaluationPeriods": count,
        "DatapointsToAlarm": draw(st.integers(1, count)),
        "Threshold": draw(st.sampled_from([-0.5, 0, 1, 1.5, 2])),
        "ComparisonOperator": draw(st.sampled_from(sorted(OPERATORS))),
        "TreatMissingData": draw(
            st.sampled_from(["missing", "ignore", "breaching", "notBreaching"])
        ),
        "ExtendedStatistic" if statistic.startswith("p") else "Statistic": statistic,
    }
    if time_zone is not None:
        properties["EvaluationWindow"] = {"WallClockWindow": {"Timezone": time_zone}}
    if statistic.startswith("p"):
        properties["EvaluateLowSampleCountPercentile"] = draw(
            st.sampled_from(["evaluate", "ignore"])
        )
    return read_alarm(properties)


@st.composite
def series(draw: st.DrawFn, span: int, *, late: bool) -> list[Sample]:
    """Draw samples around the evaluated stretch: dense, sparse, with several in one second."""
    offsets = draw(st.lists(st.integers(-span, span), max_size=40))
    values = st.sampled_from([0.0, 1.0, 1.5, 2.0, 3.25])
    delays = st.sampled_from([0, 0, 30, 90, 200, 3 * span]) if late else st.just(0)
    return [
        Sample(START + offset, draw(values), START + offset + draw(delays)) for offset in offsets
    ]


@st.composite
def regular_series(draw: st.DrawFn, step: int, count: int) -> list[Sample]:
    """Draw one sample a step, with gaps."""
    values = st.one_of(st.none(), st.sampled_from([0.0, 1.0, 1.5, 2.0]))
    drawn = draw(st.lists(values, min_size=count, max_size=count))
    begin = START - count // 2 * step
    return [
        Sample(begin + index * step, value, begin + index * step)
        for index, value in enumerate(drawn)
        if value is not None
    ]


def as_series(samples: list[Sample]) -> MetricSeries:
    """Return drawn samples as the engine takes them."""
    times, values, arrivals = zip(*samples, strict=True) if samples else ((), (), ())
    is_late = any(sample.arrival > sample.time for sample in samples)
    return MetricSeries(
        ORDERS,
        timestamps=np.array(times, dtype=float),
        values=np.array(values, dtype=float),
        arrival=np.array(arrivals, dtype=float) if is_late else None,
    )


def reference_rule(alarm: MetricAlarm, options: EvaluationOptions) -> Rule:
    """Return the settings of an alarm as the reference takes them."""
    statistic = alarm.queries[0].statistic
    assert statistic is not None
    assert alarm.threshold is not None
    window = alarm.window
    least_samples = {"p50": 20, "p90": 100} if alarm.ignores_low_samples else {}
    return Rule(
        period=alarm.period,
        evaluation_periods=alarm.evaluation_periods,
        datapoints_to_alarm=alarm.datapoints_to_alarm,
        evaluation_range=slots_read(alarm, options),
        threshold=alarm.threshold,
        operator=alarm.comparison,
        treatment=str(alarm.treat_missing_data),
        statistic=statistic.text,
        least_samples=least_samples.get(statistic.text, 0),
        time_zone=window.time_zone if isinstance(window, WallClockWindow) else None,
    )


def assert_agreement(
    alarm: MetricAlarm,
    samples: list[Sample],
    before: State,
    *,
    end: int,
    options: EvaluationOptions,
) -> None:
    """Compare the state after every evaluation, one by one and in one go."""
    data, rule, expected = as_series(samples), reference_rule(alarm, options), str(before)
    timeline = evaluate(alarm, data, start=START, end=end, previous_state=before, options=options)
    times = schedule(alarm, START, end, options)
    for index in range(times.count):
        at = times.first + index * times.interval
        previous, expected = expected, state(rule, samples, at, expected)

        assert expected == timeline.state_at(at)
        assert expected == evaluate_once(alarm, data, at, previous, options=options).state  # type: ignore[arg-type]


options_drawn = st.builds(
    EvaluationOptions,
    second_offset=st.sampled_from([0.0, 7.0, 51.29, 59.999]),
    evaluation_range=st.sampled_from(["auto", "N+2", 1, 7]),
)


@settings(max_examples=150)
@given(
    alarm=alarms((60, 120, 300)),
    samples=series(1500, late=False),
    before=st.sampled_from(STATES),
    options=options_drawn,
)
def test_sliding_windows_agree(
    alarm: MetricAlarm, samples: list[Sample], before: State, options: EvaluationOptions
) -> None:
    """Samples at any second, in slots that overlap, give the states of the reference."""
    assert_agreement(alarm, samples, before, end=START + 1500, options=options)


@settings(max_examples=100)
@given(
    alarm=alarms((60, 180)),
    samples=regular_series(60, 60),
    before=st.sampled_from(STATES),
    options=options_drawn,
)
def test_regular_minutes_agree(
    alarm: MetricAlarm, samples: list[Sample], before: State, options: EvaluationOptions
) -> None:
    """One sample a minute, with and without gaps, gives the states of the reference."""
    assert_agreement(alarm, samples, before, end=START + 1800, options=options)


@settings(max_examples=100)
@given(
    alarm=alarms((60, 300)),
    samples=series(1200, late=True),
    before=st.sampled_from(STATES),
    options=options_drawn,
)
def test_late_data_agrees(
    alarm: MetricAlarm, samples: list[Sample], before: State, options: EvaluationOptions
) -> None:
    """Samples that arrive late are seen only by the evaluations after their arrival."""
    assert_agreement(alarm, samples, before, end=START + 1200, options=options)


@settings(max_examples=60)
@given(alarm=alarms((10, 20, 30)), samples=series(300, late=False), before=st.sampled_from(STATES))
def test_high_resolution_agrees(alarm: MetricAlarm, samples: list[Sample], before: State) -> None:
    """Alarms with a period below a minute are evaluated every ten seconds."""
    assert schedule(alarm, START, START + 300, EvaluationOptions()).interval == 10
    assert_agreement(alarm, samples, before, end=START + 300, options=EvaluationOptions())


@settings(max_examples=40)
@given(
    alarm=alarms((43_260, 86_400)),
    samples=series(400_000, late=False),
    before=st.sampled_from(STATES),
)
def test_windows_longer_than_a_day_agree(
    alarm: MetricAlarm, samples: list[Sample], before: State
) -> None:
    """Alarms longer than one day read data up to the full hour, once an hour."""
    if alarm.is_longer_than_a_day:
        assert_agreement(alarm, samples, before, end=START + 86_400, options=EvaluationOptions())


# Days around the changes of the clocks have 23 and 25 hours.
CHANGES = {
    "Europe/Berlin": (1_774_828_800, 1_792_972_800),
    "America/New_York": (1_773_014_400, 1_793_577_600),
}


@settings(max_examples=40)
@given(
    drawn=st.sampled_from(sorted(CHANGES)).flatmap(
        lambda zone: st.tuples(alarms((3600, 86_400), zone), st.sampled_from(CHANGES[zone]))
    ),
    samples=series(400_000, late=True),
    before=st.sampled_from(STATES),
)
def test_wall_clock_windows_agree(
    drawn: tuple[MetricAlarm, int], samples: list[Sample], before: State
) -> None:
    """Local hours and days are read through changes of the clocks."""
    watched, around = drawn
    moved = [
        Sample(one.time - START + around, one.value, one.arrival - START + around)
        for one in samples
    ]
    start = around - 7200
    data, rule = as_series(moved), reference_rule(watched, EvaluationOptions())
    timeline = evaluate(watched, data, start=start, end=around + 7200, previous_state=before)
    expected = str(before)
    for at in range(start, around + 7200, 60):
        expected = state(rule, moved, at, expected)

        assert expected == timeline.state_at(at)


@pytest.mark.parametrize("count", [0, 1])
def test_empty_stretch_has_no_evaluation(count: int) -> None:
    """A stretch without an evaluation leaves the state as it was."""
    alarm = read_alarm(
        {
            "Namespace": "Shop",
            "MetricName": "Orders",
            "Statistic": "Sum",
            "Period": 60,
            "EvaluationPeriods": 1,
            "Threshold": 1,
            "ComparisonOperator": "LessThanThreshold",
            "TreatMissingData": "breaching",
        }
    )
    timeline = evaluate(
        alarm, as_series([]), start=START, end=START + 60 * count, previous_state="OK"
    )

    assert count == timeline.evaluation_count
    assert ("ALARM" if count else "OK") == timeline.final_state
    assert math.isfinite(timeline.start)
