from pathlib import Path

import pytest

from tests.support.drills import Json, metric_alarm, subscription, system
from tocsin.simulation.routes import Routes

MESSAGE = {"AlarmName": "a", "OldStateValue": "OK", "NewStateValue": "ALARM"}


def _chat(kind: str, **properties: object) -> Json:
    topics = {"SnsTopicArns": [{"Ref": "CriticalTopic"}]}
    return {"Type": f"AWS::Chatbot::{kind}ChannelConfiguration", "Properties": topics | properties}


def test_a_topic_reaches_its_subscriptions_and_chats(tmp_path: Path) -> None:
    """Subscriptions, those written in the topic, and chat channels all hear of an alarm."""
    assembly = system(
        tmp_path,
        A=metric_alarm("a"),
        Queue=subscription("sqs", "arn:aws:sqs:eu-west-1:111122223333:inbox"),
        Slack=_chat("Slack", SlackChannelId="C1"),
        Teams=_chat("MicrosoftTeams", TeamsChannelId="T1"),
        Other={
            "Type": "AWS::SNS::Topic",
            "Properties": {"Subscription": [{"Protocol": "sms", "Endpoint": "+1"}]},
        },
    )
    (alarm,) = assembly.alarms

    routes = Routes(assembly)

    found = routes.recipients(alarm.alarm_actions[0], MESSAGE)
    assert [str(each) for each in found] == [
        "email ana@example.com",
        "sqs arn:aws:sqs:eu-west-1:111122223333:inbox",
        "slack C1",
        "teams T1",
    ]
    assert set(routes.endpoints) >= {"ana@example.com", "+1", "C1", "T1"}


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ({"NewStateValue": ["ALARM"]}, ["email ana@example.com", "sms +1"]),
        ({"NewStateValue": ["OK"]}, ["email ana@example.com"]),
        ({"AlarmName": [{"resembles": "a"}]}, ["email ana@example.com", "sms +1 (filtered?)"]),
    ],
)
def test_filter_policies(tmp_path: Path, policy: Json, expected: list[str]) -> None:
    """A subscription hears what its policy lets through; what is not decided is marked."""
    assembly = system(
        tmp_path,
        A=metric_alarm("a"),
        Sms=subscription("sms", "+1", FilterPolicy=policy, FilterPolicyScope="MessageBody"),
    )
    (alarm,) = assembly.alarms

    found = Routes(assembly).recipients(alarm.alarm_actions[0], MESSAGE)

    assert [str(each) for each in found] == expected


@pytest.mark.parametrize(
    ("action", "expected", "reaches_people"),
    [
        ("arn:aws:sns:eu-west-1:111122223333:elsewhere", "sns", True),
        ("arn:aws:lambda:eu-west-1:1:function:f", "lambda", True),
        ("arn:aws:ssm-incidents::1:response-plan/p", "ssm-incidents", True),
        ("arn:aws:automate:eu-west-1:ec2:recover", "automate", False),
        ("arn:aws:autoscaling:eu-west-1:1:scalingPolicy:x", "autoscaling", False),
        ({"Ref": "Function"}, "AWS::Lambda::Function", True),
        ("nonsense", "unknown", True),
    ],
)
def test_other_actions(
    tmp_path: Path, action: object, expected: str, *, reaches_people: bool
) -> None:
    """A topic outside the assembly stands for its readers; scaling and rebooting reaches nobody."""
    function = {"Type": "AWS::Lambda::Function", "Properties": {}}
    assembly = system(tmp_path, A=metric_alarm("a", AlarmActions=[action]), Function=function)
    (alarm,) = assembly.alarms

    (target,) = alarm.alarm_actions
    (recipient,) = Routes(assembly).recipients(target, MESSAGE)
    assert (recipient.protocol, recipient.reaches_people) == (expected, reaches_people)
