from pathlib import Path

import pytest

from tests.support.deliveries import (
    ROOT,
    Json,
    listens,
    of_service,
    policy,
    recipient,
    resource,
    statement,
    topic,
)
from tocsin.delivery import Hop

OTHER = "arn:aws:sns:us-east-1:111122223333:pager"
MAIL = listens("email", "ana@example.com")
PUBLISHER = of_service("cloudwatch", "sns:Publish")
ADMINISTRATION = statement({"AWS": ROOT}, "kms:*")
USER = of_service("cloudwatch", "kms:Decrypt", "kms:GenerateDataKey*")


def _policy(*statements: Json, **more: object) -> Json:
    return resource(
        "AWS::SNS::TopicPolicy",
        Topics=[{"Ref": "Pager"}],
        PolicyDocument=policy(*statements),
        **more,
    )


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        ([PUBLISHER], "delivered"),
        ([of_service("cloudwatch", "SNS:*", resource={"Ref": "Pager"})], "delivered"),
        ([statement("*", "sns:Publish")], "delivered"),
        ([statement({"AWS": "*"}, "sns:Publish")], "delivered"),
        ([of_service("events", "sns:Publish")], "closed"),
        ([statement({"AWS": ROOT}, "sns:Publish")], "closed"),
        ([of_service("cloudwatch", "sns:Subscribe")], "closed"),
        ([of_service("cloudwatch", "sns:Publish", resource=OTHER)], "closed"),
        # A policy replaces the default one, also if all that it says is how to connect.
        ([{**statement("*", "sns:Publish"), "Effect": "Deny",
           "Condition": {"Bool": {"aws:SecureTransport": "false"}}}], "closed"),
    ],
)  # fmt: skip
def test_policies(tmp_path: Path, statements: list[Json], expected: str) -> None:
    """Whether CloudWatch may publish: a policy that is written replaces the one of AWS."""
    found = recipient(tmp_path, {"Pager": topic(), "Mail": MAIL, "Policy": _policy(*statements)})

    assert found.status == expected
    if expected == "closed":
        assert found.obstacle is not None
        assert found.obstacle.hop is Hop.TOPIC_POLICY
        assert "Policy" in found.obstacle.where
        assert found.obstacle.source.startswith("https://docs.aws.amazon.com/")


ALARM_ARN = {"Fn::GetAtt": ["Alarm", "Arn"]}


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({"ArnLike": {"aws:SourceArn": ALARM_ARN}}, "delivered"),
        ({"ArnLike": {"AWS:SourceArn": "arn:aws:cloudwatch:*:*:alarm:*"}}, "delivered"),
        ({"ArnEquals": {"aws:SourceArn": "arn:aws:cloudwatch:*:*:alarm:no-*"}}, "delivered"),
        ({"StringEquals": {"aws:SourceAccount": {"Ref": "AWS::AccountId"}}}, "delivered"),
        ({"StringEquals": {"aws:SourceAccount": "999999999999"}}, "closed"),
        ({"ArnLike": {"aws:SourceArn": "arn:aws:cloudwatch:*:*:alarm:other"}}, "closed"),
        ({"StringEquals": {"aws:SourceArn": "arn:aws:cloudwatch:*:*:alarm:*"}}, "closed"),
        ({"StringEquals": {"aws:PrincipalOrgID": "o-1234567890"}}, "closed"),
        ({"StringEquals": {"aws:SourceAccount": {"Ref": "Team"}}}, "unknown"),
        # Variables of IAM are not what a template leaves open.
        ({"StringEquals": {"aws:SourceAccount": "${aws:ResourceAccount}"}}, "delivered"),
        ({"StringLike": {"aws:SourceArn": "arn:${*}"}}, "closed"),
        ({"Null": {"aws:SourceVpce": True}}, "delivered"),
    ],
)
def test_conditions(tmp_path: Path, condition: Json, expected: str) -> None:
    """Conditions meet what CloudWatch really sends with an alarm; a parameter leaves them open."""
    found = recipient(
        tmp_path,
        {"Pager": topic(), "Mail": MAIL, "Policy": _policy({**PUBLISHER, "Condition": condition})},
        parameters={"Team": {"Type": "String"}},
    )

    assert found.status == expected
    if expected == "unknown":
        assert found.obstacle is not None
        assert "Team" in found.obstacle.why


def test_two_policies_of_one_topic(tmp_path: Path) -> None:
    """Whichever is deployed last replaces the other, and no template says which that is."""
    resources = {
        "Pager": topic(),
        "Mail": MAIL,
        "One": _policy(PUBLISHER),
        "Other": _policy(of_service("events", "sns:Publish")),
    }

    found = recipient(tmp_path, resources)

    assert found.status == "unknown"
    assert found.obstacle is not None
    assert "another policy" in found.obstacle.why


