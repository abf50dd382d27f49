from pathlib import Path

import pytest

from tests.support.deliveries import (
    Json,
    listens,
    of_service,
    policy,
    recipient,
    recipients,
    resource,
    statement,
    topic,
)
from tocsin.delivery import Hop

PLACE = "eu-west-1:111122223333"
FIFO = topic(TopicName="pager.fifo", FifoTopic=True)


@pytest.mark.parametrize(
    ("protocol", "endpoint", "reader", "confirmation"),
    [
        ("email", "ana@example.com", "person", "by the link in a mail"),
        ("email-json", "ana@example.com", "person", "by the link in a mail"),
        ("sms", "+15550100101", "person", ""),
        ("https", "https://events.pagerduty.com/x", "person", "the service behind the URL"),
        ("https", "{{resolve:secretsmanager:shop/pager}}", "person", "the service behind the URL"),
        ("sqs", f"arn:aws:sqs:{PLACE}:inbox", "unknown", ""),
        ("sqs", "arn:aws:sqs:eu-west-1:999999999999:inbox", "unknown", "the account 999999999999"),
        ("lambda", f"arn:aws:lambda:{PLACE}:function:f", "program", ""),
        ("firehose", f"arn:aws:firehose:{PLACE}:deliverystream/s", "program", ""),
        ("application", f"arn:aws:sns:{PLACE}:endpoint/APNS/app/1", "person", ""),
    ],
)
def test_who_listens(
    tmp_path: Path, protocol: str, endpoint: str, reader: str, confirmation: str
) -> None:
    """Each protocol has readers of its kind, and some have to confirm by hand."""
    found = recipient(tmp_path, {"Pager": topic(), "Listener": listens(protocol, endpoint)})

    assert (found.status, found.reader) == ("delivered", reader)
    assert confirmation in found.confirmation
    assert bool(confirmation) == bool(found.confirmation)


@pytest.mark.parametrize(
    ("subscription", "why"),
    [
        (listens("fax", "1"), "'fax' is not a protocol"),
        (listens("email", "ana"), "email needs an address"),
        (listens("https", "http://pager.example.com"), "a URL that begins with https://"),
        (listens("http", "https://pager.example.com"), "a URL that begins with http://"),
        (listens("sms", "ana"), "sms needs a telephone number"),
        (listens("sqs", {"Ref": "Queue"}), "sqs needs the ARN of a queue"),
        (listens("lambda", {"Ref": "Function"}), "lambda needs the ARN of a function"),
        (listens("lambda", {"Fn::GetAtt": ["Queue", "Arn"]}), "the ARN of a function"),
        (listens("sqs", {"Fn::GetAtt": ["Function", "Arn"]}), "the ARN of a queue"),
        (listens("email", "a@b.c", RawMessageDelivery=True), "does not go with email"),
        (listens("lambda", "arn:aws:lambda:x:1:function:f", RawMessageDelivery="true"), "lambda"),
        (listens("https", "https://hooks.slack.com/services/T/B/X"), "never confirms"),
        (listens("https", "https://shop.webhook.office.com/x"), "never confirms"),
        (listens("email", "a@b.c", Region="us-east-1"), "set Region to eu-west-1"),
        (listens("sqs", {"Fn::GetAtt": ["Ordered", "Arn"]}), "only a FIFO topic delivers to a"),
    ],
)
def test_what_sns_refuses(tmp_path: Path, subscription: Json, why: str) -> None:
    """A subscription that SNS does not take, or that nobody can confirm, lets nothing through."""
    resources = {
        "Pager": topic(),
        "Listener": subscription,
        "Queue": resource("AWS::SQS::Queue"),
        "Ordered": resource("AWS::SQS::Queue", FifoQueue=True),
        "Function": resource("AWS::Lambda::Function"),
    }

    found = recipient(tmp_path, resources)

    assert found.status == "closed"
    assert found.obstacle is not None
    assert (found.obstacle.hop, why in found.obstacle.why) == (Hop.SUBSCRIPTION, True)


@pytest.mark.parametrize(
    "listener",
    [
        listens("email", "ana@example.com"),
        listens("sms", "+15550100101"),
        listens("https", "https://pager.example.com"),
        listens("lambda", f"arn:aws:lambda:{PLACE}:function:f"),
        resource(
            "AWS::Chatbot::SlackChannelConfiguration",
            SlackChannelId="C1",
            SnsTopicArns=[{"Ref": "Pager"}],
        ),
    ],
)
def test_a_fifo_topic_reaches_queues_alone(tmp_path: Path, listener: Json) -> None:
    """An alarm may publish to a FIFO topic, and no person can listen to it."""
    found = recipient(tmp_path, {"Pager": FIFO, "Listener": listener})

    assert found.status == "closed"
    assert found.obstacle is not None
    assert "a FIFO topic delivers to queues alone" in found.obstacle.why


def test_an_endpoint_of_a_parameter_without_a_value(tmp_path: Path) -> None:
    """Nobody knows who is told, and the parameter is named."""
    found = recipient(
        tmp_path,
        {"Pager": topic(), "Mail": listens("email", {"Ref": "Duty"})},
        parameters={"Duty": {"Type": "String"}},
    )

    assert (found.status, found.pages, found.may_page) == ("unknown", False, True)
    assert found.obstacle is not None
    assert "Duty" in found.obstacle.why


