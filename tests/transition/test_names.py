"""A physical name cannot exist twice, not even for the time between two stacks."""

from typing import Any

import pytest

from tests.support.assembly import topic
from tests.support.cloud_assembly import StackDraft, cloud_assembly
from tests.support.transitions import problems, steps, summary, texts
from tocsin.assembly import Assembly
from tocsin.transition import Deployed, transition

Json = dict[str, Any]

EXISTS = ("error", "name-exists")
ELSE = topic("else")


def alarm(name: object = "slow", kind: str = "AWS::CloudWatch::Alarm", **more: object) -> Json:
    """Write an alarm."""
    return {"Type": kind, "Properties": {"AlarmName": name, **more}}


def log_group(policy: str, name: str = "/shop") -> Json:
    """Write a log group."""
    return {
        "Type": "AWS::Logs::LogGroup",
        "DeletionPolicy": policy,
        "Properties": {"LogGroupName": name},
    }


def one(resource: Json) -> Assembly:
    """Return an app of one stack with one resource."""
    return cloud_assembly(app={"R": resource})


@pytest.mark.parametrize(
    ("base", "head", "expected"),
    [
        ({"A": alarm()}, {"B": alarm()}, [EXISTS]),
        ({"A": alarm()}, {"A": alarm("a"), "B": alarm()}, [EXISTS, ("warning", "history-lost")]),
        ({"A": alarm()}, {"B": alarm("b", Threshold=1)}, []),
        ({"A": alarm()}, {"B": alarm(kind="AWS::CloudWatch::CompositeAlarm")}, [EXISTS]),
        ({"A": alarm()}, {"A": alarm(), "B": topic("slow")}, []),
    ],
    ids=["new logical id", "swapped", "other", "other type of alarm", "other type"],
)
def test_within_a_stack(base: Json, head: Json, expected: list[tuple[str, str]]) -> None:
    """CloudFormation makes what is new before it deletes what is old."""
    assert problems(cloud_assembly(app=base), cloud_assembly(app=head)) == expected


@pytest.mark.parametrize(
    ("gives", "takes", "depends_on", "expected"),
    [
        ("a", "b", ("a",), []),
        ("a", "b", (), [("warning", "name-exists")]),
        ("b", "a", (), [EXISTS]),
    ],
    ids=["in order", "by luck", "too early"],
)
def test_between_two_stacks(
    gives: str, takes: str, depends_on: tuple[str, ...], expected: list[tuple[str, str]]
) -> None:
    """A name can move only to a stack that is deployed after the one that gives it up."""
    base = cloud_assembly(**{gives: {"A": alarm(), "E": ELSE}, takes: {"F": topic("f")}})
    head = cloud_assembly(**{
        gives: StackDraft(resources={"E": ELSE}),
        takes: StackDraft(resources={"A": alarm(), "F": topic("f")}, depends_on=depends_on),
    })  # fmt: skip

    assert problems(base, head) == expected


def test_a_stack_that_stays_keeps_its_names() -> None:
    """An alarm cannot move out of a stack that the app no longer has."""
    base = cloud_assembly(old={"A": alarm()}, new={"E": ELSE})
    head = cloud_assembly(new={"A": alarm(), "E": ELSE})

    assert problems(base, head) == [EXISTS, ("note", "left-behind")]


def test_names_are_of_an_account_and_a_region() -> None:
    """The same name may exist in another Region, but not a role's, and not a bucket's."""
    role = {"Type": "AWS::IAM::Role", "Properties": {"RoleName": "shop"}}
    bucket = {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "shop"}}
    head = cloud_assembly(
        a=StackDraft(resources={"A": alarm(), "R": role, "B": bucket}),
        b=StackDraft(resources={"A": alarm(), "R": role, "B": bucket}, region="us-east-1"),
    )

    assert problems(Deployed(), head) == [EXISTS, EXISTS]


def test_a_retained_resource_keeps_its_name() -> None:
    """What a stack has left in the account is in the way of one of the same name."""
    base = cloud_assembly(app={"G": log_group("Retain"), "E": ELSE})
    without = transition(base, cloud_assembly(app={"E": ELSE}))

    assert problems(without.after, base) == [("note", "rollback-retains"), EXISTS][::-1]
    assert problems(without.after, cloud_assembly(app={"E": ELSE})) == []


@pytest.mark.parametrize(("policy", "is_imported"), [("Retain", True), ("Delete", False)])
def test_a_retained_resource_is_imported(policy: str, is_imported: bool) -> None:  # noqa: FBT001
    """A stack that is asked to takes over what it would not delete."""
    base = cloud_assembly(app={"G": log_group("Retain"), "E": ELSE})
    without = transition(base, cloud_assembly(app={"E": ELSE}))
    again = cloud_assembly(app={"New": log_group(policy), "E": ELSE})
    found = transition(without.after, again, imports_existing=True)

    assert found.is_refused is not is_imported
    assert str(found.steps[1]) == f"{'import' if is_imported else 'create'} app/New"
    assert transition(found.after, again).steps == ()


def test_a_deleted_resource_frees_its_name() -> None:
    """What is really deleted can be made again."""
    base = cloud_assembly(app={"G": log_group("Delete"), "E": ELSE})
    without = transition(base, cloud_assembly(app={"E": ELSE}))

    assert problems(without.after, base) == []


def test_a_fixed_name_forbids_a_replacement() -> None:
    """The new one would need the name while the old one still has it."""
    vault, other = (
        {"Type": "AWS::Backup::BackupVault",
         "Properties": {"BackupVaultName": "shop", "EncryptionKeyArn": key}}
        for key in ("arn:aws:kms:1", "arn:aws:kms:2")
    )  # fmt: skip

    assert problems(one(vault), one(other))[0] == EXISTS
    assert "EncryptionKeyArn of the AWS::Backup::BackupVault shop cannot change" in texts(
        one(vault), one(other)
    )


