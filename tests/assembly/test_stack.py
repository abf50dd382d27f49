"""What a stack says about its deployment."""

from tests.support.assembly import topic
from tests.support.cloud_assembly import StackDraft, cloud_assembly, export, imported


def test_what_the_manifest_says() -> None:
    """Dependencies and protection are those of the manifest."""
    assembly = cloud_assembly(
        a=StackDraft(resources={"T": topic()}, is_protected=True),
        b=StackDraft(resources={"T": topic()}, depends_on=("a",)),
    )

    assert [stack.id for stack in assembly.stacks] == ["a", "b"]
    assert [stack.depends_on for stack in assembly.stacks] == [("a.assets",), ("b.assets", "a")]
    assert [stack.is_protected for stack in assembly.stacks] == [True, False]


def test_exports_and_imports() -> None:
    """Names are resolved; what a condition leaves out is neither exported nor imported."""
    never = {"Never": {"Fn::Equals": ["a", "b"]}}
    (stack,) = cloud_assembly(
        app=StackDraft(
            resources={
                "A": topic({"Fn::Join": ["-", [imported({"Fn::Sub": "${AWS::Region}-a"}), "x"]]}),
                "B": topic({"Fn::If": ["Never", imported("b"), imported("c")]}),
                "C": {**topic(imported("d")), "Condition": "Never"},
            },
            outputs={
                "One": export({"Fn::Sub": "${AWS::StackName}-one"}, {"Ref": "A"}),
                "Two": {**export("two", imported("e")), "Condition": "Never"},
                "Three": {"Value": imported("f")},
            },
            conditions=never,
        )
    ).stacks

    assert stack.exports == {"One": "app-one"}
    assert [each.value for each in stack.imports] == ["eu-west-1-a", "c", "f"]


def test_what_becomes_of_a_resource() -> None:
    """The policies are those of the template; there may be none."""
    policies = {"DeletionPolicy": "Retain", "UpdateReplacePolicy": "Snapshot"}
    assembly = cloud_assembly(app={"A": {**topic("a"), **policies}, "B": topic("b")})

    assert [
        (each.deletion_policy, each.update_replace_policy) for each in assembly.resources()
    ] == [("Retain", "Snapshot"), (None, None)]