def test_subscriptions_in_the_topic(tmp_path: Path) -> None:
    """What stands in the topic itself listens too, and chat channels beside it."""
    resources = {
        "Pager": topic(Subscription=[{"Protocol": "sms", "Endpoint": "+15550100101"}]),
        "Slack": resource(
            "AWS::Chatbot::SlackChannelConfiguration",
            SlackChannelId="C1",
            SnsTopicArns=[{"Ref": "Pager"}],
        ),
        "Teams": resource(
            "AWS::Chatbot::MicrosoftTeamsChannelConfiguration",
            TeamsChannelId="T1",
            SnsTopicArns=[{"Ref": "Pager"}],
        ),
    }

    found = recipients(tmp_path, resources)

    assert [str(each) for each in found] == ["sms +15550100101", "slack C1", "teams T1"]
    assert all(each.pages for each in found)


def test_listeners_of_a_topic_elsewhere(tmp_path: Path) -> None:
    """A topic that stands elsewhere is told, and so is who listens to it here."""
    arn = f"arn:aws:sns:{PLACE}:central"

    found = recipients(tmp_path, {"Mail": listens("email", "a@b.c", TopicArn=arn)}, action=arn)

    assert [str(each) for each in found] == [f"sns {arn}", "email a@b.c"]


SENDER = of_service("sns", "sqs:SendMessage", resource={"Fn::GetAtt": ["Inbox", "Arn"]})


def _of_topic(condition_operator: str, key: str = "aws:SourceArn") -> Json:
    return {**SENDER, "Condition": {condition_operator: {key: {"Ref": "Pager"}}}}


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        (None, "closed"),
        ([SENDER], "delivered"),
        ([_of_topic("ArnEquals")], "delivered"),
        ([_of_topic("ArnLike")], "delivered"),
        ([_of_topic("StringEquals", "aws:sourcearn")], "delivered"),
        ([statement("*", "sqs:SendMessage")], "delivered"),
        ([of_service("events", "sqs:SendMessage")], "closed"),
        ([of_service("sns", "sqs:ReceiveMessage")], "closed"),
        ([{**SENDER, "Condition": {"ArnEquals": {"aws:SourceArn": {"Ref": "Other"}}}}], "closed"),
        ([SENDER, {**SENDER, "Effect": "Deny"}], "closed"),
    ],
)
def test_policies_of_queues(tmp_path: Path, statements: list[Json] | None, expected: str) -> None:
    """SNS writes into a queue only if the queue's policy lets it, for this topic."""
    resources = {
        "Pager": topic(TopicName="pager"),
        "Other": topic(TopicName="other"),
        "Inbox": resource("AWS::SQS::Queue"),
        "Listener": listens("sqs", {"Fn::GetAtt": ["Inbox", "Arn"]}),
    }
    if statements is not None:
        resources["Policy"] = resource(
            "AWS::SQS::QueuePolicy",
            Queues=[{"Ref": "Inbox"}],
            PolicyDocument=policy(*statements),
        )

    found = recipient(tmp_path, resources)

    assert (found.status, found.reader, found.pages) == (expected, "unknown", False)
    if expected == "closed":
        assert found.obstacle is not None
        assert found.obstacle.hop is Hop.QUEUE_POLICY


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("alias/aws/sqs", "closed"),
        ({"Ref": "Closed"}, "closed"),
        ({"Ref": "Open"}, "delivered"),
        ("arn:aws:kms:eu-west-1:999999999999:key/1", "unknown"),
        (None, "delivered"),
    ],
)
def test_keys_of_queues(tmp_path: Path, key: object, expected: str) -> None:
    """SNS needs the key of the queue that it writes into."""
    user = of_service("sns", "kms:Decrypt", "kms:GenerateDataKey*")
    encrypted = {} if key is None else {"KmsMasterKeyId": key}
    resources = {
        "Pager": topic(),
        "Open": resource("AWS::KMS::Key", KeyPolicy=policy(user)),
        "Closed": resource("AWS::KMS::Key", KeyPolicy=policy(of_service("cloudwatch", "kms:*"))),
        "Inbox": resource("AWS::SQS::Queue", **encrypted),
        "Policy": resource(
            "AWS::SQS::QueuePolicy", Queues=[{"Ref": "Inbox"}], PolicyDocument=policy(SENDER)
        ),
        "Listener": listens("sqs", {"Fn::GetAtt": ["Inbox", "Arn"]}),
    }

    found = recipient(tmp_path, resources)

    assert found.status == expected
    if found.obstacle is not None:
        assert found.obstacle.hop is Hop.QUEUE_KEY


def test_a_queue_that_a_function_reads(tmp_path: Path) -> None:
    """No person reads a queue that is the source of a function's events."""
    resources = {
        "Pager": topic(),
        "Inbox": resource("AWS::SQS::Queue"),
        "Policy": resource(
            "AWS::SQS::QueuePolicy", Queues=[{"Ref": "Inbox"}], PolicyDocument=policy(SENDER)
        ),
        "Listener": listens("sqs", {"Fn::GetAtt": ["Inbox", "Arn"]}),
        "Reading": resource(
            "AWS::Lambda::EventSourceMapping",
            FunctionName="f",
            EventSourceArn={"Fn::GetAtt": ["Inbox", "Arn"]},
        ),
    }

    found = recipient(tmp_path, resources)

    assert (found.status, found.reader, found.may_page) == ("delivered", "program", False)
