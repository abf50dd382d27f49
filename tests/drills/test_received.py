from pathlib import Path

import pytest

from tests.support.drills import (
    alarm_set,
    composite_alarm,
    metric_alarm,
    outcome_of,
    problems_of,
    subscription,
)
from tocsin.simulation import AlarmSet

BEGINS_OR_ENDS = {
    "FilterPolicyScope": "MessageBody",
    "FilterPolicy": {"$or": [{"NewStateValue": ["ALARM"]}, {"OldStateValue": ["ALARM"]}]},
}
NEW = "{{alarm: no-orders, new: true, values: {}, expect: [{}]}}"
STOPS = "{{alarm: no-orders, values: 9x5 0x4 9x3, expect: [{}]}}"


@pytest.fixture(name="alarms")
def _alarms(tmp_path: Path) -> AlarmSet:
    """An alarm that Ana hears of whatever happens, Ben as it begins and ends, and Eve perhaps."""
    return alarm_set(
        tmp_path,
        A=metric_alarm("no-orders"),
        Ben=subscription("sms", "+15550100102", **BEGINS_OR_ENDS),
        Eve=subscription(
            "email",
            "eve@example.com",
            FilterPolicyScope="MessageBody",
            FilterPolicy={"AlarmName": [{"resembles": "orders"}]},
        ),
        Scaling=metric_alarm(
            "scales",
            MetricName="Load",
            AlarmActions=["arn:aws:autoscaling:eu-west-1:1:scalingPolicy:x"],
        ),
    )


@pytest.fixture(name="filtered")
def _filtered(tmp_path: Path) -> AlarmSet:
    """An alarm on another topic, whose only reader hears of it as it begins and ends."""
    return alarm_set(
        tmp_path,
        Topic={"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "filtered"}},
        Ben=subscription("sms", "+15550100102", **{**BEGINS_OR_ENDS, "TopicArn": {"Ref": "Topic"}}),
        A=metric_alarm("no-orders", AlarmActions=[{"Ref": "Topic"}], OKActions=[{"Ref": "Topic"}]),
    )


@pytest.mark.parametrize(
    ("drill", "values", "expectation"),
    [
        (NEW, "9x10", "{received: nobody}"),
        (NEW, "9x10", "{actions: filtered}"),
        (NEW, "9x4 0x6", '{received: "+15550100102"}'),
        (STOPS, "", '{received: "+15550100102", at: 8m}'),
        (STOPS, "", '{received: ["+15550100102"], at: 10m}'),
        (STOPS, "", "{received: nobody, within: 7m}"),
        (STOPS, "", "{received: nobody, at: 9m}"),
    ],
)
def test_what_is_met(filtered: AlarmSet, drill: str, values: str, expectation: str) -> None:
    """A new alarm that is well runs its action, which a filter keeps from everybody."""
    body = drill.format(values, expectation) if values else drill.format(expectation)
    outcome = outcome_of(filtered, body)

    assert outcome.passes, outcome.failures


@pytest.mark.parametrize(
    ("body", "expected", "actual", "alarm"),
    [
        (
            NEW.format("9x10", "{received: nobody}"),
            "nobody told from 0m to 10m",
            "ana@example.com (OK at 1m), perhaps eve@example.com (OK at 1m) told",
            "no-orders",
        ),
        (
            NEW.format("9x10", "{received: ana@example.com}"),
            "ana@example.com told from 0m to 10m",
            "ana@example.com (OK at 1m), perhaps eve@example.com (OK at 1m) told",
            "no-orders",
        ),
        (
            NEW.format("9x10", "{received: [ana@example.com, eve@example.com]}"),
            "ana@example.com, eve@example.com told from 0m to 10m",
            "ana@example.com (OK at 1m), perhaps eve@example.com (OK at 1m) told",
            "no-orders",
        ),
        (
            STOPS.format("{received: ana@example.com, at: 9m}"),
            "ana@example.com told at 9m",
            "nobody told",
            "no-orders",
        ),
    ],
)
def test_what_is_not_met(
    alarms: AlarmSet, body: str, expected: str, actual: str, alarm: str
) -> None:
    """Exactly these have to be told; of whom it is not certain proves neither way."""
    (failure,) = outcome_of(alarms, body).failures

    assert (failure.expected, failure.actual, failure.alarm) == (expected, actual, alarm)


def test_what_only_scales_tells_nobody(alarms: AlarmSet) -> None:
    """An action that is not for people reaches none."""
    body = "{alarm: scales, values: 9x3 0x5, expect: [{received: nobody}, {at: 8m, state: ALARM}]}"

    assert outcome_of(alarms, body).passes


def test_an_alarm_of_several(alarms: AlarmSet) -> None:
    """Named, an alarm is meant alone; otherwise all that the data reach are."""
    body = """
      series: [{alarm: no-orders, values: 0x5}, {alarm: scales, values: 9x5}]
      expect: [{alarm: scales, received: nobody}]
    """

    assert outcome_of(alarms, body).passes


SEVERAL = """
  series: [{alarm: no-orders, values: 0x5}, {alarm: scales, values: 9x5}]
  expect: [{received: nobody}]
"""


def test_every_alarm(alarms: AlarmSet) -> None:
    """In a drill about no alarm in particular, all that the data reach are meant."""
    (failure,) = outcome_of(alarms, SEVERAL).failures

    assert failure.alarm == "no-orders"


def test_silence_needs_every_alarm(tmp_path: Path) -> None:
    """That nobody is told is not proved beside an alarm that cannot be evaluated."""
    alarms = alarm_set(
        tmp_path,
        A=metric_alarm("no-orders", AlarmActions=None, OKActions=None),
        Broken=composite_alarm("broken", "ALARM(no-orders) AND ALARM(missing)"),
    )
    body = "{series: [{alarm: no-orders, values: 9x10}], expect: [{received: nobody}]}"
    outcome = outcome_of(alarms, body)

    assert not outcome.passes
    assert [each.alarm for each in outcome.not_evaluated] == ["broken"]


@pytest.mark.parametrize(
    ("drill", "expected"),
    [
        (
            "{alarm: no-orders, values: 9x10, expect: [{received: dana@example.com}]}",
            "nobody is known as 'dana@example.com'; did you mean 'ana@example.com'?",
        ),
        (
            "{alarm: no-orders, values: 9x10, expect: [{received: []}]}",
            "the list is empty; write nobody if that is meant",
        ),
        (
            "{series: [{alarm: no-orders, values: 9x2}], expect: [{received: nobody}]}",
            "the data end at 2m, before no-orders is first evaluated",
        ),
        (
            "{alarm: no-orders, values: 9x10, expect: [{received: nobody, paged: nobody}]}",
            "the expectation says several things: paged, received",
        ),
    ],
)
def test_mistakes(alarms: AlarmSet, drill: str, expected: str) -> None:
    """A typo never makes a drill pass."""
    (problem,) = problems_of(alarms, f"drills: {{the drill: {drill}}}")

    assert expected in problem
