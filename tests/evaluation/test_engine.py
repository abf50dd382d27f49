"""Evaluating an alarm over a stretch of time."""

from typing import Any

import numpy as np
import pytest

from tests.support.alarms import MONDAY, ORDERS, alarm, math_alarm, query
from tocsin.evaluation import (
    AlarmDataError,
    EvaluationOptions,
    Metric,
    MetricAlarm,
    MetricData,
    MetricSeries,
    State,
    SuppliedSeries,
    evaluate,
    evaluate_all,
    evaluate_once,
)

HOUR, DAY = 3600, 86_400


def series(values: list[float], metric: str = "Orders", **columns: Any) -> MetricSeries:  # noqa: ANN401 -- the columns of MetricSeries
    """Return one value a minute from Monday on, NaN for a gap."""
    return MetricSeries(
        Metric(namespace="Shop", name=metric),
        timestamps=MONDAY + 60 * np.arange(len(values)),
        values=values,
        **columns,
    )


def states(
    watched: MetricAlarm,
    data: MetricSeries | MetricData,
    minutes: int,
    before: State | None = "OK",
    **options: Any,  # noqa: ANN401 -- the fields of EvaluationOptions
) -> list[tuple[float, State]]:
    """Return transitions from the first minute on, with the time in minutes since Monday."""
    timeline = evaluate(
        watched,
        data,
        start=MONDAY + 60,
        end=MONDAY + 60 * minutes,
        previous_state=before,
        options=EvaluationOptions(**options),
    )
    return [((at - MONDAY) / 60, state) for at, state in timeline.states]


def test_alarm_follows_its_metric() -> None:
    """A minute counts from the evaluation after it; recovery follows a healthy minute."""
    assert states(alarm(), series([5, 5, 0, 0, 5, 5]), 7) == [(3, "ALARM"), (5, "OK")]


def test_silence_lasts_the_evaluation_range() -> None:
    """At 60 s and N = 1 the last datapoint is read for six minutes."""
    silent = series([0.0])

    assert states(alarm(), silent, 20) == [(1, "ALARM"), (7, "INSUFFICIENT_DATA")]
    assert states(alarm(), silent, 20, evaluation_range="N+2") == [
        (1, "ALARM"),
        (4, "INSUFFICIENT_DATA"),
    ]


def test_new_alarm_begins_without_data() -> None:
    """A new alarm is in INSUFFICIENT_DATA until its first evaluation some 20 s later."""
    ready = series([5.0] * 5)

    assert states(alarm(), ready, 5, before=None) == [(2, "OK")]
    assert states(
        alarm(TreatMissingData="breaching"), MetricData(), 2, before=None, second_offset=30
    ) == [(1.5, "ALARM")]


def test_warm_up_ends_when_a_window_is_full() -> None:
    """A new alarm acts once N periods of data exist, or at the end of its warm-up."""
    warm_up = {"WarmUpPeriodDurationInMinutes": 60}
    whole = warm_up | {"OnlyStartEvaluatingAfterWarmUpPeriodEnds": True}
    data = series([np.nan] * 4 + [5.0] * 90)
    settings = {"Period": 300, "EvaluationPeriods": 3}

    assert states(alarm(**settings, WarmUpConfiguration=warm_up), data, 90, before=None) == [
        (19, "OK")
    ]
    assert states(alarm(**settings, WarmUpConfiguration=whole), data, 90, before=None) == [
        (61, "OK")
    ]


def test_warm_up_ends_when_a_full_window_is_seen() -> None:
    """Data that are late fill the window late, as does an alarm that looks back."""
    warm_up = {"WarmUpPeriodDurationInMinutes": 60}
    waiting = alarm(WarmUpConfiguration=warm_up, EvaluationPeriods=2, TreatMissingData="breaching")
    stamps = MONDAY + 60.0 * np.arange(5, 90)
    in_time = MetricSeries(ORDERS, timestamps=stamps, values=9 + 0 * stamps)
    late = MetricSeries(ORDERS, timestamps=stamps, values=9 + 0 * stamps, arrival=stamps + 180)

    assert states(waiting, in_time, 90, before=None) == [(7, "OK")]
    assert states(waiting, in_time, 90, before=None, evaluation_delay=120) == [(9, "OK")]
    assert states(waiting, late, 90, before=None) == [(9, "OK")]


@pytest.mark.parametrize(
    ("warm_up_window", "acts_at"), [("recent", 31), ("whole", 17), ("datapoint", 3)]
)
def test_warm_up_asks_for_a_datapoint_of_the_most_recent_period(
    warm_up_window: str, acts_at: int
) -> None:
    """A service that publishes once and falls silent does not fill the window."""
    warm_up = {"WarmUpPeriodDurationInMinutes": 60}
    waiting = alarm(Period=300, EvaluationPeriods=3, WarmUpConfiguration=warm_up)
    data = series([np.nan] * 2 + [5.0] + [np.nan] * 27 + [5.0] * 60)
    changes = states(waiting, data, 90, before=None, warm_up_window=warm_up_window)

    assert changes[0] == (acts_at, "OK")


