from pathlib import Path
from typing import Any

import pytest

from tests.support.assembly import load_template
from tests.support.deliveries import Json, listens, of_service, policy, resource, topic
from tocsin.delivery import Recipient, Ways

KEY_USE = ("kms:Decrypt", "kms:GenerateDataKey*")


def _told(folder: Path, resources: dict[str, Json], target: object = None) -> tuple[Recipient, ...]:
    rule = resource(
        "AWS::Events::Rule",
        EventPattern={"source": ["aws.ecs"]},
        Targets=[target if isinstance(target, dict) and "Id" in target else _target(target)],
    )
    assembly = load_template(folder, {"Resources": {"Rule": rule, **resources}})
    ways = Ways(assembly=assembly)
    (read,) = assembly.event_rules
    return tuple(way.recipient for each in read.targets for way in ways.of_target(read, each))


def _target(arn: object) -> Json:
    return {"Id": "T", "Arn": arn or {"Ref": "Pager"}}


def _topic_policy(*statements: Json) -> Json:
    document = policy(*statements)
    return resource("AWS::SNS::TopicPolicy", Topics=[{"Ref": "Pager"}], PolicyDocument=document)


MAIL = listens("email", "ana@example.com")
MAY_PUBLISH = _topic_policy(of_service("events", "sns:Publish"))


def test_a_rule_tells_the_subscribers_of_its_topic(tmp_path: Path) -> None:
    """The topic lets EventBridge publish, so whoever has subscribed is told."""
    (ana,) = _told(tmp_path, {"Pager": topic(), "Mail": MAIL, "Policy": MAY_PUBLISH})

    assert (ana.endpoint, ana.status, ana.pages) == ("ana@example.com", "delivered", True)


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"Policy": _topic_policy(of_service("cloudwatch", "sns:Publish"))},
        {
            "Policy": _topic_policy(
                of_service(
                    "events",
                    "sns:Publish",
                    Condition={"StringEquals": {"aws:SourceAccount": "999999999999"}},
                )
            )
        },
    ],
)
def test_a_topic_that_lets_nobody_publish(more: dict[str, Json], tmp_path: Path) -> None:
    """Without a statement for EventBridge its events are refused, whatever alarms may do."""
    (ana,) = _told(tmp_path, {"Pager": topic(), "Mail": MAIL, **more})

    assert ana.status == "closed"
    assert ana.obstacle is not None
    assert ana.obstacle.hop == "policy of the topic"


@pytest.mark.parametrize(
    ("condition", "status"),
    [
        ({}, "delivered"),
        ({"StringEquals": {"aws:SourceAccount": "111122223333"}}, "closed"),
    ],
)
def test_the_key_of_a_topic(condition: Json, status: str, tmp_path: Path) -> None:
    """EventBridge names no source when it uses a key, so that a condition on it loses events.

    https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
    """
    more: dict[str, Any] = {"Condition": condition} if condition else {}
    key = resource("AWS::KMS::Key", KeyPolicy=policy(of_service("events", *KEY_USE, **more)))
    pager = topic(KmsMasterKeyId={"Ref": "Key"})
    resources = {"Key": key, "Pager": pager, "Mail": MAIL, "Policy": MAY_PUBLISH}
    (ana,) = _told(tmp_path, resources)

    assert ana.status == status


def test_a_topic_without_subscribers(tmp_path: Path) -> None:
    """Nobody is told."""
    assert _told(tmp_path, {"Pager": topic(), "Policy": MAY_PUBLISH}) == ()


def test_a_topic_of_others(tmp_path: Path) -> None:
    """Who reads it, no template says."""
    (found,) = _told(tmp_path, {}, "arn:aws:sns:us-east-1:111122223333:theirs")

    assert (found.protocol, found.reader) == ("sns", "unknown")


def test_a_target_with_a_role(tmp_path: Path) -> None:
    """What a role may do is not looked at, and said so."""
    target = {**_target(None), "RoleArn": "arn:aws:iam::111122223333:role/events"}
    (ana,) = _told(tmp_path, {"Pager": topic(), "Mail": MAIL, "Policy": MAY_PUBLISH}, target)

    assert ana.status == "unknown"


@pytest.mark.parametrize(
    ("allowed", "status"), [("events.amazonaws.com", "delivered"), (None, "closed")]
)
def test_a_function(allowed: str | None, status: str, tmp_path: Path) -> None:
    """A function has to let EventBridge run it; it is a program, which pages nobody by itself."""
    resources = {"Target": resource("AWS::Lambda::Function", Code={}, Role="r")}
    if allowed:
        resources["May"] = resource(
            "AWS::Lambda::Permission",
            Action="lambda:InvokeFunction",
            FunctionName={"Ref": "Target"},
            Principal=allowed,
        )
    (found,) = _told(tmp_path, resources, {"Fn::GetAtt": ["Target", "Arn"]})

    assert (found.reader, found.status) == ("program", status)


