from typing import Any

import pytest

from local.endpoint import Endpoint
from local.failure import LocalError
from local.fake_parameters import INBOX_QUEUE, create_inbox
from local.fire_drill import run_fire_drill
from tests.support.emulator import alarm_state, deploy_template, put_minutes, wait_for

pytestmark = [pytest.mark.emulator, pytest.mark.xdist_group("emulator")]

QUEUE = f"arn:aws:sqs:us-east-1:000000000000:{INBOX_QUEUE}"


def alarm(name: str, severity: str) -> dict[str, Any]:
    """An alarm of a severity that pages when it fires and when it recovers."""
    return {
        "Type": "AWS::CloudWatch::Alarm",
        "Properties": {
            "AlarmName": name,
            "Namespace": name,
            "MetricName": "Orders",
            "Statistic": "Sum",
            "Period": 60,
            "EvaluationPeriods": 5,
            "DatapointsToAlarm": 3,
            "Threshold": 1,
            "ComparisonOperator": "LessThanThreshold",
            "TreatMissingData": "notBreaching",
            "AlarmActions": [{"Ref": "Topic"}],
            "OKActions": [{"Ref": "Topic"}],
            "Tags": [{"Key": "tocsin:severity", "Value": severity}],
        },
    }


def deploy(emulator: Endpoint, stack: str, **alarms: dict[str, Any]) -> None:
    """A topic that pages the inbox, with some alarms."""
    create_inbox(emulator)
    page = {"TopicArn": {"Ref": "Topic"}, "Protocol": "sqs", "Endpoint": QUEUE}
    resources = {
        "Topic": {"Type": "AWS::SNS::Topic"},
        "Page": {"Type": "AWS::SNS::Subscription", "Properties": page},
    }
    deploy_template(emulator, stack, {**resources, **alarms})


def test_a_critical_alarm_fires_pages_and_recovers(emulator: Endpoint) -> None:
    """The drill follows the critical alarm from the data to both pages, in order."""
    critical, warning = alarm("drill-b", "critical"), alarm("drill-a", "warning")
    deploy(emulator, "drill", Critical=critical, Warning=warning)
    said: list[str] = []
    drill = run_fire_drill(emulator, on_event=said.append)
    assert drill.alarm == "drill-b"
    assert (
        [moment.what for moment in drill.timeline]
        == said
        == [
            "put 3 breaching data points of Orders: 0",
            "the alarm went to ALARM",
            f"the page ALARM arrived in {INBOX_QUEUE}",
            "put 3 healthy data points of Orders: 2",
            "the alarm went to OK",
            f"the page OK arrived in {INBOX_QUEUE}",
        ]
    )
    seconds = [moment.seconds for moment in drill.timeline]
    assert seconds == sorted(seconds)
    assert "3 x 60" in drill.note or "180 s" in drill.note


def test_an_alarm_with_recent_data_is_not_drilled(emulator: Endpoint) -> None:
    """Data that is not the drill's would decide too, so such an alarm is refused."""
    deploy(emulator, "busy", Busy=alarm("busy", "warning"))
    put_minutes(emulator, "busy", "Orders", [5])
    wait_for(lambda: alarm_state(emulator, "busy") == "OK")
    with pytest.raises(LocalError, match=r"busy .* cannot be drilled") as refused:
        run_fire_drill(emulator, alarm_name="busy", on_event=lambda _: None)
    assert "wait" in refused.value.fix