def test_some_types_are_deleted_first() -> None:
    """CloudFormation deletes an old restore-testing selection before it makes the new one."""
    selection, other = (
        {
            "Type": "AWS::Backup::RestoreTestingSelection",
            "Properties": {
                "RestoreTestingPlanName": "weekly",
                "RestoreTestingSelectionName": "orders",
                "ProtectedResourceType": kind,
            },
        }
        for kind in ("DynamoDB", "S3")
    )

    assert problems(one(selection), one(other)) == []


def test_a_name_that_is_updated_in_place() -> None:
    """A group of X-Ray is renamed without another one taking its place.

    When it gives its old name up, beside all else that is made, nobody knows.
    """
    group, other = (
        {"Type": "AWS::XRay::Group", "Properties": {"GroupName": name}} for name in ("a", "b")
    )
    base = cloud_assembly(app={"A": group})

    assert problems(base, cloud_assembly(app={"A": other})) == []
    assert problems(base, cloud_assembly(app={"A": other, "B": group})) == [EXISTS]
    assert problems(base, cloud_assembly(app={"B": other, "A": other})) == [EXISTS]


def test_a_channel_has_one_configuration() -> None:
    """Amazon Q refuses a second configuration of a channel, whatever it is called."""

    def slack(name: str, channel: str) -> Json:
        return {
            "Type": "AWS::Chatbot::SlackChannelConfiguration",
            "Properties": {
                "ConfigurationName": name,
                "SlackWorkspaceId": "T1",
                "SlackChannelId": channel,
            },
        }

    head = cloud_assembly(
        a=StackDraft(resources={"A": slack("a", "C1")}),
        b=StackDraft(resources={"B": slack("b", "C1")}, region="us-east-1"),
        c=StackDraft(resources={"C": slack("c", "C2")}, region="us-east-1"),
    )

    assert problems(Deployed(), head) == [EXISTS]


def test_a_subscription_under_another_logical_id_is_lost() -> None:
    """SNS returns the subscription that exists, and the clean-up then deletes it."""
    subscription = {
        "Type": "AWS::SNS::Subscription",
        "Properties": {"TopicArn": {"Ref": "T"}, "Protocol": "sms", "Endpoint": "+15550100101"},
    }
    base = cloud_assembly(app={"T": topic("t"), "Ana": subscription})
    head = cloud_assembly(app={"T": topic("t"), "Anna": subscription})

    assert problems(base, head) == [EXISTS]


def test_a_queue_is_gone_only_after_a_minute() -> None:
    """SQS refuses the name of a queue that was deleted a moment ago."""
    queue = {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "orders"}}
    base = cloud_assembly(a={"Q": queue, "E": ELSE}, b={"F": topic("f")})
    head = cloud_assembly(
        a=StackDraft(resources={"E": ELSE}),
        b=StackDraft(resources={"Q": queue, "F": topic("f")}, depends_on=("a",)),
    )

    assert ("warning", "name-exists") in problems(base, head)


def test_names_that_nobody_knows() -> None:
    """A name from a parameter may be that of another stack; within one stack it is the same."""
    parameters = {"Stage": {"Type": "String"}}
    named = {"Fn::Sub": "${Stage}-slow"}
    base = cloud_assembly(
        a=StackDraft(resources={"A": alarm("slow")}),
        b=StackDraft(resources={"E": ELSE}, parameters=parameters),
    )
    head = cloud_assembly(
        a=StackDraft(resources={"A": alarm("slow")}),
        b=StackDraft(resources={"E": ELSE, "B": alarm(named)}, parameters=parameters),
    )
    twice = cloud_assembly(
        a=StackDraft(resources={"A": alarm("slow")}),
        b=StackDraft(resources={"E": ELSE, "C": alarm(named)}, parameters=parameters),
    )

    assert problems(base, head) == [("note", "undecided")]
    assert problems(head, twice) == [EXISTS]


def test_a_resource_that_may_not_exist_is_perhaps_in_the_way() -> None:
    """What depends on a condition that nobody can decide is unknown, and no refusal."""
    perhaps = StackDraft(
        resources={"B": {**alarm(), "Condition": "Is"}, "E": ELSE},
        conditions={"Is": {"Fn::Equals": [{"Ref": "Stage"}, "prod"]}},
        parameters={"Stage": {"Type": "String"}},
    )
    base = cloud_assembly(a={"A": alarm()}, b={"E": ELSE})
    head = cloud_assembly(a=StackDraft(resources={"A": alarm()}), b=perhaps)

    assert problems(base, head) == [("note", "undecided")]


def test_an_unnamed_resource_is_never_in_the_way() -> None:
    """CloudFormation chooses a name that is free."""
    fifo = {"Type": "AWS::SQS::Queue", "Properties": {"FifoQueue": True}}

    assert steps(one({"Type": "AWS::SQS::Queue"}), one(fifo))[1] == "replace app/R (FifoQueue)"
    assert ("error", "name-exists") not in problems(one({"Type": "AWS::SQS::Queue"}), one(fifo))


def test_what_other_apps_have_deployed() -> None:
    """The names of another stage are taken, and it is no stack that was left behind."""
    other = cloud_assembly(other={"A": alarm()})
    found = transition(Deployed(), cloud_assembly(app={"B": alarm()}), beside=[other])

    assert summary(found) == [EXISTS]
