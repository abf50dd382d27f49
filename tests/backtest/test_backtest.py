import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.support.recorded import (
    MINUTE,
    MONDAY,
    alarm_resource,
    answer_from,
    assembly,
    query,
    recorded,
)
from tocsin.backtest.backtest import BackTest, back_test
from tocsin.backtest.threshold_curve import threshold_curve
from tocsin.diagnostics import InvalidValueError
from tocsin.recorded import RecordedData, read_recorded
from tocsin.simulation import AlarmSet

DAY = 1440


def _test(
    folder: Path,
    values: Sequence[object],
    *alarms: dict[str, object],
    start: float | None = None,
    end: float | None = None,
) -> BackTest:
    made = AlarmSet.of(assembly(folder, *alarms))
    return back_test(made, recorded(folder, (query(), values)), start=start, end=end)


TOPIC = "arn:aws:sns:eu-west-1:111122223333:critical"


def _composite(name: str, rule: str) -> dict[str, object]:
    properties = {"AlarmName": name, "AlarmRule": rule, "AlarmActions": [TOPIC]}
    return {"Type": "AWS::CloudWatch::CompositeAlarm", "Properties": properties}


def test_alarm_fires_where_the_data_breach(tmp_path: Path) -> None:
    """An hour above the threshold is one alert, and an hour in ALARM."""
    values = [0] * 120 + [9] * 60 + [0] * (DAY - 180)

    test = _test(tmp_path, values, alarm_resource("errors"))

    (outcome,) = test.outcomes
    assert outcome.firings == outcome.alerts == (MONDAY + 121 * MINUTE,)
    assert outcome.minutes_in_alarm == 60
    assert outcome.longest == (MONDAY + 121 * MINUTE, MONDAY + 181 * MINUTE)
    assert (outcome.severity, outcome.flapping) == ("critical", ())
    assert test.alerts == ((MONDAY + 121 * MINUTE, "critical"),)
    assert test.alerts_a_week == 7


P90 = {"Statistic": None, "ExtendedStatistic": "p90"}


@pytest.mark.parametrize(
    ("changes", "statistic", "fires_at"),
    [
        ({"Period": 300, **P90}, "p90", 65),
        ({"Period": 300}, "Sum", 65),
        ({"Period": 300, "EvaluationPeriods": 3}, "Sum", 75),
        ({"Period": 3600, "Threshold": 60}, "Sum", 95),
    ],
)
def test_a_value_is_known_when_its_period_ends(
    tmp_path: Path, changes: dict[str, object], statistic: str, fires_at: int
) -> None:
    """Five minutes that begin at 01:00 are seen at 01:05; a replay does not see the future."""
    values = [0] * 12 + [9] * 12 + [0] * 12
    made = AlarmSet.of(assembly(tmp_path, alarm_resource("errors", **changes)))
    data = recorded(tmp_path, (query(statistic=statistic, period=300), values))

    (outcome,) = back_test(made, data).outcomes

    assert outcome.firings[0] == MONDAY + fires_at * MINUTE


def test_alarm_without_action_pages_nobody(tmp_path: Path) -> None:
    """An ALARM that runs no action is not an alert."""
    values = [0, 0, 9, 9, 0, 0]

    test = _test(tmp_path, values, alarm_resource("errors", AlarmActions=None))

    assert [len(each.firings) for each in test.outcomes] == [1]
    assert test.alerts == ()


def test_flapping_is_found(tmp_path: Path) -> None:
    """An alarm that changes each ten minutes flaps."""
    values = ([0] * 5 + [9] * 5) * 12

    test = _test(tmp_path, values, alarm_resource("errors"))

    (outcome,) = test.outcomes
    assert len(outcome.flapping) == 1
    assert outcome.flapping[0].firings == len(outcome.firings) == 12


def test_alarms_wait_for_their_window(tmp_path: Path) -> None:
    """Before the recording there are no data; that alone makes no alarm fire."""
    alarm = alarm_resource(
        "errors", EvaluationPeriods=5, TreatMissingData="breaching", DatapointsToAlarm=1
    )

    test = _test(tmp_path, [0] * 60, alarm)

    assert [each.firings for each in test.outcomes] == [()]


