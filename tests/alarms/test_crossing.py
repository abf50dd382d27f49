"""What is known of an alarm without data holds of every hour of data that it is evaluated with."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.alarms import MONDAY, alarm, math_alarm, query
from tocsin.alarms import MetricAlarm, MetricQuery, crossing, idle_threshold, statistic_range
from tocsin.alarms import parse_statistic as parse
from tocsin.algebra import ANY, FROM_ZERO, Interval
from tocsin.evaluation import MetricData, MetricSeries, evaluate

MINUTE = 60
SAMPLES = 40
RANGES = (FROM_ZERO, Interval(0, 1), Interval(1, 1), Interval(0, 100), Interval(-5, 5))
EXPRESSIONS = (
    "m1",
    "m1 - m1",
    "m1 / m1",
    "100 * m1 / (m1 + m2)",
    "100 * m1 / (m1 + m1 + m1)",
    "FILL(m1, 0)",
    "FILL(m1, 0) - FILL(m1, 0)",
    "IF(m1 > 50, 50, m1)",
    "IF(DATAPOINT_COUNT(m1) > 40, m1, FILL(m1, 0) * 0)",
    "MAX([m1, m2]) - m2",
    "m1 / (m2 - m2)",
    "m1 > m2 AND m2 > m1",
    "ABS(m1) + ABS(m2)",
    "RATE(m1)",
    "HOUR(m1)",
)

comparisons = st.sampled_from(
    (
        "GreaterThanThreshold",
        "GreaterThanOrEqualToThreshold",
        "LessThanThreshold",
        "LessThanOrEqualToThreshold",
    )
)
settings_of_alarms = st.fixed_dictionaries(
    {
        "ComparisonOperator": comparisons,
        "Threshold": st.sampled_from((-1000, -1, 0, 0.5, 1, 2, 33, 34, 50, 100, 101)),
        "TreatMissingData": st.sampled_from(("missing", "ignore", "breaching", "notBreaching")),
        "EvaluationPeriods": st.integers(1, 3),
    }
)
statistics = st.sampled_from(("Sum", "Average", "Minimum", "Maximum", "SampleCount"))
extended = st.sampled_from(("p50", "tm90", "wm90", "tc90", "ts90", "PR(1:50)"))


@st.composite
def alarms(draw: st.DrawFn) -> MetricAlarm:
    """Draw an alarm on one metric, or on metric math over two."""
    changes: dict[str, Any] = draw(settings_of_alarms)
    expression = draw(st.sampled_from(("", *EXPRESSIONS)))
    if expression:
        return math_alarm(expression, "m1", "m2", **changes)
    if draw(st.booleans()):
        return alarm(**changes, Statistic=None, ExtendedStatistic=draw(extended))
    return alarm(**changes, Statistic=draw(statistics))


@st.composite
def series(draw: st.DrawFn, query: MetricQuery, numbers: Interval) -> MetricSeries:
    """Draw whole samples in a range, at most two a minute, with silence in between."""
    assert query.metric is not None
    high = int(min(numbers.high, 200))
    values = st.lists(st.integers(int(numbers.low), high), max_size=2)
    minutes = draw(st.lists(values, min_size=SAMPLES, max_size=SAMPLES))
    samples = [
        (MONDAY + minute * MINUTE + 20 * place, value)
        for minute, each in enumerate(minutes)
        for place, value in enumerate(each)
    ]
    stamps = [at for at, _ in samples]
    return MetricSeries(query.metric, timestamps=stamps, values=[value for _, value in samples])


@settings(max_examples=200)
@given(st.data(), alarms(), st.sampled_from(RANGES))
def test_what_is_said_to_decide_nothing_decides_nothing(
    drawn: st.DataObject, definition: MetricAlarm, numbers: Interval
) -> None:
    """Evaluated for an hour with random data in the ranges that were given."""
    found = crossing(definition, lambda _: numbers)
    idle = idle_threshold(definition, found) if found else None
    if idle is None:
        return
    metrics = [query for query in definition.queries if query.metric is not None]
    data = MetricData([drawn.draw(series(query, numbers)) for query in metrics])

    timeline = evaluate(
        definition, data, start=MONDAY + 600, end=MONDAY + SAMPLES * MINUTE, previous_state="OK"
    )

    states = {state for _, state in timeline.states}
    if idle.fires == "never":
        assert "ALARM" not in states
    else:
        assert timeline.states[-1][1] == "ALARM"


@pytest.mark.parametrize(
    ("statistic", "samples", "values"),
    [
        ("SampleCount", Interval(-5, -5), (1, float("inf"))),
        ("Sum", Interval(1, 1), (1, float("inf"))),
        ("Sum", Interval(0, 1), (0, float("inf"))),
        ("Sum", Interval(-1, 1), (-float("inf"), float("inf"))),
        ("Average", Interval(-1, 1), (-1, 1)),
        ("p99", ANY, (0, float("inf"))),
        ("ts99", Interval(2, 3), (0, float("inf"))),
        ("PR(1:2)", ANY, (0, 100)),
        ("tc10", ANY, (0, float("inf"))),
    ],
)
def test_range_of_a_statistic(
    statistic: str, samples: Interval, values: tuple[float, float]
) -> None:
    """It follows from what it computes, and from the samples where these count."""
    assert statistic_range(parse(statistic), samples).ends == values


@pytest.mark.parametrize("same_series", [True, False])
def test_queries_of_one_series_are_known_as_such_or_not(*, same_series: bool) -> None:
    """An alarm that stands for all that are alike may not be one on the same series twice."""
    first, second = query("m1"), query("m2")
    second["MetricStat"] = first["MetricStat"]
    single = dict.fromkeys(("Namespace", "MetricName", "Statistic", "Period"))
    difference = {"Id": "result", "Expression": "m1 - m2"}
    definition = alarm(**single, Metrics=[first, second, difference], Threshold=0)

    found = crossing(definition, same_series=same_series)

    assert found is not None
    assert (found.is_decided, found.by_algebra) == (same_series, same_series)


def test_an_alarm_on_a_band_has_no_threshold_to_cross() -> None:
    """Nothing is said of it."""
    band = {"Id": "band", "Expression": "ANOMALY_DETECTION_BAND(m1)"}
    single = dict.fromkeys(("Namespace", "MetricName", "Statistic", "Period", "Threshold"))
    definition = alarm(
        **single,
        Metrics=[query("m1", ReturnData=True), band],
        ComparisonOperator="GreaterThanUpperThreshold",
        ThresholdMetricId="band",
    )

    assert crossing(definition) is None