@pytest.mark.parametrize("warm_up_window", ["recent", "datapoint"])
def test_warm_up_of_a_wall_clock_window_asks_for_its_newest_period(warm_up_window: str) -> None:
    """The most recent period is the last complete one of the time zone."""
    window = {"WallClockWindow": {"Timezone": "Europe/Berlin"}}
    waiting = alarm(
        Period=HOUR,
        EvaluationWindow=window,
        WarmUpConfiguration={"WarmUpPeriodDurationInMinutes": 600},
        TreatMissingData="breaching",
    )
    data = series([np.nan] * 90 + [5.0] + [np.nan] * 400)
    first = 120 if warm_up_window == "datapoint" else 150

    assert states(waiting, data, 480, before=None, warm_up_window=warm_up_window)[0] == (
        first,
        "OK",
    )


def test_wall_clock_window_reads_complete_local_days() -> None:
    """A day counts from its end at local midnight, and the range has no extra slots."""
    window = {"WallClockWindow": {"Timezone": "Europe/Berlin"}}
    daily = alarm(Period=DAY, EvaluationWindow=window, TreatMissingData="breaching")
    # The last minute of Tuesday in Berlin.
    data = MetricSeries(
        ORDERS,
        timestamps=[MONDAY + DAY + 23 * HOUR - 60],
        values=[1.0],
    )

    assert states(daily, data, 4 * 1440) == [(1, "ALARM"), (47 * 60, "OK"), (71 * 60, "ALARM")]


def test_late_data_is_read_when_it_arrives() -> None:
    """An evaluation sees only what has arrived, and older slots change afterwards."""
    late = MetricSeries(
        ORDERS,
        timestamps=[MONDAY, MONDAY + 1],
        values=[0.5, 0.75],
        arrival=[MONDAY, MONDAY + 150],
    )

    assert states(alarm(), late, 9) == [(1, "ALARM"), (3, "OK"), (7, "INSUFFICIENT_DATA")]


def test_low_samples_keep_the_state_when_ignored() -> None:
    """A percentile of too few samples changes the state only if the alarm evaluates it."""
    settings = {"Statistic": None, "ExtendedStatistic": "p50"}
    ignoring = alarm(**settings, EvaluateLowSampleCountPercentile="ignore")
    few = MetricSeries(ORDERS, timestamps=MONDAY + np.arange(19), values=np.zeros(19))
    enough = MetricSeries(ORDERS, timestamps=MONDAY + np.arange(20), values=np.zeros(20))

    assert states(alarm(**settings), few, 3) == [(1, "ALARM")]
    assert states(ignoring, few, 3) == []
    assert states(ignoring, enough, 3) == [(1, "ALARM")]


@pytest.mark.parametrize(
    ("treatment", "option", "expected"),
    [
        (None, "ignore_when_unset", []),
        (None, "as_set", [(1, "INSUFFICIENT_DATA")]),
        ("breaching", "ignore_when_unset", [(1, "ALARM")]),
        ("breaching", "always_ignore", []),
    ],
)
def test_dynamodb_ignores_missing_data(
    treatment: str | None, option: str, expected: list[Any]
) -> None:
    """Alarms on AWS/DynamoDB keep their state without data; how far is an option."""
    watched = alarm(Namespace="AWS/DynamoDB", TreatMissingData=treatment)

    assert expected == states(watched, MetricData(), 3, dynamodb_missing_data=option)


def test_recent_datapoints_are_ok_unless_an_option_says_otherwise() -> None:
    """Breaching datapoints that are too few and too recent do not alarm at once."""
    watched, recent = alarm(EvaluationPeriods=3), series([0.0])

    assert states(watched, recent, 2, "ALARM") == [(1, "OK")]
    assert states(watched, recent, 2, too_recent_breaching_state="INSUFFICIENT_DATA") == [
        (1, "INSUFFICIENT_DATA")
    ]
    # The premature rule: it alarms once it is M slots old and nothing healthy came.
    assert states(watched, recent, 5, "ALARM")[1] == (3, "ALARM")


def test_recorded_points_are_their_own_statistic() -> None:
    """A value that GetMetricData gave for a period is taken as it is."""
    recorded = MetricSeries(
        ORDERS,
        timestamps=MONDAY + 300 * np.arange(4),
        values=[9, 0, 9, 9],
        statistic="p90",
    )
    watched = alarm(Statistic=None, ExtendedStatistic="p90", Period=300)

    assert states(watched, recorded, 16) == [(6, "ALARM"), (11, "OK")]


def test_expression_treats_each_slot_by_itself() -> None:
    """A pointwise expression is computed over the slots that the alarm reads."""
    watched = math_alarm("100 * errors / requests", "errors", "requests", Threshold=50)
    data = MetricData(
        [series([0, 0, 9, 0], "errors"), series([10, 10, 10, 0], "requests")],
    )

    assert states(watched, data, 4) == [(1, "ALARM"), (3, "OK")]


