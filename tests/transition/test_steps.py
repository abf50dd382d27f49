"""What is done, in the order in which CloudFormation does it."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.assembly import topic
from tests.support.cloud_assembly import StackDraft, cloud_assembly, export, imported
from tests.support.transitions import problems, steps
from tocsin.assembly import Assembly, load
from tocsin.transition import Deployed, Transition, transition

Json = dict[str, Any]

QUEUE = {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "orders"}}
KEY = {"Type": "AWS::KMS::Key", "Properties": {"Description": "Encrypts."}}


def resource(kind: str, policy: str | None = None, **properties: object) -> Json:
    """Write a resource, with both policies if one is given."""
    policies = {"DeletionPolicy": policy, "UpdateReplacePolicy": policy} if policy else {}
    return {"Type": kind, "Properties": properties, **policies}


def test_nothing_is_done_where_nothing_changes() -> None:
    """An assembly over itself has no steps."""
    assert steps(cloud_assembly(app={"Q": QUEUE}), cloud_assembly(app={"Q": QUEUE})) == []


def test_a_stack_is_created_with_its_resources() -> None:
    """The stack comes first, then what is in it, in the order of the template."""
    head = cloud_assembly(app={"Q": QUEUE, "A": topic("a")})

    assert steps(Deployed(), head) == ["create app", "create app/Q", "create app/A"]


def test_a_step_says_what_it_is_about() -> None:
    """A step names the type, the physical name and the Region, for programs that show it."""
    (_, step) = transition(Deployed(), cloud_assembly(app={"Q": QUEUE})).steps

    assert (step.action, step.type, step.name) == ("create", "AWS::SQS::Queue", "orders")
    assert (step.stack, step.logical_id, step.region) == ("app", "Q", "eu-west-1")


def test_stacks_are_deployed_after_what_they_depend_on() -> None:
    """The order follows from the manifest, then from the ids."""
    head = cloud_assembly(
        a=StackDraft(resources={"A": topic()}, depends_on=("z",)),
        b=StackDraft(resources={"B": topic()}),
        m=StackDraft(resources={"M": topic()}, depends_on=("a",)),
        z=StackDraft(resources={"Z": topic()}),
    )

    found = [step for step in steps(Deployed(), head) if "/" not in step]

    assert found == ["create b", "create z", "create a", "create m"]


def test_what_is_deleted_comes_last_in_its_stack() -> None:
    """A stack makes and updates first, and cleans up before the next stack begins."""
    base = cloud_assembly(a={"Old": topic("old"), "Kept": topic("kept")}, b={"B": topic("b")})
    kept = {**topic("kept"), "Properties": {"TopicName": "kept", "DisplayName": "Kept"}}
    head = cloud_assembly(a={"Kept": kept, "New": topic("new")}, b={"C": topic("c")})

    assert steps(base, head) == [
        "update a",
        "update a/Kept (DisplayName)",
        "create a/New",
        "delete a/Old",
        "update b",
        "create b/C",
        "delete b/B",
    ]


@pytest.mark.parametrize(
    ("policy", "end"),
    [
        (None, "delete"),
        ("Delete", "delete"),
        ("Retain", "retain"),
        ("RetainExceptOnCreate", "retain"),
        ("Snapshot", "snapshot"),
    ],
)
def test_policies_decide_what_becomes_of_the_old(policy: str | None, end: str) -> None:
    """The deletion policy when it is removed, the other one when it is replaced."""
    base = cloud_assembly(app={"Q": resource("AWS::SQS::Queue", policy, QueueName="a"), "K": KEY})
    replaced = cloud_assembly(
        app={"Q": resource("AWS::SQS::Queue", policy, QueueName="b"), "K": KEY}
    )

    assert steps(base, cloud_assembly(app={"K": KEY}))[1:] == [f"{end} app/Q"]
    assert steps(base, replaced)[1:] == ["replace app/Q (QueueName)", f"{end} app/Q"]


@pytest.mark.parametrize(
    ("kind", "properties", "end"),
    [
        ("AWS::RDS::DBCluster", {}, "snapshot"),
        ("AWS::RDS::DBInstance", {}, "snapshot"),
        ("AWS::RDS::DBInstance", {"DBClusterIdentifier": "shop"}, "delete"),
        ("AWS::DynamoDB::Table", {}, "delete"),
    ],
)
def test_databases_leave_a_snapshot_by_default(kind: str, properties: Json, end: str) -> None:
    """Without a policy, CloudFormation keeps a snapshot of a cluster and of a lone instance."""
    base = cloud_assembly(app={"Database": resource(kind, **properties), "K": KEY})

    assert steps(base, cloud_assembly(app={"K": KEY}))[1:] == [f"{end} app/Database"]


@pytest.mark.parametrize(
    ("kind", "before", "after", "step"),
    [
        ("AWS::KMS::Key", {"Description": "a"}, {"Description": "b"}, "update app/R (Description)"),
        ("AWS::SNS::Topic", {}, {"TopicName": "a"}, "replace app/R (TopicName)"),
        (
            "AWS::XRay::SamplingRule",
            {"SamplingRule": {"Version": 1, "Priority": 1}},
            {"SamplingRule": {"Version": 1, "Priority": 2}},
            "update app/R (SamplingRule)",
        ),
        (
            "AWS::XRay::SamplingRule",
            {"SamplingRule": {"Version": 1}},
            {"SamplingRule": {"Version": 2}},
            "replace app/R (SamplingRule)",
        ),
        (
            "AWS::DynamoDB::Table",
            {"KeySchema": [{"AttributeName": "a"}]},
            {"KeySchema": [{"AttributeName": "b"}]},
            "update app/R (KeySchema); some changes of KeySchema replace it",
        ),
        (
            "Custom::Thing",
            {"Size": 1},
            {"Size": 2},
            "update app/R (Size); its function decides whether it is replaced",
        ),
        (
            "Shop::Till",
            {"Size": 1},
            {"Size": 2},
            "update app/R (Size); it is not known here which changes of Shop::Till replace it",
        ),
        ("AWS::CDK::Metadata", {"Analytics": "a"}, {"Analytics": "b"}, "update app/R (Analytics)"),
    ],
)
def test_a_change_updates_or_replaces(kind: str, before: Json, after: Json, step: str) -> None:
    """It depends on the property; what the schemas do not decide is said to be unknown."""
    base = cloud_assembly(app={"R": resource(kind, **before)})
    head = cloud_assembly(app={"R": resource(kind, **after)})

    assert steps(base, head)[1] == step


def test_a_new_value_that_is_not_known_replaces_perhaps() -> None:
    """Two parameters of the Parameter Store may well have the same value."""
    base, head = (
        cloud_assembly(
            app={"Q": resource("AWS::SQS::Queue", QueueName=f"{{{{resolve:ssm:/{one}}}}}")}
        )
        for one in ("a", "b")
    )

    assert steps(base, head)[1:] == [
        "update app/Q (QueueName); it is replaced if the value of QueueName really changes"
    ]


def test_what_refers_to_a_replaced_resource_follows() -> None:
    """A reference to another resource is another value, however alike the templates are."""
    base, head = (
        cloud_assembly(
            app={
                "Queue": resource("AWS::SQS::Queue", FifoQueue=is_fifo),
                "Policy": resource("AWS::SQS::QueuePolicy", Queues=[{"Ref": "Queue"}]),
                "Fed": resource(
                    "AWS::SNS::Subscription",
                    TopicArn={"Fn::Sub": "arn:aws:sns:eu-west-1:111122223333:a"},
                    Protocol="sqs",
                    Endpoint={"Fn::GetAtt": ["Queue", "Arn"]},
                ),
                "Told": topic({"Fn::Sub": "of-${Fed}"}),
                "Other": topic("other"),
            }
        )
        for is_fifo in (False, True)
    )

    assert steps(base, head) == [
        "update app",
        "replace app/Queue (FifoQueue)",
        "update app/Policy (Queues)",
        "replace app/Fed (Endpoint)",
        "replace app/Told (TopicName)",
        "delete app/Queue",
        "delete app/Fed",
        "delete app/Told",
    ]


def test_a_false_condition_takes_a_resource_away() -> None:
    """What a condition leaves out is not deployed; one that nobody can decide is said to be so."""
    on = {"Fn::Equals": ["a", "a"]}
    off = {"Fn::Equals": ["a", "b"]}
    open_ = {"Fn::Equals": [{"Ref": "Stage"}, "prod"]}
    parameters = {"Stage": {"Type": "String"}}
    here, gone, perhaps = (
        cloud_assembly(
            app=StackDraft(
                resources={"Q": {**QUEUE, "Condition": "Is"}, "K": KEY},
                conditions={"Is": condition},
                parameters=parameters,
            )
        )
        for condition in (on, off, open_)
    )

    assert steps(here, gone) == ["update app", "delete app/Q"]
    assert steps(gone, here) == ["update app", "create app/Q"]
    assert steps(gone, perhaps) == [
        "update app",
        "create app/Q; its condition Is is not decided by the template",
    ]
    assert steps(perhaps, gone)[1:] == [
        "delete app/Q; its condition Is is not decided by the template"
    ]


def test_a_stack_that_is_only_described_anew_is_updated() -> None:
    """A template that changes is deployed, even if none of its resources does."""
    base = cloud_assembly(app=StackDraft(resources={"Q": QUEUE}))
    head = cloud_assembly(app=StackDraft(resources={"Q": QUEUE}, outputs={"O": {"Value": "a"}}))

    assert steps(base, head) == ["update app"]


def test_stacks_of_two_regions_are_two() -> None:
    """A stack that moves to another Region is a new one there."""
    base = cloud_assembly(app=StackDraft(resources={"K": KEY}))
    head = cloud_assembly(app=StackDraft(resources={"K": KEY}, region="us-east-1"))

    found: Transition = transition(base, head)

    assert [str(step) for step in found.steps] == ["create app", "create app/K"]
    assert {key.region for key in found.after.stacks} == {"eu-west-1", "us-east-1"}


def test_without_a_manifest_imports_decide_the_order(tmp_path: Path) -> None:
    """In a folder of templates nothing but the imports says which stack comes first."""
    alerting = StackDraft(resources={"B": topic("b")}, outputs={"O": export("name", "b")})
    (tmp_path / "alarms.json").write_text(
        json.dumps(StackDraft(resources={"A": topic(imported("name"))}).template)
    )
    (tmp_path / "topics.json").write_text(json.dumps(alerting.template))

    found = [step for step in steps(Deployed(), load(tmp_path)) if "/" not in step]

    assert found == ["create topics", "create alarms"]


def test_nested_stacks_are_deployed_with_the_stack_around_them(tmp_path: Path) -> None:
    """All of them make and update first, and clean up last; a name cannot move between them."""

    def app(inside: Json, outside: Json) -> Assembly:
        folder = tmp_path / str(len(inside))
        folder.mkdir()
        nested = {
            "Type": "AWS::CloudFormation::Stack",
            "Properties": {"TemplateURL": "nested.json", "Parameters": {"Count": str(len(inside))}},
        }
        outer = {"Resources": {"Nested": nested, **outside}}
        (folder / "nested.json").write_text(json.dumps({"Resources": inside}))
        (folder / "app.json").write_text(json.dumps(outer))
        return load(folder)

    base = app({"K": KEY, "Q": QUEUE}, {})
    head = app({"K": KEY}, {"Moved": QUEUE})

    assert steps(base, head) == [
        "update app",
        "update app/Nested (Parameters)",
        "create app/Moved",
        "delete app-Nested/Q",
    ]
    assert problems(base, head)[0] == ("error", "name-exists")
