from pathlib import Path

import pytest

from tests.support.assembly import resolve, topic
from tocsin.assembly.resolution import Reference

ARN = "arn:aws:sns:eu-west-1:111122223333:shop-critical"
QUEUE: dict[str, object] = {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "dead"}}
RESOURCES: dict[str, dict[str, object]] = {
    "Named": topic("shop-critical"),
    "Open": topic(),
    "Queue": QUEUE,
    "Function": {"Type": "AWS::Lambda::Function", "Properties": {"FunctionName": "pager"}},
    "Key": {"Type": "AWS::KMS::Key", "Properties": {}},
    "Alarm": {"Type": "AWS::CloudWatch::Alarm", "Properties": {}},
    "Table": {"Type": "AWS::DynamoDB::Table", "Properties": {"TableName": "orders"}},
    "Vault": {"Type": "AWS::Backup::BackupVault", "Properties": {"BackupVaultName": "safe"}},
    "Role": {"Type": "AWS::IAM::Role", "Properties": {"RoleName": "r", "Path": "/ops/"}},
    "Other": {"Type": "Custom::Other"},
}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"Ref": "Named"}, ARN),
        ({"Fn::GetAtt": ["Named", "TopicName"]}, "shop-critical"),
        ({"Ref": "Open"}, "${Open}"),
        ({"Fn::GetAtt": "Open.TopicArn"}, "${Open.TopicArn}"),
        ({"Ref": "Queue"}, "https://sqs.eu-west-1.amazonaws.com/111122223333/dead"),
        ({"Fn::GetAtt": ["Queue", "Arn"]}, "arn:aws:sqs:eu-west-1:111122223333:dead"),
        (
            {"Fn::GetAtt": ["Function", "Arn"]},
            "arn:aws:lambda:eu-west-1:111122223333:function:pager",
        ),
        ({"Fn::GetAtt": ["Key", "Arn"]}, "${Key.Arn}"),
        ({"Ref": "Alarm"}, "shop-Alarm"),
        (
            {"Fn::GetAtt": ["Alarm", "Arn"]},
            "arn:aws:cloudwatch:eu-west-1:111122223333:alarm:shop-Alarm",
        ),
        (
            {"Fn::GetAtt": ["Table", "Arn"]},
            "arn:aws:dynamodb:eu-west-1:111122223333:table/orders",
        ),
        (
            {"Fn::GetAtt": ["Vault", "BackupVaultArn"]},
            "arn:aws:backup:eu-west-1:111122223333:backup-vault:safe",
        ),
        ({"Fn::GetAtt": ["Role", "Arn"]}, "arn:aws:iam::111122223333:role/ops/r"),
        ({"Fn::GetAtt": ["Other", {"Ref": "AWS::Region"}]}, "${Other.eu-west-1}"),
    ],
)
def test_a_reference_gives_the_identity_or_a_symbol(
    tmp_path: Path, value: object, expected: str
) -> None:
    """A reference reads as the physical identity if the template decides it, else as a symbol."""
    resolved = resolve(tmp_path, value, Resources=RESOURCES)

    assert resolved.value == expected
    assert resolved.unresolved == ()
    assert isinstance(resolved.value, Reference)
    assert resolved.value.resource.type == RESOURCES[resolved.value.resource.logical_id]["Type"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("AWS::Region", "eu-west-1"),
        ("AWS::AccountId", "111122223333"),
        ("AWS::Partition", "aws"),
        ("AWS::StackName", "shop"),
        ("AWS::URLSuffix", "amazonaws.com"),
    ],
)
def test_pseudo_parameters_come_from_the_environment(
    tmp_path: Path, name: str, expected: str
) -> None:
    """A pseudo parameter that the environment decides has its value."""
    assert resolve(tmp_path, {"Ref": name}).value == expected


def test_no_value_removes_what_holds_it(tmp_path: Path) -> None:
    """`AWS::NoValue` removes a property or an item."""
    nothing = {"Ref": "AWS::NoValue"}

    resolved = resolve(tmp_path, {"a": nothing, "b": [nothing, 1], "c": {"d": nothing}})

    assert resolved.value == {"b": [1], "c": {}}


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ({"Ref": "Nobody"}, "missing"),
        ({"Fn::GetAtt": ["Nobody", "Arn"]}, "missing"),
        ({"Ref": ["Named"]}, "malformed"),
        ({"Fn::GetAtt": "Named"}, "malformed"),
        ({"Ref": "AWS::StackId"}, "pseudo parameter"),
    ],
)
def test_what_refers_to_nothing_is_noted(tmp_path: Path, value: object, kind: str) -> None:
    """A reference that gives nothing is a symbol, noted with its path and kind."""
    resolved = resolve(tmp_path, [{"deep": value}], Resources=RESOURCES)

    (note,) = resolved.unresolved
    assert (note.path, note.kind) == ("Value[0].deep", kind)
    assert resolved.value == [{"deep": note.value}]


def test_a_name_that_refers_to_itself_is_a_cycle(tmp_path: Path) -> None:
    """Resources that take their names from each other are noted, not followed for ever."""
    resources = {
        "A": topic({"Fn::GetAtt": ["B", "TopicName"]}),
        "B": topic({"Fn::GetAtt": ["A", "TopicName"]}),
    }

    resolved = resolve(tmp_path, {"Ref": "A"}, Resources=resources)

    assert [note.kind for note in resolved.unresolved] == ["cycle"]
