from pathlib import Path

import pytest

from tests.support.escalation import (
    MAY_USE_TABLE,
    Json,
    arn,
    policy,
    role,
    subscription,
    system,
    template,
)
from tocsin.delivery import Hop, Recipient, Ways

NOTHING = role()
KEY = {
    "Type": "AWS::KMS::Key",
    "Properties": {
        "KeyPolicy": {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Principal": {"AWS": "arn:aws:iam::111122223333:root"},
                    "Action": "kms:*",
                    "Resource": "*",
                }
            ],
        }
    },
}
ENCRYPTED = {
    "Type": "AWS::SNS::Topic",
    "Properties": {"TopicName": "shop-contact-ana", "KmsMasterKeyId": {"Ref": "Key"}},
}


def by_turns(folder: Path, **changes: object) -> dict[str, Recipient]:
    """Return whom the alarm of a system tells by turns, by contact."""
    assembly = system(folder, **changes)
    (alarm,) = assembly.alarms
    ways = Ways(assembly=assembly)
    found = [way.recipient for action in alarm.alarm_actions for way in ways.of(alarm, action)]
    return {each.turn.contact: each for each in found if each.turn is not None}


def changed(name: str, **properties: object) -> Json:
    """Return a resource of the system with changed properties."""
    written: Json = template()["Resources"][name]
    return {**written, "Properties": {**written["Properties"], **properties}}


def test_everybody_behind_the_machine_is_told(tmp_path: Path) -> None:
    """Alarm, topic, queue, function, machine, function, topic, person."""
    found = by_turns(tmp_path)

    assert {name: each.endpoint for name, each in found.items()} == {
        "ana": "ana@example.com",
        "ben": "ben@example.com",
        "dana": "dana@example.com",
    }
    assert all(each.pages for each in found.values())


def _filters(pattern: str) -> Json:
    return {"Filters": [{"Pattern": pattern}]}


@pytest.mark.parametrize(
    ("changes", "status", "hop"),
    [
        ({"QueuePolicy": None}, "closed", Hop.QUEUE_POLICY),
        ({"Reading": changed("Reading", Enabled=False)}, "closed", Hop.READING),
        ({"IntakeRole": NOTHING}, "closed", Hop.ROLE),
        ({"MachineRole": role(service="states")}, "closed", Hop.PAGE_FUNCTION),
        ({"PageRole": NOTHING}, "closed", Hop.TABLE),
        ({"PageRole": role(MAY_USE_TABLE)}, "closed", Hop.ROLE),
        ({"MachineRole": role(service="lambda")}, "closed", Hop.ROLE),
        ({"PageRole": role(service="states")}, "closed", Hop.FUNCTION),
        ({"Intake": changed("Intake", ReservedConcurrentExecutions=0)}, "closed", Hop.FUNCTION),
        ({"Page": changed("Page", ReservedConcurrentExecutions="0")}, "closed", Hop.FUNCTION),
        ({"Page": changed("Page", Environment={"Variables": {}})}, "closed", Hop.FUNCTION),
        (
            {"Page": changed("Page", Handler="functions.incidents.sweep.handler")},
            "closed",
            Hop.FUNCTION,
        ),
        ({"Intake": changed("Intake", Timeout=60)}, "closed", Hop.READING),
        (
            {
                "Reading": changed(
                    "Reading", FilterCriteria=_filters('{"body": {"TopicArn": ["x"]}}')
                )
            },
            "closed",
            Hop.READING,
        ),
        (
            {
                "Reading": changed(
                    "Reading", FilterCriteria=_filters('{"body": {"Message": ["x"]}}')
                )
            },
            "unknown",
            Hop.READING,
        ),
        ({"Table": None}, "unknown", Hop.TABLE),
        (
            {"Table": changed("Table", KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}])},
            "closed",
            Hop.TABLE,
        ),
        ({"Table": changed("Table", TableName="other")}, "unknown", Hop.TABLE),
        ({"MachineRole": None}, "unknown", Hop.PAGE_FUNCTION),
        ({"Page": None}, "unknown", Hop.MACHINE),
        (
            {
                "PageRole": {
                    **NOTHING,
                    "Properties": {"ManagedPolicyArns": ["arn:aws:iam::1:policy/x"]},
                }
            },
            "unknown",
            Hop.TABLE,
        ),
    ],
)
def test_a_hop_that_is_not_passed(tmp_path: Path, changes: Json, status: str, hop: Hop) -> None:
    """Each hop is closed, or not known, for a reason that says where."""
    found = by_turns(tmp_path, **changes)["ana"]

    assert found.status == status
    assert found.obstacle is not None
    assert found.obstacle.hop is hop


def test_a_function_that_does_not_read_the_queue(tmp_path: Path) -> None:
    """Without a mapping, nothing makes an incident of a message."""
    assert by_turns(tmp_path, Reading=None) == {}


def test_a_topic_whose_policy_denies(tmp_path: Path) -> None:
    """Only a denial shuts a role of the account out."""
    denial = {
        "Effect": "Deny",
        "Principal": "*",
        "Action": "sns:Publish",
        "Resource": {"Ref": "AnaTopic"},
    }
    found = by_turns(
        tmp_path,
        Denied={
            "Type": "AWS::SNS::TopicPolicy",
            "Properties": {
                "Topics": [{"Ref": "AnaTopic"}],
                "PolicyDocument": {"Version": "2012-10-17", "Statement": [denial]},
            },
        },
    )

    assert found["ana"].status == "closed"
    assert found["ben"].pages


@pytest.mark.parametrize("allowed", [True, False])
def test_a_topic_with_a_key(tmp_path: Path, *, allowed: bool) -> None:
    """The role of the function that pages needs the key, and the key has to let its account in."""
    actions = ["sns:Publish", *(["kms:GenerateDataKey*", "kms:Decrypt"] if allowed else [])]
    may = role(MAY_USE_TABLE, *((action, "*") for action in actions))

    found = by_turns(tmp_path, AnaTopic=ENCRYPTED, Key=KEY, PageRole=may)["ana"]

    assert found.status == ("delivered" if allowed else "closed")
    if not allowed:
        assert found.obstacle is not None
        assert found.obstacle.hop is Hop.TOPIC_KEY


def test_policies_of_their_own(tmp_path: Path) -> None:
    """The CDK writes the policies of a role as resources."""
    statement = {"Effect": "Allow", "Action": "sns:Publish", "Resource": arn("sns", "*")}
    attached = {
        "Type": "AWS::IAM::Policy",
        "Properties": {
            "Roles": [{"Ref": "PageRole"}],
            "PolicyDocument": {"Statement": [statement]},
        },
    }

    assert by_turns(tmp_path, PageRole=role(MAY_USE_TABLE), Attached=attached)["ana"].pages


def test_a_topic_that_no_route_names(tmp_path: Path) -> None:
    """It is paged about like the most urgent one, as the function does."""
    other = {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "other"}}
    assembly = system(
        tmp_path,
        policy(),
        OtherTopic=other,
        OtherQueue=subscription("OtherTopic", "sqs", {"Fn::GetAtt": ["Queue", "Arn"]}),
    )
    (topic,) = (each for each in assembly.topics if each.logical_id == "OtherTopic")

    found = [way.recipient for way in Ways(assembly=assembly).from_topic(topic)]

    assert {each.turn.contact for each in found if each.turn} == {"ana", "ben", "dana"}
