"""What is lost with a resource, what stays behind, and what has to be confirmed."""

from typing import Any

import pytest
from cfnlint.schema import PROVIDER_SCHEMA_MANAGER

from tests.support.assembly import topic
from tests.support.cloud_assembly import StackDraft, cloud_assembly
from tests.support.transitions import problems, texts
from tocsin.transition import Deployed
from tocsin.transition.retention import HOLDINGS

Json = dict[str, Any]

ELSE = topic("else")


def group(policy: str | None, name: str = "/shop") -> Json:
    """Write a log group."""
    policies = {"DeletionPolicy": policy, "UpdateReplacePolicy": policy} if policy else {}
    return {"Type": "AWS::Logs::LogGroup", "Properties": {"LogGroupName": name}, **policies}


def subscription(protocol: str, endpoint: str = "ana@example.com") -> Json:
    """Write a subscription to the topic `T`."""
    return {
        "Type": "AWS::SNS::Subscription",
        "Properties": {"TopicArn": {"Ref": "T"}, "Protocol": protocol, "Endpoint": endpoint},
    }


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        (None, [("warning", "replaced-with-data")]),
        ("Delete", [("warning", "replaced-with-data")]),
        ("Snapshot", [("note", "replaced-with-data")]),
        ("Retain", [("note", "retained")]),
        ("RetainExceptOnCreate", [("note", "retained")]),
    ],
)
def test_what_holds_data(policy: str | None, expected: list[tuple[str, str]]) -> None:
    """Deleted, it takes its data along; retained, it stays without a stack."""
    base = cloud_assembly(app={"G": group(policy), "E": ELSE})
    head = cloud_assembly(app={"E": ELSE})

    assert problems(base, head) == expected


def test_what_is_replaced_loses_its_data() -> None:
    """The message says why it is replaced, and what goes with it."""
    base, head = (cloud_assembly(app={"G": group(None, name)}) for name in ("/a", "/b"))

    assert (
        "the AWS::Logs::LogGroup /a is replaced, because LogGroupName change, and with it its "
        "log events"
    ) in texts(base, head)


def test_what_holds_nothing_may_go() -> None:
    """An alias of a key, or a policy, is made again at any time."""
    alias = {"Type": "AWS::KMS::Alias", "Properties": {"AliasName": "alias/a"}}

    assert (
        problems(cloud_assembly(app={"A": alias, "E": ELSE}), cloud_assembly(app={"E": ELSE})) == []
    )


@pytest.mark.parametrize(("protocol", "is_subscribed"), [("sms", True), (None, False)])
def test_topics_hold_subscriptions(protocol: str | None, is_subscribed: bool) -> None:  # noqa: FBT001
    """A topic that nobody has subscribed to is made again at any time."""
    subscribed = {"S": subscription(protocol)} if protocol else {}
    base = cloud_assembly(app={"T": topic("t"), "E": ELSE, **subscribed})
    head = cloud_assembly(app={"E": ELSE})

    assert problems(base, head) == [("warning", "replaced-with-data")] * is_subscribed


def test_a_deployment_that_fails_leaves_what_is_retained() -> None:
    """Retain holds in a rollback as well; RetainExceptOnCreate does not."""
    retained = cloud_assembly(app={"G": group("Retain"), "E": ELSE})
    except_on_create = cloud_assembly(app={"G": group("RetainExceptOnCreate"), "E": ELSE})
    unnamed = {"Type": "AWS::KMS::Key", "DeletionPolicy": "Retain", "Properties": {}}

    assert problems(Deployed(), retained) == [("note", "rollback-retains")]
    assert problems(cloud_assembly(app={"E": ELSE}), retained) == [("note", "rollback-retains")]
    assert problems(Deployed(), except_on_create) == []
    assert problems(Deployed(), cloud_assembly(app={"K": unnamed})) == []


@pytest.mark.parametrize(
    ("protocol", "expected"),
    [
        ("email", [("note", "to-be-confirmed")]),
        ("https", [("note", "to-be-confirmed")]),
        ("sms", []),
    ],
)
def test_people_confirm_what_they_get(protocol: str, expected: list[tuple[str, str]]) -> None:
    """A subscription by mail or by HTTPS delivers nothing before; another address is a new one."""
    base = cloud_assembly(app={"T": topic("t")})
    one = cloud_assembly(app={"T": topic("t"), "S": subscription(protocol, "a")})
    other = cloud_assembly(app={"T": topic("t"), "S": subscription(protocol, "b")})

    assert problems(base, one) == expected
    assert problems(one, other) == expected


def alarm(name: str | None, kind: str = "AWS::CloudWatch::Alarm", **more: object) -> Json:
    """Write an alarm that asks something."""
    named = {} if name is None else {"AlarmName": name}
    return {"Type": kind, "Properties": {**named, "MetricName": "Orders", "Threshold": 1, **more}}


@pytest.mark.parametrize(
    ("base", "head", "is_lost"),
    [
        ({"A": alarm("a")}, {"A": alarm("b")}, True),
        ({"A": alarm("a")}, {"B": alarm("b")}, True),
        ({"A": alarm("a")}, {"B": alarm("b", Tags=[], AlarmDescription="Of b.")}, True),
        ({"A": alarm("a")}, {"B": alarm("b", Threshold=2)}, False),
        ({"A": alarm("a")}, {"A": alarm("a", Threshold=2)}, False),
        ({"A": alarm("a")}, {"A": alarm("a"), "B": alarm("b")}, False),
        ({"A": alarm("a")}, {}, False),
    ],
    ids=["renamed", "moved", "described", "another", "changed", "added", "removed"],
)
def test_an_alarm_with_another_name_has_no_history(
    base: Json,
    head: Json,
    is_lost: bool,  # noqa: FBT001
) -> None:
    """An alarm that asks the same under another name has lost what it knew."""
    found = problems(
        cloud_assembly(app={**base, "E": ELSE}), cloud_assembly(app={**head, "E": ELSE})
    )

    assert found == [("warning", "history-lost")] * is_lost


def test_an_alarm_that_moves_to_another_stack_and_name_has_no_history() -> None:
    """Which stack it is in does not matter to its history; its name does."""
    base = cloud_assembly(a={"A": alarm("a"), "E": ELSE}, b={"F": topic("f")})
    head = cloud_assembly(a={"E": ELSE}, b={"F": topic("f"), "A": alarm("b")})

    assert problems(base, head) == [("warning", "history-lost")]


@pytest.mark.parametrize(
    ("is_protected", "kind"), [(True, "termination-protection"), (False, "left-behind")]
)
def test_a_stack_that_has_left_the_app_stays(is_protected: bool, kind: str) -> None:  # noqa: FBT001
    """The CDK deletes no stack; a protected one cannot be deleted by mistake either."""
    old = StackDraft(resources={"A": alarm("a"), "B": alarm("b")}, is_protected=is_protected)
    base = cloud_assembly(old=old, app=StackDraft(resources={"E": ELSE}))
    head = cloud_assembly(app={"E": ELSE})

    assert problems(base, head) == [("note", kind)]
    assert "the app no longer has old, which stays deployed with its 2 resources" in texts(
        base, head
    )


def test_what_holds_data_is_known_to_the_schemas() -> None:
    """No type in the table is written wrong."""
    known = set(PROVIDER_SCHEMA_MANAGER.get_resource_types("us-east-1"))

    assert set(HOLDINGS) - known == set()
