"""Alarms on a query that gives several series: each is a contributor with a state of its own."""

from collections.abc import Sequence
from typing import Any

import pytest

from tests.support.alarms import properties
from tocsin.evaluation import (
    AlarmDataError,
    EvaluationOptions,
    MetricAlarm,
    MetricData,
    SuppliedSeries,
    evaluate,
    evaluate_contributors,
    read_alarm,
)

NONE = float("nan")


def alarm(**changes: Any) -> MetricAlarm:  # noqa: ANN401 -- as properties are
    """An alarm on the age of messages by queue, above 300 in one minute."""
    query = {
        "Id": "age",
        "Expression": "SELECT MAX(Age) FROM Shop GROUP BY QueueName",
        "Period": 60,
    }
    single = dict.fromkeys(("Namespace", "MetricName", "Statistic", "Period"))
    settings = {
        "Metrics": [query],
        "EvaluationPeriods": 1,
        "Threshold": 300,
        "ComparisonOperator": "GreaterThanThreshold",
        "TreatMissingData": "missing",
        **changes,
    }
    return read_alarm(properties(**single, **settings))


def given(**values: Sequence[float]) -> dict[str, SuppliedSeries]:
    """The series of contributors, a value a minute."""
    return {
        name: SuppliedSeries.of(
            "age", [60 * minute for minute in range(len(column))], column, contributor=name
        )
        for name, column in values.items()
    }


def states(
    watched: MetricAlarm, options: EvaluationOptions | None = None, **values: Sequence[float]
) -> tuple[list[tuple[float, str]], dict[str, list[tuple[float, str]]]]:
    """The changes of the alarm and of each contributor, in minutes."""
    found = evaluate_contributors(
        watched,
        given(**values),
        start=60,
        end=60 * max(map(len, values.values())) + 1,
        previous_state="OK",
        options=options or EvaluationOptions(evaluation_range=1),
    )
    return (
        [(at / 60, state) for at, state in found.states],
        {
            name: [(at / 60, state) for at, state in timeline.states]
            for name, timeline in found.contributors.items()
        },
    )


def test_the_alarm_is_in_alarm_while_any_contributor_is() -> None:
    """The second one joins while the first is there, and the alarm ends with the last."""
    whole, each = states(alarm(), orders=[0, 400, 400, 0, 0, 0], refunds=[0, 0, 400, 400, 400, 0])

    assert each["orders"] == [(2, "ALARM"), (4, "OK")]
    assert each["refunds"] == [(3, "ALARM"), (6, "OK")]
    assert whole == [(2, "ALARM"), (6, "OK")]


@pytest.mark.parametrize("treatment", ["missing", "ignore", "breaching", "notBreaching"])
def test_a_contributor_that_is_no_longer_given_is_ok(treatment: str) -> None:
    """However the alarm treats missing data: a series exists only where there are data."""
    whole, each = states(
        alarm(TreatMissingData=treatment), orders=[0, 400, NONE, NONE], refunds=[0, 0, 0, 0]
    )

    assert each["orders"] == [(2, "ALARM"), (3, "OK")]
    assert whole == [(2, "ALARM"), (3, "OK")]


@pytest.mark.parametrize(
    ("treatment", "expected"),
    [
        ("missing", [(2, "ALARM"), (3, "INSUFFICIENT_DATA"), (5, "OK")]),
        ("ignore", [(2, "ALARM"), (5, "OK")]),
        ("breaching", [(2, "ALARM"), (5, "OK")]),
        ("notBreaching", [(2, "ALARM"), (3, "OK")]),
    ],
)
def test_a_query_that_gives_nothing_is_missing_data_of_the_alarm(
    treatment: str, expected: list[tuple[float, str]]
) -> None:
    """The treatment of missing data is about the whole result."""
    column = [0, 400, NONE, NONE, 0]

    whole, _ = states(alarm(TreatMissingData=treatment), orders=column)

    assert whole == expected


def test_the_older_page_has_insufficient_data_for_an_empty_result() -> None:
    """It is an option."""
    options = EvaluationOptions(evaluation_range=1, empty_insights_result="insufficient_data")

    whole, _ = states(alarm(TreatMissingData="notBreaching"), options, orders=[0, 0, NONE, 0])

    assert whole == [(3, "INSUFFICIENT_DATA"), (4, "OK")]


def test_one_contributor_is_an_alarm_on_one_series() -> None:
    """While it has data, nothing differs."""
    column = [0, 400, 0, 400, 400, 0, 0, 400]
    single = alarm(
        Metrics=[{"Id": "age", "Expression": "SELECT MAX(Age) FROM Shop", "Period": 60}],
        EvaluationPeriods=3,
        DatapointsToAlarm=2,
    )
    series = SuppliedSeries.of("age", [60 * minute for minute in range(8)], column)
    timeline = evaluate(single, MetricData([], [series]), start=60, end=481, previous_state="OK")

    whole, _ = states(
        alarm(EvaluationPeriods=3, DatapointsToAlarm=2), EvaluationOptions(), orders=column
    )

    assert whole == [(at / 60, state) for at, state in timeline.states]


def test_several_series_are_not_taken_for_one() -> None:
    """Whoever evaluates such an alarm by one series is told."""
    series = SuppliedSeries.of("age", [0, 60], [1, 2])

    with pytest.raises(AlarmDataError, match="gives a series for each QueueName"):
        evaluate(alarm(), MetricData([], [series]), start=60, end=181, previous_state="OK")
