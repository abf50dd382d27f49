from pathlib import Path

import pytest

from tests.support.deliveries import Json, listens, recipient, recipients, resource, topic
from tocsin.delivery import DeclaredReaders, Hop

PLACE = "eu-west-1:111122223333"


@pytest.mark.parametrize(
    ("action", "protocol", "reader"),
    [
        (f"arn:aws:sns:{PLACE}:elsewhere", "sns", "unknown"),
        ({"Fn::Sub": "arn:aws:sns:${AWS::Region}:${AWS::AccountId}:elsewhere"}, "sns", "unknown"),
        (f"arn:aws:lambda:{PLACE}:function:f", "lambda", "program"),
        (f"arn:aws:ssm:{PLACE}:opsitem:3#CATEGORY=Availability", "ssm", "program"),
        ("arn:aws:ssm-incidents::111122223333:response-plan/p", "ssm-incidents", "unknown"),
        (f"arn:aws:aiops:{PLACE}:investigation-group/g", "aiops", "program"),
        ("arn:aws:automate:eu-west-1:ec2:recover", "automate", "program"),
        ("arn:aws:swf:eu-west-1:1:action/actions/AWS_EC2.InstanceId.Stop/1.0", "swf", "program"),
        (f"arn:aws:autoscaling:{PLACE}:scalingPolicy:x:policyName/y", "autoscaling", "program"),
        ({"Ref": "Scaling"}, "autoscaling", "program"),
    ],
)
def test_what_an_alarm_can_do(tmp_path: Path, action: object, protocol: str, reader: str) -> None:
    """What an alarm starts, scales or files is a program; a topic elsewhere may reach people."""
    scaling = {"Scaling": resource("AWS::AutoScaling::ScalingPolicy")}

    found = recipient(tmp_path, scaling, action=action)

    assert (found.protocol, found.reader, found.status) == (protocol, reader, "delivered")
    assert not found.pages
    assert found.may_page == (reader == "unknown")


@pytest.mark.parametrize(
    ("action", "why"),
    [
        ("nonsense", "nonsense is not an ARN"),
        ({"Fn::GetAtt": ["Pager", "TopicName"]}, "is not an ARN"),
        ({"Ref": "Function"}, "is not an ARN"),
        ({"Ref": "Queue"}, "an alarm cannot act on Queue, an AWS::SQS::Queue"),
        ({"Ref": "Mail"}, "an alarm cannot act on Mail, an AWS::SNS::Subscription"),
        (f"arn:aws:sqs:{PLACE}:q", "is not the ARN of anything that an alarm can do"),
        (f"arn:aws:sns:{PLACE}:pager:3f6c", "is not the ARN of anything that an alarm can do"),
        (f"arn:aws:lambda:{PLACE}:layer:l", "is not the ARN of anything that an alarm can do"),
        ("arn:aws:sns:us-east-1:111122223333:t", "is in the Region us-east-1, and the alarm in eu"),
        ("arn:aws-cn:sns:eu-west-1:111122223333:t", "is in the partition aws-cn"),
    ],
)
def test_what_cloudwatch_refuses(tmp_path: Path, action: object, why: str) -> None:
    """An action of another kind or Region is closed, whatever stands behind it."""
    resources = {
        "Pager": topic(),
        "Mail": listens("email", "ana@example.com"),
        "Queue": resource("AWS::SQS::Queue"),
        "Function": resource("AWS::Lambda::Function"),
    }

    found = recipients(tmp_path, resources, action=action)

    assert found
    for each in found:
        assert each.status == "closed"
        assert each.obstacle is not None
        assert (each.obstacle.hop, why in each.obstacle.why) == (Hop.ACTION, True)


@pytest.mark.parametrize(
    ("action", "why"),
    [
        ({"Ref": "Topic"}, "Topic"),
        ({"Fn::ImportValue": "pager"}, "no stack of the assembly exports pager"),
        ({"Fn::GetAtt": ["Custom", "TopicArn"]}, "${Custom.TopicArn} is open"),
        ({"Fn::Sub": "arn:aws:sns:${Place}:111122223333:pager"}, "is in the Region ${Place}"),
    ],
)
def test_what_is_open(tmp_path: Path, action: object, why: str) -> None:
    """Where only a deployment knows the action, nothing is proved, and the value is named."""
    found = recipient(
        tmp_path,
        {"Custom": resource("Custom::Pager")},
        action=action,
        parameters={"Topic": {"Type": "String"}, "Place": {"Type": "String"}},
    )

    assert (found.status, found.may_page, found.pages) == ("unknown", True, False)
    assert found.obstacle is not None
    assert why in found.obstacle.why


def test_an_action_that_may_not_be_deployed(tmp_path: Path) -> None:
    """A topic with a condition that nothing decides may not be there."""
    resources = {
        "Pager": {**topic(), "Condition": "Paging"},
        "Mail": listens("email", "ana@example.com"),
    }

    found = recipient(
        tmp_path,
        resources,
        parameters={"Paging": {"Type": "String"}},
        conditions={"Paging": {"Fn::Equals": [{"Ref": "Paging"}, "yes"]}},
    )

    assert found.status == "unknown"
    assert found.obstacle is not None
    assert "the condition Paging" in found.obstacle.why


@pytest.mark.parametrize(
    ("plan", "reader"),
    [
        ({"Engagements": ["arn:aws:ssm-contacts:eu-west-1:111122223333:contact/ana"]}, "person"),
        ({"ChatChannel": {"ChatbotSns": ["arn"]}}, "person"),
        ({}, "program"),
    ],
)
def test_response_plans(tmp_path: Path, plan: Json, reader: str) -> None:
    """A response plan of Incident Manager pages whom it engages; without that it is a record."""
    plans = {"Plan": resource("AWS::SSMIncidents::ResponsePlan", **plan)}

    assert recipient(tmp_path, plans, action={"Ref": "Plan"}).reader == reader


@pytest.mark.parametrize(
    ("declared", "action", "reader"),
    [
        (DeclaredReaders(people=("*:ELSEWHERE",)), f"arn:aws:sns:{PLACE}:elsewhere", "person"),
        (DeclaredReaders(people=("elsewhere",)), f"arn:aws:sns:{PLACE}:elsewhere", "person"),
        (DeclaredReaders(topics=("else*",)), f"arn:aws:sns:{PLACE}:elsewhere", "person"),
        (DeclaredReaders(topics=("*",)), f"arn:aws:lambda:{PLACE}:function:f", "program"),
        (DeclaredReaders(people=("*:f",)), f"arn:aws:lambda:{PLACE}:function:f", "person"),
        (DeclaredReaders(programs=("*",)), f"arn:aws:sns:{PLACE}:elsewhere", "program"),
    ],
)
def test_declared_readers(
    tmp_path: Path, declared: DeclaredReaders, action: str, reader: str
) -> None:
    """Who reads an endpoint may be declared, by its ARN or its name."""
    found = recipient(tmp_path, {}, action=action, declared=declared)

    assert found.reader == reader
    assert found.pages == (reader == "person")
