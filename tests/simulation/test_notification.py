from pathlib import Path

import pytest

from tests.support.drills import (
    START,
    Json,
    alarm_set,
    composite_alarm,
    error_rate,
    metric_alarm,
    subscription,
)
from tocsin.evaluation import State
from tocsin.simulation import AlarmHistory, AlarmSet
from tocsin.simulation.deliveries import deliveries_of
from tocsin.simulation.notification import notification

TOPIC = "arn:aws:sns:eu-west-1:111122223333:shop-critical"
OF_ENTERING_AND_LEAVING = {
    "FilterPolicyScope": "MessageBody",
    "FilterPolicy": {"$or": [{"NewStateValue": ["ALARM"]}, {"OldStateValue": ["ALARM"]}]},
}


def _history(
    alarms: AlarmSet, name: str, *changes: tuple[float, State], initial: State = "OK"
) -> AlarmHistory:
    return AlarmHistory(
        alarm=alarms[name],
        start=START,
        end=START + 3600,
        initial_state=initial,
        states=tuple((START + at, state) for at, state in changes),
    )


def test_the_message_of_a_metric_alarm(tmp_path: Path) -> None:
    """It says what CloudWatch says, with placeholders for what only a real change decides."""
    alarms = alarm_set(tmp_path, A=metric_alarm("no-orders", AlarmDescription="No orders."))

    message = notification(_history(alarms, "no-orders", (180, "ALARM")), START + 180, "ALARM")

    assert message == {
        "AlarmName": "no-orders",
        "AlarmDescription": "No orders.",
        "AWSAccountId": "111122223333",
        "AlarmConfigurationUpdatedTimestamp": ("${CloudWatch::AlarmConfigurationUpdatedTimestamp}"),
        "NewStateValue": "ALARM",
        "NewStateReason": "${CloudWatch::NewStateReason}",
        "StateChangeTime": "${CloudWatch::StateChangeTime}",
        "Region": "EU (Ireland)",
        "AlarmArn": "arn:aws:cloudwatch:eu-west-1:111122223333:alarm:no-orders",
        "OldStateValue": "OK",
        "OKActions": [TOPIC],
        "AlarmActions": [TOPIC],
        "InsufficientDataActions": [],
        "Trigger": {
            "MetricName": "Orders",
            "Namespace": "Shop",
            "StatisticType": "Statistic",
            "Statistic": "SUM",
            "Unit": None,
            "Dimensions": [{"value": "prod", "name": "Stage"}],
            "Period": 60,
            "EvaluationPeriods": 3,
            "DatapointsToAlarm": 3,
            "ComparisonOperator": "LessThanThreshold",
            "Threshold": 1,
            "TreatMissingData": "breaching",
            "EvaluateLowSampleCountPercentile": "",
        },
    }


def test_the_message_of_metric_math_and_of_a_composite(tmp_path: Path) -> None:
    """Metric math has its queries in place of the metric, a composite alarm its rule."""
    alarms = alarm_set(
        tmp_path, A=error_rate("rate"), Both=composite_alarm("both", 'ALARM("rate")')
    )

    math = notification(_history(alarms, "rate", (60, "ALARM")), START + 60, "ALARM")
    both = notification(_history(alarms, "both", (60, "ALARM")), START + 60, "ALARM")

    assert math["Trigger"]["Period"] == 60
    assert [each["Id"] for each in math["Trigger"]["Metrics"]] == ["rate", "errors", "requests"]
    assert both["AlarmRule"] == 'ALARM("rate")'
    assert "Trigger" not in both


@pytest.mark.parametrize(
    ("changes", "at", "state", "expected"),
    [
        ([(60, "OK")], 60, "OK", "INSUFFICIENT_DATA"),
        ([(60, "OK"), (120, "ALARM")], 120, "ALARM", "OK"),
        ([(60, "ALARM"), (120, "OK")], 120, "OK", "ALARM"),
        ([(60, "ALARM"), (120, "INSUFFICIENT_DATA"), (180, "OK")], 180, "OK", "INSUFFICIENT_DATA"),
        # What a mute or a suppressor has held back runs later, for the state that still holds.
        ([(60, "OK"), (120, "ALARM")], 900, "ALARM", "OK"),
        ([(60, "ALARM"), (60, "ALARM")], 60, "ALARM", "INSUFFICIENT_DATA"),
        ([], 60, "ALARM", "INSUFFICIENT_DATA"),
    ],
)
def test_the_state_before(
    tmp_path: Path, changes: list[tuple[float, State]], at: float, state: State, expected: State
) -> None:
    """The message names the state that the alarm had before it entered the one it tells of."""
    alarms = alarm_set(tmp_path)
    history = _history(alarms, "no-orders", *changes, initial="INSUFFICIENT_DATA")

    assert notification(history, START + at, state)["OldStateValue"] == expected


def _received(folder: Path, sms: Json, *changes: tuple[float, State]) -> list[tuple[float, bool]]:
    alarms = alarm_set(
        folder, A=metric_alarm("no-orders"), Sms=subscription("sms", "+15550100101", **sms)
    )
    history = _history(alarms, "no-orders", *changes, initial="INSUFFICIENT_DATA")
    found = deliveries_of(history, {}, alarms)
    return [(each.at - START, any(to.protocol == "sms" for to in each.received)) for each in found]


def test_a_filter_policy_tells_transitions_apart(tmp_path: Path) -> None:
    """The first OK of a new alarm runs its action, and a filter on both states stops it."""
    changes: list[tuple[float, State]] = [(60, "OK"), (120, "ALARM"), (180, "OK")]

    assert _received(tmp_path, {}, *changes) == [(60, True), (120, True), (180, True)]
    filtered = _received(tmp_path, OF_ENTERING_AND_LEAVING, *changes)
    assert filtered == [(60, False), (120, True), (180, True)]