def test_data_before_the_start_count(tmp_path: Path) -> None:
    """A start within the recording is looked at with the data before it."""
    alarm = alarm_resource("errors", EvaluationPeriods=5)
    begin = MONDAY + 30 * MINUTE

    test = _test(tmp_path, [9] * 60, alarm, start=begin, end=begin + 600)

    assert (test.start, test.end) == (begin, begin + 600)
    assert [each.firings for each in test.outcomes] == [(begin,)]


@pytest.mark.parametrize(("start", "end"), [(-60, None), (None, 7200), (600, 600), (900, 600)])
def test_times_are_within_the_recording(
    tmp_path: Path, start: float | None, end: float | None
) -> None:
    """A back-test of a time that was not recorded is refused."""
    with pytest.raises(InvalidValueError, match="not within the recording"):
        _test(
            tmp_path,
            [0] * 60,
            alarm_resource("errors"),
            start=None if start is None else MONDAY + start,
            end=None if end is None else MONDAY + end,
        )


def test_alarms_without_data_are_not_evaluated(tmp_path: Path) -> None:
    """What was not recorded is distinguished from what had no datapoint."""
    other = alarm_resource("orders", MetricName="Orders")

    test = _test(tmp_path, [0] * 60, alarm_resource("errors"), other)

    assert [each.alarm for each in test.outcomes] == ["errors"]
    assert [each.alarm for each in test.without_data] == ["orders"]
    assert test.without_datapoints == ()


def test_recorded_but_empty_is_said(tmp_path: Path) -> None:
    """An alarm on a metric that CloudWatch had nothing of is evaluated on missing data."""
    made = AlarmSet.of(
        assembly(
            tmp_path,
            alarm_resource("errors"),
            alarm_resource("orders", MetricName="Orders", TreatMissingData="breaching"),
        )
    )
    data = recorded(tmp_path, (query(), [0] * 60), (query(metric="Orders"), []))

    test = back_test(made, data)

    assert test.without_datapoints == ("orders",)
    assert [(each.alarm, len(each.firings)) for each in test.outcomes] == [
        ("orders", 1),
        ("errors", 0),
    ]


def test_composite_sees_its_children(tmp_path: Path) -> None:
    """A composite alarm follows its children; those without data stay OK, and are named."""
    values = [0] * 30 + [9] * 10 + [0] * 20
    orders = alarm_resource("orders", MetricName="Orders")

    test = _test(
        tmp_path,
        values,
        alarm_resource("errors"),
        orders,
        _composite("shop", "ALARM(errors) OR ALARM(orders)"),
    )

    assert {each.alarm: len(each.alerts) for each in test.outcomes} == {"errors": 1, "shop": 1}
    assert test.assumptions == {"shop": ("orders",)}


def _tagged(delay: str) -> dict[str, object]:
    """An alarm whose data are as late as the tag says."""
    tags = [
        {"Key": "tocsin:severity", "Value": "critical"},
        {"Key": "tocsin:delay", "Value": delay},
    ]
    return alarm_resource("errors", Tags=tags)


@pytest.mark.parametrize(("delay", "late"), [("0s to 3m", 0), ("30s to 2m", 1), ("105s to 3m", 2)])
def test_alerts_come_as_late_as_the_data(tmp_path: Path, delay: str, late: int) -> None:
    """Nothing recorded says when CloudWatch had a datapoint, so the tag of the alarm does."""
    values = [0] * 120 + [9] * 60 + [0] * (DAY - 180)

    test = _test(tmp_path, values, _tagged(delay))

    (outcome,) = test.outcomes
    assert outcome.alerts == (MONDAY + (121 + late) * MINUTE,)
    assert outcome.minutes_in_alarm == 60
    assert test.evaluated("errors")[0][0] == MONDAY + (1 + late) * MINUTE


def test_a_curve_waits_for_late_data_too(tmp_path: Path) -> None:
    """What another threshold would do counts the delay, up to the end of the recording."""
    test = _test(tmp_path, [0] * 56 + [9] * 4, _tagged("105s to 3m"))

    (point,) = [
        each for each in threshold_curve(test, "errors", [5.0]).points if each.threshold == 5
    ]

    assert point.minutes_in_alarm == sum(each.minutes_in_alarm for each in test.outcomes) == 1


