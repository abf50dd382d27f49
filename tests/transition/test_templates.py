"""What a template as a whole may be: its parameters, its size, and what a resource may become."""

from typing import Any

import pytest

from tests.support.assembly import topic
from tests.support.cloud_assembly import StackDraft, cloud_assembly
from tests.support.transitions import problems, texts
from tocsin.assembly import Assembly
from tocsin.transition import Deployed

Json = dict[str, Any]

STORED = "AWS::SSM::Parameter::Value<String>"


def app(name: str, kind: str, default: str | None) -> Assembly:
    """Return an app of a stack with a parameter."""
    declared = {"Type": kind} if default is None else {"Type": kind, "Default": default}
    resources = {"T": topic({"Fn::Sub": f"${{{name}}}-orders"})}
    return cloud_assembly(app=StackDraft(resources=resources, parameters={name: declared}))


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (STORED, ("error", "parameter-path-ignored")),
        ("String", ("warning", "parameter-default-ignored")),
    ],
)
def test_a_new_default_is_ignored(kind: str, expected: tuple[str, str]) -> None:
    """The command line keeps the value that a deployed stack has."""
    base, head = app("Path", kind, "/a"), app("Path", kind, "/b")

    assert expected in problems(base, head)
    assert expected not in problems(base, app("Path", kind, "/a"))
    assert expected not in problems(base, app("OtherPath", kind, "/b"))
    assert expected not in problems(Deployed(), head)
    assert "app keeps '/a' for the parameter Path, although its default is now '/b'" in texts(
        base, head
    )


@pytest.mark.parametrize(
    ("section", "count", "is_too_large"),
    [
        ("resources", 500, False),
        ("resources", 501, True),
        ("parameters", 200, False),
        ("parameters", 201, True),
        ("outputs", 200, False),
        ("outputs", 201, True),
    ],
)
def test_limits(section: str, count: int, is_too_large: bool) -> None:  # noqa: FBT001
    """CloudFormation allows so many members of each section."""
    member = {
        "resources": {"Type": "AWS::SNS::Topic"},
        "parameters": {"Type": "String", "Default": "a"},
        "outputs": {"Value": "a"},
    }[section]
    sections: Json = {
        "resources": {"T": topic()},
        section: {f"Member{number}": member for number in range(count)},
    }
    head = cloud_assembly(app=StackDraft(**sections))

    assert problems(Deployed(), head) == [("error", "too-large")] * is_too_large
    assert problems(head, head) == []


def test_the_size_of_a_template() -> None:
    """A megabyte is the most that CloudFormation reads."""
    head = cloud_assembly(app={"T": topic("a" * 1_000_000)})

    assert problems(Deployed(), head) == [("error", "too-large")]
    assert "has 1,000,082 bytes; at most 1,000,000 are allowed" in texts(Deployed(), head)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"Type": "AWS::SQS::Queue"}, {"Type": "AWS::SNS::Topic"}),
        (
            {"Type": "Custom::LogGroup", "Properties": {"ServiceToken": "arn:a"}},
            {"Type": "Custom::LogGroup", "Properties": {"ServiceToken": "arn:b"}},
        ),
    ],
    ids=["type", "function"],
)
def test_what_a_resource_cannot_become(before: Json, after: Json) -> None:
    """Neither its type nor the function of a custom resource can change."""
    found = problems(cloud_assembly(app={"R": before}), cloud_assembly(app={"R": after}))

    assert ("error", "not-updatable") in found


def test_the_function_of_a_custom_resource_cannot_be_replaced() -> None:
    """A function that gets another name is another one, to what it makes as well."""

    def named(name: str) -> Assembly:
        function = {"Type": "AWS::Lambda::Function", "Properties": {"FunctionName": name}}
        token = {"ServiceToken": {"Fn::GetAtt": ["F", "Arn"]}}
        return cloud_assembly(app={"F": function, "R": {"Type": "Custom::A", "Properties": token}})

    assert ("error", "not-updatable") in problems(named("a"), named("b"))
