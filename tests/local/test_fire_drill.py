from typing import Any

import pytest

from local.drillable_alarm import choose
from local.endpoint import Endpoint
from local.failure import LocalError
from local.fire_drill import run_fire_drill
from tests.support.emulator import alarm_state, deploy_template, put_minutes, wait_for

pytestmark = pytest.mark.emulator

INBOX = "inbox"


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


def deploy(emulator: Endpoint, region: str, **alarms: dict[str, Any]) -> None:
    """A topic that pages a queue of the same Region, with some alarms."""
    queue = f"arn:aws:sqs:{region}:000000000000:{INBOX}"
    emulator.client("sqs", region).create_queue(QueueName=INBOX)
    page = {"TopicArn": {"Ref": "Topic"}, "Protocol": "sqs", "Endpoint": queue}
    resources = {
        "Topic": {"Type": "AWS::SNS::Topic"},
        "Page": {"Type": "AWS::SNS::Subscription", "Properties": page},
    }
    deploy_template(emulator, "-".join(("drill", *alarms)), {**resources, **alarms}, region=region)


@pytest.mark.parametrize("region", ["us-east-1", "eu-north-1"])
def test_a_critical_alarm_fires_pages_and_recovers(emulator: Endpoint, region: str) -> None:
    """In whatever Region it is, the drill follows the critical alarm to both pages, in order."""
    name = f"drill-{region}"
    critical, warning = alarm(name, "critical"), alarm("drill-a", "warning")
    deploy(emulator, region, Critical=critical, Warning=warning)
    said: list[str] = []
    drill = run_fire_drill(emulator, choose(emulator, None, said.append), on_event=said.append)
    assert drill.alarm == name
    assert (
        [moment.what for moment in drill.timeline]
        == said
        == [
            "put 3 breaching data points of Orders: 0",
            "the alarm went to ALARM",
            f"the page ALARM arrived in {INBOX}",
            "put 3 healthy data points of Orders: 2",
            "the alarm went to OK",
            f"the page OK arrived in {INBOX}",
        ]
    )
    seconds = [moment.seconds for moment in drill.timeline]
    assert seconds == sorted(seconds)
    assert "3 x 60" in drill.note or "180 s" in drill.note


def test_an_alarm_with_recent_data_is_not_drilled(emulator: Endpoint) -> None:
    """Data that is not the drill's would decide too, so such an alarm is refused."""
    deploy(emulator, "us-east-1", Busy=alarm("busy", "warning"))
    put_minutes(emulator, "busy", "Orders", [5])
    wait_for(lambda: alarm_state(emulator, "busy") == "OK")
    with pytest.raises(LocalError, match=r"busy .* cannot be drilled") as refused:
        choose(emulator, "busy", lambda _: None)
    assert "wait" in refused.value.fix


def test_an_alarm_that_pages_no_queue_is_not_drilled(emulator: Endpoint) -> None:
    """Nothing could show that its page arrives, so it is said what is missing."""
    unread = {"Topic": {"Type": "AWS::SNS::Topic"}, "Unread": alarm("unread", "critical")}
    deploy_template(emulator, "unread", unread)
    with pytest.raises(LocalError, match=r"unread .* cannot be drilled") as refused:
        choose(emulator, "unread", lambda _: None)
    assert "{sqs: inbox}" in refused.value.fix