def test_what_nobody_hears_is_no_alert(tmp_path: Path) -> None:
    """An alarm whose only action is closed fires, and alerts nobody."""
    action = {"Fn::GetAtt": ["Alarm1", "Arn"]}
    lost = alarm_resource("errors", AlarmActions=[action], OKActions=[])
    function: dict[str, object] = {"Type": "AWS::Lambda::Function", "Properties": {}}

    test = _test(tmp_path, [0] * 30 + [9] * 10 + [0] * 20, lost, function)

    (outcome,) = test.outcomes
    assert (len(outcome.firings), outcome.alerts) == (1, ())


def _days(folder: Path, *days: tuple[int, Sequence[float]]) -> RecordedData:
    """Write exports that say for which day of January they are, and read them."""
    for day, values in days:
        at = MONDAY + (day - 5) * DAY * MINUTE
        document = {
            **answer_from(at, (query(), values)),
            "Start": f"2026-01-{day:02}T00:00Z",
            "End": f"2026-01-{day + 1:02}T00:00Z",
        }
        (folder / f"{day}.json").write_text(json.dumps(document))
    return read_recorded(folder)[0]


@pytest.mark.parametrize("treatment", ["breaching", "notBreaching", "missing"])
def test_nothing_is_evaluated_where_nobody_recorded(treatment: str, tmp_path: Path) -> None:
    """Two days between two exports are no days without data, whatever missing data mean.

    In each stretch an alarm is first evaluated when it has the data of its evaluation periods, and
    rates are those of the time that was recorded.
    """
    folder = tmp_path / "data"
    folder.mkdir()
    data = _days(folder, (5, [0] * DAY), (8, [0] * 60 + [9] * (DAY - 60)))
    alarm = alarm_resource("errors", EvaluationPeriods=5, TreatMissingData=treatment)

    test = back_test(AlarmSet.of(assembly(tmp_path, alarm)), data)

    (outcome,) = test.outcomes
    thursday = MONDAY + 3 * DAY * MINUTE
    assert outcome.firings == (thursday + 65 * MINUTE,)
    assert outcome.covered == (
        (MONDAY, MONDAY + DAY * MINUTE),
        (thursday, thursday + DAY * MINUTE),
    )
    assert outcome.alerts_a_week == 3.5
    assert [start for start, _ in test.evaluated("errors")] == [
        MONDAY + 5 * MINUTE,
        thursday + 5 * MINUTE,
    ]


def test_an_alarm_is_not_in_alarm_where_its_data_end(tmp_path: Path) -> None:
    """What fires to the end of one stretch fires anew in the next; a composite follows."""
    folder = tmp_path / "data"
    folder.mkdir()
    breach = [0] * 60 + [9] * (DAY - 60)
    data = _days(folder, (5, breach), (8, breach))
    alarms = alarm_resource("errors"), _composite("any", "ALARM(errors)")

    test = back_test(AlarmSet.of(assembly(tmp_path, *alarms)), data)

    for outcome in test.outcomes:
        assert len(outcome.firings) == 2
        assert outcome.minutes_in_alarm == pytest.approx(2 * (DAY - 61), abs=2)
        assert outcome.seconds_covered == 2 * DAY * MINUTE
    (point,) = threshold_curve(test, "errors", [5.0]).points
    in_alarm = test.outcome_of("errors").minutes_in_alarm
    assert point.minutes_in_alarm == pytest.approx(in_alarm)


def test_a_young_alarm_has_the_rate_of_its_life(tmp_path: Path) -> None:
    """Data of another series do not make it older."""
    old, young = [0] * (7 * DAY), [0] * 60 + [9] * 60 + [0] * (DAY - 120)
    late = MONDAY + 6 * DAY * MINUTE
    folder = tmp_path / "data"
    folder.mkdir()
    for name, values, at in (("Errors", young, late), ("Orders", old, MONDAY)):
        document = answer_from(at, (query(metric=name), values))
        (folder / f"{name}.json").write_text(json.dumps(document))
    alarms = (
        alarm_resource("errors", TreatMissingData="breaching"),
        alarm_resource("orders", MetricName="Orders"),
    )

    test = back_test(AlarmSet.of(assembly(tmp_path, *alarms)), read_recorded(folder)[0])

    outcome = test.outcome_of("errors")
    assert outcome.alerts_a_week == 7
    assert outcome.minutes_in_alarm == 60
    assert [each.alarm for each in test.partly_covered] == ["errors"]
    assert test.alerts_a_week_by_severity["critical"] == 7