@pytest.mark.parametrize(
    ("statement", "status"),
    [(of_service("events", "sqs:SendMessage"), "delivered"), (None, "closed")],
)
def test_a_queue(statement: Json | None, status: str, tmp_path: Path) -> None:
    """A queue has to let EventBridge write; who reads it, no template says."""
    resources = {"Inbox": resource("AWS::SQS::Queue")}
    if statement is not None:
        resources["May"] = resource(
            "AWS::SQS::QueuePolicy", Queues=[{"Ref": "Inbox"}], PolicyDocument=policy(statement)
        )
    (found,) = _told(tmp_path, resources, {"Fn::GetAtt": ["Inbox", "Arn"]})

    assert (found.protocol, found.reader, found.status) == ("sqs", "unknown", status)


QUEUE = {"Id": "T", "Arn": {"Fn::GetAtt": ["Inbox", "Arn"]}}
QUEUE_POLICY = resource(
    "AWS::SQS::QueuePolicy",
    Queues=[{"Ref": "Inbox"}],
    PolicyDocument=policy(of_service("events", "sqs:SendMessage")),
)


def test_what_a_connector_of_sam_lets_through_is_unknown(tmp_path: Path) -> None:
    """The transform writes the policy of its destination."""
    connector = resource(
        "AWS::Serverless::Connector",
        Source={"Id": "Rule"},
        Destination=[{"Id": "Inbox"}],
        Permissions=["Write"],
    )
    inbox = resource("AWS::SQS::Queue")
    (without,) = _told(tmp_path, {"Inbox": inbox}, QUEUE)
    (found,) = _told(tmp_path, {"Inbox": inbox, "Connector": connector}, QUEUE)

    assert (without.status, found.status) == ("closed", "unknown")
    assert found.obstacle is not None
    assert "a connector of AWS SAM" in found.obstacle.why


def test_whether_a_rule_tells_the_key_of_a_queue_its_account_is_unknown(tmp_path: Path) -> None:
    """The CDK writes such key policies, and AWS says it of topics only."""
    of_account = {"StringEquals": {"aws:SourceAccount": {"Ref": "AWS::AccountId"}}}
    statement = of_service("events", *KEY_USE, Condition=of_account)
    key = resource("AWS::KMS::Key", KeyPolicy=policy(statement))
    inbox = resource("AWS::SQS::Queue", KmsMasterKeyId={"Ref": "Key"})
    (found,) = _told(tmp_path, {"Inbox": inbox, "Key": key, "Policy": QUEUE_POLICY}, QUEUE)

    assert (found.status, found.obstacle and found.obstacle.hop) == ("unknown", "key of the queue")


@pytest.mark.parametrize(("service", "closed"), [("budgets", 0), ("cloudwatch", 1)])
def test_a_budget_publishes_only_if_the_policy_of_the_topic_says_so(
    tmp_path: Path, service: str, closed: int
) -> None:
    """https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-sns-policy.html."""
    resources = {
        "Pager": topic(),
        "Policy": _topic_policy(of_service(service, "sns:Publish")),
        "Costs": resource("AWS::Budgets::Budget"),
    }
    assembly = load_template(tmp_path, {"Resources": resources})
    (budget,), (pager,) = assembly.resources("AWS::Budgets::Budget"), assembly.topics
    found = Ways(assembly=assembly).by_budget(pager, budget)
    assert [each.is_closed for each in found] == [True] * closed


@pytest.mark.parametrize(
    ("queues", "status"),
    [
        ({"Ref": "Queue"}, "unknown"),
        ({"Fn::ImportValue": "inbox"}, "unknown"),
        ({"Ref": "Other"}, "closed"),
    ],
)
def test_a_policy_whose_queue_a_deployment_decides(
    tmp_path: Path, queues: Json, status: str
) -> None:
    """It may be that of any queue; one for another queue is not."""
    resources = {
        "Inbox": resource("AWS::SQS::Queue"),
        "Other": resource("AWS::SQS::Queue"),
        "Policy": {
            **QUEUE_POLICY,
            "Properties": {**QUEUE_POLICY["Properties"], "Queues": [queues]},
        },
        "Rule": resource(
            "AWS::Events::Rule", EventPattern={"source": ["aws.ecs"]}, Targets=[QUEUE]
        ),
    }
    template = {"Parameters": {"Queue": {"Type": "String"}}, "Resources": resources}
    assembly = load_template(tmp_path, template)
    (rule,) = assembly.event_rules
    (way,) = Ways(assembly=assembly).of_target(rule, rule.targets[0])

    assert way.recipient.status == status


def test_what_a_target_with_a_role_lets_in_does_not_matter(tmp_path: Path) -> None:
    """The role decides, of which only that is known."""
    target = {**QUEUE, "RoleArn": "arn:aws:iam::111122223333:role/events"}
    (found,) = _told(tmp_path, {"Inbox": resource("AWS::SQS::Queue")}, target)

    assert found.status == "unknown"
