"""What a transition of an alarm sends: an SNS message, an event, and nothing without a change."""

import json
from typing import Any

import pytest
from constructs.people_filter import WORTH_TELLING

from local.endpoint import Endpoint
from tests.support.emulator import alarm_state, deploy_template, put_minutes, wait_for
from tests.support.viewpoints import changed, planned

pytestmark = pytest.mark.emulator


def inbox(emulator: Endpoint, name: str) -> dict[str, Any]:
    """A topic with a queue behind it, and a rule that sends the alarm's events to another."""
    alarms = {"detail-type": ["CloudWatch Alarm State Change"], "detail": {"alarmName": [name]}}
    resources = {
        "Topic": {"Type": "AWS::SNS::Topic"},
        "Pages": {"Type": "AWS::SQS::Queue"},
        "Events": {"Type": "AWS::SQS::Queue"},
        "Subscription": {
            "Type": "AWS::SNS::Subscription",
            "Properties": {
                "TopicArn": {"Ref": "Topic"},
                "Protocol": "sqs",
                "Endpoint": {"Fn::GetAtt": ["Pages", "Arn"]},
                "RedrivePolicy": {"deadLetterTargetArn": {"Fn::GetAtt": ["Events", "Arn"]}},
            },
        },
        "Rule": {
            "Type": "AWS::Events::Rule",
            "Properties": {
                "EventPattern": {"source": ["aws.cloudwatch"], **alarms},
                "Targets": [{"Id": "queue", "Arn": {"Fn::GetAtt": ["Events", "Arn"]}}],
            },
        },
    }
    outputs = {part: {"Ref": part} for part in ("Topic", "Pages", "Events")}
    return deploy_template(emulator, f"inbox-{name}", resources, outputs=outputs)


def receive(emulator: Endpoint, queue: str) -> dict[str, Any]:
    """The next message of a queue as JSON."""
    sqs = emulator.client("sqs")
    answer = wait_for(lambda: sqs.receive_message(QueueUrl=queue).get("Messages"))
    sqs.delete_message(QueueUrl=queue, ReceiptHandle=answer[0]["ReceiptHandle"])
    return dict(json.loads(answer[0]["Body"]))


def is_empty(emulator: Endpoint, queue: str) -> bool:
    """Whether a queue has no message now."""
    return not emulator.client("sqs").receive_message(QueueUrl=queue).get("Messages")


def test_a_transition_pages_and_emits_an_event(emulator: Endpoint) -> None:
    """ALARM and OK each send one message and one event in the shape of CloudWatch's own."""
    parts = inbox(emulator, "announced")
    put_minutes(emulator, "announced", "Errors", [9, 9, None], {"Shop": "eu"})
    emulator.client("cloudwatch").put_metric_alarm(
        AlarmName="announced",
        AlarmDescription="Customers cannot buy.",
        Namespace="announced",
        MetricName="Errors",
        Dimensions=[{"Name": "Shop", "Value": "eu"}],
        Statistic="Sum",
        Period=60,
        EvaluationPeriods=1,
        DatapointsToAlarm=1,
        Threshold=5,
        ComparisonOperator="GreaterThanThreshold",
        TreatMissingData="notBreaching",
        AlarmActions=[parts["Topic"]],
        OKActions=[parts["Topic"]],
    )
    envelope = receive(emulator, parts["Pages"])
    assert envelope["Subject"] == 'ALARM: "announced" in US East (N. Virginia)'
    message = json.loads(envelope["Message"])
    reason = message["NewStateReason"]
    assert reason.startswith("Threshold Crossed: 1 out of the last 1 datapoints [9.0 (")
    assert {key: message[key] for key in ("AlarmName", "OldStateValue", "NewStateValue")} == {
        "AlarmName": "announced",
        "OldStateValue": "INSUFFICIENT_DATA",
        "NewStateValue": "ALARM",
    }
    assert message["Trigger"] == {
        "MetricName": "Errors",
        "Namespace": "announced",
        "StatisticType": "Statistic",
        "Statistic": "SUM",
        "Unit": None,
        "Dimensions": [{"value": "eu", "name": "Shop"}],
        "Period": 60,
        "EvaluationPeriods": 1,
        "DatapointsToAlarm": 1,
        "ComparisonOperator": "GreaterThanThreshold",
        "Threshold": 5.0,
        "TreatMissingData": "notBreaching",
        "EvaluateLowSampleCountPercentile": "",
    }
    fired = receive(emulator, parts["Events"])
    assert fired["detail-type"] == "CloudWatch Alarm State Change"
    assert fired["resources"] == [message["AlarmArn"]]
    assert fired["detail"]["state"]["value"] == "ALARM"
    assert json.loads(fired["detail"]["state"]["reasonData"])["recentDatapoints"] == [9.0]
    metric = fired["detail"]["configuration"]["metrics"][0]["metricStat"]["metric"]
    assert metric == {"namespace": "announced", "name": "Errors", "dimensions": {"Shop": "eu"}}

    put_minutes(emulator, "announced", "Errors", [1], {"Shop": "eu"})
    assert json.loads(receive(emulator, parts["Pages"])["Message"])["NewStateValue"] == "OK"
    recovered = receive(emulator, parts["Events"])["detail"]
    assert recovered["state"]["value"] == "OK"
    assert recovered["previousState"]["reason"] == reason
    assert is_empty(emulator, parts["Pages"])


