"""Drills about alarms whose query gives several series."""

from pathlib import Path

import pytest

from tests.support.drills import (
    WITHOUT_METRIC,
    Json,
    alarm_set,
    composite_alarm,
    metric_alarm,
    outcome_of,
    problems_of,
)
from tocsin.drills.runner import Outcome

QUERY = 'SELECT MAX(Age) FROM SCHEMA("AWS/SQS", QueueName) GROUP BY QueueName ORDER BY MAX() DESC'
OPS_ITEM = "arn:aws:ssm:eu-west-1:111122223333:opsitem:1"


def old_messages(query: str = QUERY, **changes: object) -> Json:
    """An alarm on the age of the oldest message of each queue."""
    return metric_alarm(
        "old-messages",
        **WITHOUT_METRIC,
        **{
            "Metrics": [{"Id": "age", "Expression": query, "Period": 60}],
            "EvaluationPeriods": 1,
            "DatapointsToAlarm": 1,
            "Threshold": 300,
            "ComparisonOperator": "GreaterThanThreshold",
            "TreatMissingData": "notBreaching",
            **changes,
        },
    )


TWO_QUEUES = """
alarm: old-messages
series:
  - {id: age, contributor: orders, values: 0x5 400x5 0x5}
  - {id: age, contributor: {QueueName: refunds}, values: 0x7 400x5 0x3}
"""


def deliveries(outcome: Outcome) -> list[tuple[float, str, str, str]]:
    """Minute, state, contributor and action of each delivery."""
    start = outcome.simulation.start
    return [
        ((each.at - start) / 60, each.state, each.contributor, each.action.rpartition(":")[2])
        for each in outcome.simulation.deliveries
    ]


def test_each_contributor_pages_and_the_alarm_ends_with_the_last(tmp_path: Path) -> None:
    """The second queue joins while the first is in ALARM: people hear of it all the same."""
    outcome = outcome_of(
        alarm_set(tmp_path, Old=old_messages()),
        TWO_QUEUES
        + """
expect:
  - {timeline: [OK, ALARM at 6m, OK at 13m]}
  - {paged: ana@example.com, at: 6m}
  - {paged: nobody, at: 7m}
  - {paged: ana@example.com, at: 8m}
""",
    )

    assert outcome.passes, outcome.failures
    assert deliveries(outcome) == [
        (6, "ALARM", "orders", "shop-critical"),
        (8, "ALARM", "refunds", "shop-critical"),
        (11, "OK", "orders", "shop-critical"),
        (13, "OK", "refunds", "shop-critical"),
    ]


@pytest.mark.parametrize(
    ("options", "items"),
    [
        ("", [(6, "")]),
        ("options: {contributor_actions: sns}", [(6, "")]),
        ("options: {contributor_actions: sns_lambda_opsitem}", [(6, ""), (6, "orders"),
                                                                (8, "refunds")]),
    ],
)  # fmt: skip
def test_other_actions_run_for_the_alarm_unless_the_drill_says_so(
    tmp_path: Path, options: str, items: list[tuple[float, str]]
) -> None:
    """AWS's pages do not agree on OpsItems; notifications of SNS are for each contributor."""
    alarms = alarm_set(tmp_path, Old=old_messages(AlarmActions=[OPS_ITEM], OKActions=[]))

    outcome = outcome_of(alarms, f"{TWO_QUEUES}{options}\nexpect: [{{never: INSUFFICIENT_DATA}}]")

    assert sorted((at, name) for at, _, name, _ in deliveries(outcome)) == items


def test_a_composite_follows_the_alarm_and_not_its_contributors(tmp_path: Path) -> None:
    """One change of the alarm is one change of what stands above it."""
    alarms = alarm_set(
        tmp_path, Old=old_messages(), Down=composite_alarm("down", "ALARM(old-messages)")
    )

    outcome = outcome_of(
        alarms,
        f"{TWO_QUEUES}expect: [{{alarm: down, timeline: [OK, ALARM at 6m, OK at 13m]}}]",
    )

    assert outcome.passes, outcome.failures


@pytest.mark.parametrize(
    ("query", "series", "problem"),
    [
        (QUERY, "{id: age, values: 0x5}", "age of old-messages gives a series for each QueueName"),
        (QUERY, "{values: 0x5}", "write a series for each, and add contributor: the QueueName"),
        (
            QUERY,
            "{id: age, contributor: {Queue: a}, values: 0x5}",
            "the query does not group by 'Queue'; did you mean 'QueueName'?",
        ),
        (
            "SELECT MAX(x) FROM y GROUP BY a, b",
            "{id: age, contributor: one, values: 0x5}",
            "'one' does not say a and b; write {a: …, b: …}",
        ),
        (
            "SELECT MAX(x) FROM y GROUP BY a, b",
            "{id: age, contributor: {a: 1}, values: 0x5}",
            "b is not said; add b",
        ),
        (
            "SELECT MAX(x) FROM y",
            "{id: age, contributor: one, values: 0x5}",
            "age of old-messages gives one series, without contributors; remove contributor",
        ),
    ],
)
def test_what_a_drill_says_wrongly(tmp_path: Path, query: str, series: str, problem: str) -> None:
    """Several series are never taken for one, nor one for several."""
    alarms = alarm_set(tmp_path, Old=old_messages(query))
    text = f"drills:\n  d:\n    alarm: old-messages\n    kind: quiet\n    series: [{series}]\n"

    (found,) = problems_of(alarms, text)

    assert problem in found


def test_one_contributor_has_one_series(tmp_path: Path) -> None:
    """The same one twice is a mistake."""
    series = "{id: age, contributor: a, values: 0x5}"
    text = (
        "drills:\n  d:\n    alarm: old-messages\n    kind: quiet\n"
        f"    series: [{series}, {series}]\n"
    )

    (found,) = problems_of(alarm_set(tmp_path, Old=old_messages()), text)

    assert "the contributor a of age of old-messages has two series" in found
