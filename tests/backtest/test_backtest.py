from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.support.recorded import MINUTE, MONDAY, alarm_resource, assembly, query, recorded
from tocsin.backtest.backtest import BackTest, back_test
from tocsin.backtest.threshold_curve import threshold_curve
from tocsin.diagnostics import InvalidValueError
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
    assert test.a_week(len(test.alerts)) == 7


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
    assert test.first_evaluation("errors") == MONDAY + (1 + late) * MINUTE


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
