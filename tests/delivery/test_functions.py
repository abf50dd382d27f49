from pathlib import Path

import pytest

from tests.support.assembly import load_template
from tests.support.deliveries import Json, listens, recipient, resource, topic
from tests.support.drills import metric_alarm
from tocsin.delivery import DeclaredReaders, Hop, Ways

OF_ALARMS = "lambda.alarms.cloudwatch.amazonaws.com"
OF_TOPICS = "sns.amazonaws.com"
ARN = {"Fn::GetAtt": ["Rollback", "Arn"]}


def permission(principal: str, **properties: object) -> Json:
    """Return what lets a service run the function."""
    given = {"FunctionName": {"Ref": "Rollback"}, "Action": "lambda:InvokeFunction"}
    return resource("AWS::Lambda::Permission", Principal=principal, **{**given, **properties})


@pytest.mark.parametrize("name", [None, "rollback"])
@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (None, "closed"),
        (permission(OF_ALARMS), "delivered"),
        (permission(OF_ALARMS, FunctionName=ARN), "delivered"),
        (permission(OF_ALARMS, Action="lambda:*"), "delivered"),
        (permission(OF_ALARMS, SourceArn={"Fn::GetAtt": ["Alarm", "Arn"]}), "delivered"),
        (permission(OF_ALARMS, SourceAccount={"Ref": "AWS::AccountId"}), "delivered"),
        (permission(OF_ALARMS, SourceAccount="999999999999"), "closed"),
        (permission(OF_ALARMS, SourceArn="arn:aws:cloudwatch:*:*:alarm:other"), "closed"),
        (permission(OF_ALARMS, FunctionName="another"), "closed"),
        (permission("cloudwatch.amazonaws.com"), "closed"),
        (permission(OF_TOPICS), "closed"),
        (permission(OF_ALARMS, Action="lambda:GetFunction"), "closed"),
    ],
)
def test_functions_as_actions(
    tmp_path: Path, given: Json | None, expected: str, name: str | None
) -> None:
    """CloudWatch runs a function only with a permission for its alarms, and it is no person."""
    named = {} if name is None else {"FunctionName": name}
    resources = {"Rollback": resource("AWS::Lambda::Function", **named)}
    if given is not None:
        resources["Permission"] = given

    found = recipient(tmp_path, resources, action=ARN)

    assert (found.protocol, found.reader, found.status) == ("lambda", "program", expected)
    if expected == "closed":
        assert found.obstacle is not None
        assert found.obstacle.hop is Hop.FUNCTION_POLICY


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (permission(OF_TOPICS), "delivered"),
        (permission(OF_TOPICS, SourceArn={"Ref": "Pager"}), "delivered"),
        (permission(OF_TOPICS, SourceArn={"Ref": "Other"}), "closed"),
        (permission(OF_ALARMS), "closed"),
    ],
)
def test_functions_that_subscribe(tmp_path: Path, given: Json, expected: str) -> None:
    """SNS needs a permission of its own."""
    resources = {
        "Pager": topic(TopicName="pager"),
        "Other": topic(TopicName="other"),
        "Rollback": resource("AWS::Lambda::Function"),
        "Listener": listens("lambda", ARN),
        "Permission": given,
    }

    assert recipient(tmp_path, resources).status == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ({"Ref": "Live"}, "delivered"),
        ({"Fn::Sub": "${Rollback}:live"}, "delivered"),
        ({"Fn::Sub": "${Rollback.Arn}:live"}, "delivered"),
        ({"Fn::Sub": "${Rollback}:next"}, "closed"),
        ({"Ref": "Rollback"}, "closed"),
    ],
)
def test_an_alias_has_a_policy_of_its_own(tmp_path: Path, name: Json, expected: str) -> None:
    """A permission of the function does not hold for its alias."""
    resources = {
        "Rollback": resource("AWS::Lambda::Function"),
        "Live": resource("AWS::Lambda::Alias", FunctionName={"Ref": "Rollback"}, Name="live"),
        "Permission": permission(OF_ALARMS, FunctionName=name),
    }

    assert recipient(tmp_path, resources, action={"Ref": "Live"}).status == expected


def test_a_permission_that_may_not_be_deployed(tmp_path: Path) -> None:
    """A permission with a condition that nothing decides proves nothing."""
    resources = {
        "Rollback": resource("AWS::Lambda::Function"),
        "Permission": {**permission(OF_ALARMS), "Condition": "Acting"},
    }

    found = recipient(
        tmp_path,
        resources,
        action=ARN,
        parameters={"Acting": {"Type": "String"}},
        conditions={"Acting": {"Fn::Equals": [{"Ref": "Acting"}, "yes"]}},
    )

    assert found.status == "unknown"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("rollback", "delivered"),
        ({"Fn::Sub": "${AWS::AccountId}:function:rollback"}, "delivered"),
        ({"Fn::Sub": "${AWS::AccountId}:function:other"}, "closed"),
        ("rollback:live", "closed"),
    ],
)
def test_a_permission_names_a_function_by_text(tmp_path: Path, name: Json, expected: str) -> None:
    """By its name, or by an ARN without its beginning; an alias is another function."""
    resources = {
        "Rollback": resource("AWS::Lambda::Function", FunctionName="rollback"),
        "Permission": permission(OF_ALARMS, FunctionName=name),
    }

    assert recipient(tmp_path, resources, action=ARN).status == expected


@pytest.mark.parametrize(("people", "names"), [((), ()), (("*:rollback",), ("rollback",))])
def test_a_function_that_calls_people(
    tmp_path: Path, people: tuple[str, ...], names: tuple[str, ...]
) -> None:
    """An action of which it is declared that people hear of it can be expected by its name."""
    action = "arn:aws:lambda:eu-west-1:111122223333:function:rollback"
    alarm = metric_alarm("no-orders", AlarmActions=[action])
    assembly = load_template(tmp_path, {"Resources": {"Alarm": alarm}})

    found = Ways(assembly=assembly, declared=DeclaredReaders(people=people)).endpoints

    assert tuple(each.rpartition(":")[2] for each in found) == names