def test_expression_over_time_sees_the_range_of_one_evaluation() -> None:
    """FILL(REPEAT) repeats a datapoint only as long as the evaluation range holds it."""
    watched = math_alarm("FILL(orders, REPEAT)", "orders")

    assert states(watched, series([0.0], "orders"), 10) == [(1, "ALARM"), (7, "INSUFFICIENT_DATA")]


@pytest.mark.parametrize("expression", ["FILL(m1, 0) + m2", "DIFF(m1)", "RUNNING_SUM(m1) - m2"])
def test_math_agrees_with_single_evaluations(expression: str) -> None:
    """Expressions over a stretch give what they give at each moment by itself."""
    watched = math_alarm(expression, "m1", "m2", EvaluationPeriods=3, DatapointsToAlarm=2)
    generator = np.random.default_rng(7)
    first, second = (generator.integers(-2, 4, 60).astype(float) for _ in range(2))
    first[generator.random(60) < 0.3] = np.nan
    data = MetricData([series(list(first), "m1"), series(list(second), "m2")])
    timeline = evaluate(
        watched, data, start=MONDAY, end=MONDAY + HOUR, previous_state="INSUFFICIENT_DATA"
    )
    state: State = "INSUFFICIENT_DATA"
    for minute in range(60):
        state = evaluate_once(watched, data, MONDAY + 60 * minute, state).state

        assert state == timeline.state_at(MONDAY + 60 * minute)
    assert len(timeline.states) > 3


def test_query_without_math_needs_given_values() -> None:
    """A Metrics Insights query is evaluated on the series given for it."""
    insights = alarm(
        **dict.fromkeys(("Namespace", "MetricName", "Statistic", "Period")),
        Metrics=[{"Id": "q1", "Expression": "SELECT SUM(Orders) FROM Shop", "Period": 60}],
    )
    given = SuppliedSeries.of("q1", MONDAY + 60 * np.arange(3), [5.0, 0.0, 5.0])

    assert states(insights, MetricData(supplied=[given]), 4) == [(2, "ALARM"), (3, "OK")]
    with pytest.raises(AlarmDataError, match="needs its values given"):
        states(insights, MetricData(), 4)


@pytest.mark.parametrize(
    "name", ["ad1", "ANOMALY_DETECTION_BAND(m1)", "ANOMALY_DETECTION_BAND( m1, 2 )"]
)
def test_band_is_given_by_id_or_by_call(name: str) -> None:
    """A band is an input: its bounds are given for the query, or for the call in it."""
    banded = alarm(
        **dict.fromkeys(("Namespace", "MetricName", "Statistic", "Period", "Threshold")),
        Metrics=[
            query("m1", ReturnData=True),
            {"Id": "ad1", "Expression": "ANOMALY_DETECTION_BAND(m1, 2)"},
        ],
        ThresholdMetricId="ad1",
        ComparisonOperator="LessThanLowerThreshold",
    )
    starts = MONDAY + 60 * np.arange(3)
    band = SuppliedSeries.of(name, starts, [4, 4, np.nan], [6, 6, np.nan])
    data = MetricData([series([9.0, 3.0, 3.0], "m1")], [band])

    assert states(banded, data, 4) == [(2, "ALARM")]


def test_several_alarms_share_their_data() -> None:
    """Alarms are evaluated one after the other over one set of data."""
    alarms = [alarm(AlarmName=name, Threshold=limit) for name, limit in (("low", 1), ("high", 9))]
    timelines = list(
        evaluate_all(
            alarms,
            [series([5.0])],
            start=MONDAY + 60,
            end=MONDAY + 120,
            previous_state="INSUFFICIENT_DATA",
        )
    )

    assert [timeline.alarm.name for timeline in timelines] == ["low", "high"]
    assert [[state for _, state in timeline.states] for timeline in timelines] == [
        ["OK"],
        ["ALARM"],
    ]


def test_timeline_answers_for_any_time() -> None:
    """A timeline gives the state at a time, and stretches that cover it whole."""
    timeline = evaluate(
        alarm(), series([5, 0, 5]), start=MONDAY + 60, end=MONDAY + 300, previous_state="OK"
    )

    assert [timeline.state_at(MONDAY + second) for second in (119, 120, 180)] == [
        "OK",
        "ALARM",
        "OK",
    ]
    assert timeline.final_state == "OK"
    assert timeline.intervals() == (
        (MONDAY + 60, MONDAY + 120, "OK"),
        (MONDAY + 120, MONDAY + 180, "ALARM"),
        (MONDAY + 180, MONDAY + 300, "OK"),
    )
    assert [(change.old_state, change.state) for change in timeline.transitions] == [
        ("OK", "ALARM"),
        ("ALARM", "OK"),
    ]
    assert "was less than" in timeline.transitions[0].reason