def test_a_policy_that_may_not_be_deployed(tmp_path: Path) -> None:
    """Without it AWS's own policy holds, which lets the account's alarms publish."""
    closed = {**_policy(of_service("events", "sns:Publish")), "Condition": "Events"}

    found = recipient(
        tmp_path,
        {"Pager": topic(), "Mail": MAIL, "Policy": closed},
        parameters={"Events": {"Type": "String"}},
        conditions={"Events": {"Fn::Equals": [{"Ref": "Events"}, "yes"]}},
    )

    assert found.status == "unknown"


def test_a_topic_and_its_policy_with_one_condition(tmp_path: Path) -> None:
    """Where the topic is, its policy is too, whatever the condition is."""
    resources = {
        "Pager": topic(),
        "Mail": MAIL,
        "Policy": _policy(of_service("events", "sns:Publish")),
    }
    guarded = {name: {**each, "Condition": "Paging"} for name, each in resources.items()}

    found = recipient(
        tmp_path,
        guarded,
        parameters={"Paging": {"Type": "String"}},
        conditions={"Paging": {"Fn::Equals": [{"Ref": "Paging"}, "yes"]}},
    )

    assert [(each.hop, each.is_closed) for each in found.obstacles] == [
        (Hop.ACTION, False),
        (Hop.TOPIC_POLICY, True),
    ]


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        ([ADMINISTRATION], "closed"),
        ([ADMINISTRATION, USER], "delivered"),
        ([ADMINISTRATION, of_service("cloudwatch", "kms:GenerateDataKey")], "closed"),
        ([ADMINISTRATION, of_service("cloudwatch", "kms:Decrypt")], "closed"),
        ([of_service("cloudwatch", "kms:*")], "delivered"),
        ([of_service("sns", "kms:Decrypt", "kms:GenerateDataKey*")], "closed"),
        (
            [{**USER, "Condition": {"StringEquals": {"aws:SourceAccount": "999999999999"}}}],
            "closed",
        ),
    ],
)
@pytest.mark.parametrize(
    "named",
    [
        {"Ref": "Key"},
        {"Fn::GetAtt": ["Key", "Arn"]},
        "alias/pager",
        {"Fn::Sub": "arn:aws:kms:${AWS::Region}:${AWS::AccountId}:alias/pager"},
    ],
    ids=["id", "arn", "alias", "arn of the alias"],
)
def test_keys(tmp_path: Path, named: object, statements: list[Json], expected: str) -> None:
    """CloudWatch itself asks the key: a statement for the account covers no service."""
    resources = {
        "Pager": topic(KmsMasterKeyId=named),
        "Mail": MAIL,
        "Key": resource("AWS::KMS::Key", KeyPolicy=policy(*statements)),
        "Alias": resource("AWS::KMS::Alias", AliasName="alias/pager", TargetKeyId={"Ref": "Key"}),
    }

    found = recipient(tmp_path, resources)

    assert found.status == expected
    if expected == "closed":
        assert found.obstacle is not None
        assert (found.obstacle.hop, "Key" in found.obstacle.where) == (Hop.TOPIC_KEY, True)


@pytest.mark.parametrize(
    ("named", "expected", "why"),
    [
        ("alias/aws/sns", "closed", "no other service may use alias/aws/sns"),
        ("arn:aws:kms:eu-west-1:111122223333:alias/aws/sns", "closed", "alias/aws/sns"),
        (
            "arn:aws:kms:eu-west-1:111122223333:key/1234",
            "unknown",
            "does not stand in the templates",
        ),
        ({"Ref": "KeyId"}, "unknown", "KeyId"),
        ("", "delivered", ""),
    ],
)
def test_keys_of_others(tmp_path: Path, named: object, expected: str, why: str) -> None:
    """The key that AWS manages admits nobody; of a key that stands elsewhere nothing is known."""
    found = recipient(
        tmp_path,
        {"Pager": topic(KmsMasterKeyId=named), "Mail": MAIL},
        parameters={"KeyId": {"Type": "String"}},
    )

    assert found.status == expected
    assert why in (found.obstacle.why if found.obstacle else "")


@pytest.mark.parametrize(
    ("properties", "why"),
    [
        ({}, "no statement"),
        ({"KeyPolicy": policy(USER), "Enabled": False}, "disabled"),
        ({"KeyPolicy": policy(USER), "KeySpec": "RSA_2048"}, "only symmetric ones encrypt"),
    ],
)
def test_keys_that_encrypt_nothing(tmp_path: Path, properties: Json, why: str) -> None:
    """A key without a policy, a disabled one and one that signs let no notification through."""
    resources = {
        "Pager": topic(KmsMasterKeyId={"Ref": "Key"}),
        "Mail": MAIL,
        "Key": resource("AWS::KMS::Key", **properties),
    }

    found = recipient(tmp_path, resources)

    assert found.status == "closed"
    assert found.obstacle is not None
    assert why in found.obstacle.why