def test_disabled_actions_do_not_page_but_the_event_is_emitted(emulator: Endpoint) -> None:
    """ActionsEnabled false stops the actions, not the state nor the event."""
    parts = inbox(emulator, "muted")
    put_minutes(emulator, "muted", "Errors", [9, 9])
    emulator.client("cloudwatch").put_metric_alarm(
        AlarmName="muted",
        Namespace="muted",
        MetricName="Errors",
        Statistic="Sum",
        Period=60,
        EvaluationPeriods=1,
        Threshold=5,
        ComparisonOperator="GreaterThanThreshold",
        ActionsEnabled=False,
        AlarmActions=[parts["Topic"]],
    )
    assert receive(emulator, parts["Events"])["detail"]["state"]["value"] == "ALARM"
    assert alarm_state(emulator, "muted") == "ALARM"
    assert is_empty(emulator, parts["Pages"])


def people(emulator: Endpoint, name: str) -> tuple[str, str]:
    """A topic, and a queue that gets from it what a person would."""
    resources = {
        "Topic": {"Type": "AWS::SNS::Topic"},
        "Pages": {"Type": "AWS::SQS::Queue"},
        "Subscription": {
            "Type": "AWS::SNS::Subscription",
            "Properties": {
                "TopicArn": {"Ref": "Topic"},
                "Protocol": "sqs",
                "Endpoint": {"Fn::GetAtt": ["Pages", "Arn"]},
                "FilterPolicyScope": "MessageBody",
                "FilterPolicy": WORTH_TELLING,
            },
        },
    }
    outputs = {part: {"Ref": part} for part in ("Topic", "Pages")}
    parts = deploy_template(emulator, f"people-{name}", resources, outputs=outputs)
    return parts["Topic"], parts["Pages"]


def test_people_are_told_of_alarms_that_begin_and_end(emulator: Endpoint) -> None:
    """A new alarm that is well tells nobody; from then on its beginning and its end do."""
    topic, pages = people(emulator, "new")
    put_minutes(emulator, "quiet", "Errors", [1, 1, None])
    emulator.client("cloudwatch").put_metric_alarm(
        AlarmName="quiet",
        Namespace="quiet",
        MetricName="Errors",
        Statistic="Minimum",
        Period=60,
        EvaluationPeriods=1,
        Threshold=5,
        ComparisonOperator="GreaterThanThreshold",
        TreatMissingData="notBreaching",
        AlarmActions=[topic],
        OKActions=[topic],
    )
    wait_for(lambda: alarm_state(emulator, "quiet") == "OK")
    assert is_empty(emulator, pages)

    heard = []
    for value in (9, 1):
        put_minutes(emulator, "quiet", "Errors", [value])
        message = json.loads(receive(emulator, pages)["Message"])
        heard.append((message["OldStateValue"], message["NewStateValue"]))
    assert heard == [("OK", "ALARM"), ("ALARM", "OK")]


def test_people_are_told_of_what_is_not_about_an_alarm(emulator: Endpoint) -> None:
    """An object arrives whatever it says; plain text is lost, as it is at Amazon SNS."""
    topic, pages = people(emulator, "events")
    sns = emulator.client("sns")

    sns.publish(TopicArn=topic, Message="A budget is spent.")
    sns.publish(TopicArn=topic, Message=json.dumps({"content": {"title": "A backup failed"}}))

    assert json.loads(receive(emulator, pages)["Message"]) == {
        "content": {"title": "A backup failed"}
    }
    assert is_empty(emulator, pages)


def test_an_insight_reaches_people_as_a_message(emulator: Endpoint) -> None:
    """What the rule makes of an event passes the filter, and is JSON that chat shows."""
    topic, pages = people(emulator, "insights")
    group = "{filter: fault, insights: true, notifications: true}"
    last = "data_protection:"
    with_group = changed((last, f"tracing: {{groups: {{faults: {group}}}}}\n{last}"))
    (rule,) = planned(with_group).tracing[0].events
    events = emulator.client("events")
    # Only AWS itself may send events in its own name.
    pattern = {**rule.pattern, "source": ["shop.xray"]}
    events.put_rule(Name="insights", EventPattern=json.dumps(pattern))
    transformer = {
        "InputPathsMap": dict(rule.variables),
        "InputTemplate": json.dumps(rule.message),
    }
    target = {"Id": "topic", "Arn": topic, "InputTransformer": transformer}
    events.put_targets(Rule="insights", Targets=[target])
    detail = {
        "GroupName": "shop-prod-faults",
        "State": "ACTIVE",
        "InsightId": "54e9c483-c7cb-4fdf-b33c-f8e7362da364",
        "RootCauseServiceId": {"Name": "orders", "Type": "AWS::DynamoDB::Table"},
        "ClientRequestImpactStatistics": {"FaultCount": 1, "TotalCount": 10},
    }
    entry = {
        "Source": "shop.xray",
        "DetailType": "AWS X-Ray Insight Update",
        "Detail": json.dumps(detail),
    }
    events.put_events(Entries=[entry, {**entry, "Detail": json.dumps({"GroupName": "other"})}])

    message = json.loads(receive(emulator, pages)["Message"])
    assert message["content"]["title"].endswith("X-Ray insight in shop-prod-faults (ACTIVE)")
    assert "1 of 10 requests" in message["content"]["description"]
    assert is_empty(emulator, pages)
