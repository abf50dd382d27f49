from pathlib import Path

import pytest

from tests.support.assembly import resolve, topic

RESOURCES = {"Open": topic()}
PARAMETERS: dict[str, object] = {"Zones": {"Type": "List<String>", "Default": "a, b"}}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"Fn::Select": [1, ["a", "b"]]}, "b"),
        ({"Fn::Select": ["0", {"Ref": "Zones"}]}, "a"),
        ({"Fn::Select": [0, ["a", {"Ref": "Nobody"}]]}, "a"),
        ({"Fn::Split": [":", "a:b:"]}, ["a", "b", ""]),
        ({"Fn::Length": {"Ref": "Zones"}}, 2),
        ({"Fn::Select": [5, {"Fn::Split": [":", {"Ref": "Open"}]}]}, "${Open.TopicName}"),
        (
            {"Fn::Split": [":", {"Fn::Sub": "a:${Open.TopicName}:b"}]},
            ["a", "${Open.TopicName}", "b"],
        ),
    ],
)
def test_lists_are_taken_apart(tmp_path: Path, value: object, expected: object) -> None:
    """`Fn::Select`, `Fn::Split` and `Fn::Length` give what a deployment gives."""
    resolved = resolve(tmp_path, value, Resources=RESOURCES, Parameters=PARAMETERS)

    assert (resolved.value, resolved.unresolved) == (expected, ())


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ({"Fn::Select": [2, ["a", "b"]]}, "malformed"),
        ({"Fn::Select": ["x", ["a"]]}, "malformed"),
        ({"Fn::Select": [-1, ["a"]]}, "malformed"),
        ({"Fn::Select": [0]}, "malformed"),
        ({"Fn::Split": ["", "ab"]}, "malformed"),
        ({"Fn::Split": [",", ["a"]]}, "malformed"),
        ({"Fn::Length": "abc"}, "malformed"),
        ({"Fn::Select": [0, {"Fn::GetAZs": ""}]}, "function"),
        ({"Fn::Select": [2, {"Fn::Split": ["/", {"Ref": "AWS::StackId"}]}]}, "function"),
        ({"Fn::Split": [",", {"Fn::GetAtt": ["Open", "Owner"]}]}, "function"),
        ({"Fn::Length": {"Fn::GetAZs": ""}}, "function"),
    ],
)
def test_what_cannot_be_taken_apart_is_noted(tmp_path: Path, value: object, kind: str) -> None:
    """A wrong index is a mistake; a list that only a deployment knows is not."""
    resolved = resolve(tmp_path, value, Resources=RESOURCES)

    assert resolved.unresolved[-1].kind == kind
    assert resolved.value == resolved.unresolved[-1].value
