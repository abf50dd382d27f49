"""The arithmetic of the time to page, held against the evaluator itself."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.evaluation import (
    ALARM,
    Comparison,
    EvaluationOptions,
    Metric,
    MetricAlarm,
    MetricQuery,
    MetricSeries,
    TreatMissingData,
    evaluate,
    parse_statistic,
)
from tocsin.timing import (
    AlarmTiming,
    Delay,
    TimeToPage,
    time_by_silence,
    time_by_value,
)

METRIC = Metric(namespace="Shop", name="Errors", dimensions=())
BEGIN = 1_767_571_200
"""Midnight, in seconds since 1970: every datapoint that begins here or later lies in the breach."""


def timing_of(
    times: int, interval: int, datapoints: int, further_periods: int, delay: int
) -> AlarmTiming:
    """An alarm whose periods have so many datapoints each, of a metric that is so late."""
    return AlarmTiming(
        period=times * interval,
        evaluation_periods=datapoints + further_periods,
        datapoints_to_alarm=datapoints,
        interval=interval,
        delay=Delay(typical=delay, worst=delay, source="assumed: for the test"),
    )


TIMINGS = st.builds(
    timing_of,
    times=st.integers(1, 5),
    interval=st.sampled_from((60, 300)),
    datapoints=st.integers(1, 5),
    further_periods=st.integers(0, 4),
    delay=st.integers(0, 240),
)
OFFSETS = st.integers(0, 59)


def alarm(timing: AlarmTiming, statistic: str) -> MetricAlarm:
    """An alarm of that timing on errors, of which one is a breach."""
    return MetricAlarm(
        name="errors",
        queries=(MetricQuery(id="m", metric=METRIC, statistic=parse_statistic(statistic)),),
        result_id="m",
        period=timing.period,
        evaluation_periods=timing.evaluation_periods,
        datapoints_to_alarm=timing.datapoints_to_alarm,
        threshold=1.0,
        comparison=Comparison.GREATER_OR_EQUAL,
        treat_missing_data=TreatMissingData.BREACHING,
    )


def fires_after(
    timing: AlarmTiming,
    *,
    statistic: str = "Minimum",
    silence: bool = False,
    first: int = 0,
    offset: float = 0.0,
    looks_late_by: int = 0,
) -> float:
    """Return when the alarm fires, in seconds since `BEGIN`.

    Args:
        timing: The alarm's; its worst delay is how late each datapoint is.
        statistic: `Minimum` breaches when all datapoints of a period do, `Maximum` when one does.
        silence: Whether datapoints end at `BEGIN`, instead of breaching from then on.
        first: How many datapoints before `BEGIN` breach already.
        offset: At which second alarms are evaluated.
        looks_late_by: How late CloudWatch looks at all data.
    """
    healthy = timing.interval * 60 * (timing.period // timing.interval)
    end = BEGIN + 4 * healthy
    stamps = np.arange(BEGIN - healthy, BEGIN if silence else end, timing.interval, dtype=float)
    values = (stamps >= BEGIN - first * timing.interval).astype(float)
    series = MetricSeries(
        METRIC,
        timestamps=stamps,
        values=values,
        arrival=stamps + timing.interval + timing.delay.worst,
    )
    timeline = evaluate(
        alarm(timing, statistic),
        [series],
        start=BEGIN - timing.interval,
        end=end,
        previous_state="OK",
        options=EvaluationOptions(second_offset=offset, evaluation_delay=looks_late_by),
    )
    return next(at for at, state in timeline.states if state == ALARM) - BEGIN


def fires_while_healthy(timing: AlarmTiming, offset: int) -> bool:
    """Whether the alarm fires although healthy datapoints come all the time, as late as they do."""
    stamps = np.arange(BEGIN - 100 * timing.period, BEGIN, timing.interval, dtype=float)
    arrival = stamps + timing.interval + timing.delay.worst
    series = MetricSeries(METRIC, timestamps=stamps, values=0 * stamps, arrival=arrival)
    timeline = evaluate(
        alarm(timing, "Maximum"),
        [series],
        start=BEGIN - 30 * timing.period,
        end=BEGIN,
        previous_state="OK",
        options=EvaluationOptions(second_offset=offset),
    )
    return any(state == ALARM for _, state in timeline.states)


def without_delivery(time: TimeToPage) -> TimeToPage:
    """The time until the alarm fires, which is what an evaluation can show."""
    return TimeToPage.of(*time.steps[:-1])


@given(timing=TIMINGS, offset=OFFSETS, begins=st.integers(0, 299), data=st.data())
@settings(max_examples=150)
def test_every_breach_lies_between_the_least_and_the_worst(
    timing: AlarmTiming, offset: int, begins: int, data: st.DataObject
) -> None:
    """Wherever in a datapoint a breach begins, and however clearly, it is not told later."""
    time = without_delivery(time_by_value(timing))
    # A breach that begins within the datapoint before `BEGIN` may show in that datapoint already.
    shows = data.draw(st.booleans())
    statistic = data.draw(st.sampled_from(("Minimum", "Maximum")))
    before = min(begins, timing.interval - 1)

    took = before + fires_after(timing, statistic=statistic, first=int(shows), offset=offset)

    assert time.least <= took <= time.worst


@given(timing=TIMINGS, offset=OFFSETS, begins=st.integers(0, 299))
@settings(max_examples=100)
def test_every_silence_lies_between_the_least_and_the_worst(
    timing: AlarmTiming, offset: int, begins: int
) -> None:
    """Wherever in a datapoint the silence begins, it is not told later."""
    time = without_delivery(time_by_silence(timing))
    looks_late_by = timing.delay.worst // 60 * 60

    for late in {0, looks_late_by}:
        before = min(begins, timing.interval - 1)
        took = before + fires_after(timing, silence=True, offset=offset, looks_late_by=late)

        assert time.least <= took <= time.worst


SOME = [
    timing_of(times, 60, datapoints, further, delay)
    for times, (datapoints, further), delay in product(
        (1, 2, 5), ((1, 0), (2, 0), (2, 1), (3, 2)), (0, 60, 180)
    )
]


@pytest.mark.parametrize("timing", SOME, ids=str)
def test_the_worst_is_reached_within_an_evaluation(timing: AlarmTiming) -> None:
    """Of all offsets one comes within an evaluation of the worst, so it is no idle figure.

    With CloudWatch looking as late as data are: else periods that are longer than a datapoint
    breach by what is there of them, before they are complete.
    """
    interval, late = timing.evaluation_interval, timing.delay.worst
    by_value = without_delivery(time_by_value(timing))
    by_silence = without_delivery(time_by_silence(timing))

    # The breach begins with the second after a healthy datapoint has begun.
    slowest = [
        timing.interval
        - 1
        + max(
            fires_after(timing, silence=silence, offset=offset, looks_late_by=late)
            for offset in range(0, interval, 7)
        )
        for silence in (False, True)
    ]

    assert by_value.worst - interval <= slowest[0] <= by_value.worst
    assert by_silence.worst - interval <= slowest[1] <= by_silence.worst


@pytest.mark.parametrize("delay", [0, 45, 105, 180])
def test_the_worst_needs_no_late_look_where_a_period_is_a_datapoint(delay: int) -> None:
    """With periods of one datapoint each, the delay of the data alone gives the worst."""
    timing = timing_of(1, 60, 1, 0, delay)
    worst = without_delivery(time_by_value(timing)).worst

    slowest = 59 + max(fires_after(timing, offset=offset) for offset in range(60))

    assert worst - 60 <= slowest <= worst


def test_the_typical_is_the_mean_over_all_offsets() -> None:
    """Begins and evaluations at every second take the typical time on average."""
    timing = timing_of(1, 60, 1, 0, 60)
    offsets = range(0, 60, 5)

    took = [begins + fires_after(timing, offset=offset) for begins in offsets for offset in offsets]

    assert np.mean(took) == pytest.approx(without_delivery(time_by_value(timing)).typical, abs=5)


@pytest.mark.parametrize("period", [10, 20, 30])
def test_high_resolution(period: int) -> None:
    """Alarms of less than a minute are evaluated every ten seconds, and look back less far."""
    timing = timing_of(period // 10, 10, 2, 1, 20)

    for time, silence in ((time_by_value(timing), False), (time_by_silence(timing), True)):
        slowest = 9 + max(
            fires_after(timing, silence=silence, offset=offset, looks_late_by=20)
            for offset in range(10)
        )

        assert without_delivery(time).worst - 10 <= slowest <= without_delivery(time).worst


@given(timing=TIMINGS, offset=OFFSETS)
@settings(max_examples=150)
def test_late_data_look_like_silence_only_where_it_is_said(
    timing: AlarmTiming, offset: int
) -> None:
    """An alarm on a healthy metric fires for lateness alone only if its timing says so."""
    timing = replace(timing, delay=replace(timing.delay, worst=timing.delay.worst * 10))

    assert timing.takes_late_for_silent or not fires_while_healthy(timing, offset)


@pytest.mark.parametrize("timing", [timing_of(1, 60, 1, 0, 0), timing_of(5, 60, 2, 1, 0)], ids=str)
def test_late_data_do_look_like_silence_where_it_is_said(timing: AlarmTiming) -> None:
    """The delay from which on lateness looks like silence is the one at which the alarm fires."""
    said = [
        late
        for late in range(0, 1800, 60)
        if replace(timing, delay=replace(timing.delay, worst=late)).takes_late_for_silent
    ]
    seen = [
        late
        for late in range(0, 1800, 60)
        if fires_while_healthy(replace(timing, delay=replace(timing.delay, worst=late)), 0)
    ]

    assert said == seen != []
