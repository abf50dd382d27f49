import json
from pathlib import Path

import pytest

from tests.support.assembly import topic
from tocsin.assembly import load
from tocsin.diagnostics import InvalidInputError


def nested(file: str, **properties: object) -> dict[str, object]:
    """Write a nested stack."""
    return {
        "Type": "AWS::CloudFormation::Stack",
        "Properties": {"TemplateURL": file, **properties},
    }


def test_stacks_that_multiply_are_refused(tmp_path: Path) -> None:
    """Templates that nest each other many times over stop at a bound."""
    for level in range(8):
        resources = {f"N{i}": nested(f"t{level + 1}.json") for i in range(5)}
        (tmp_path / f"t{level}.json").write_text(json.dumps({"Resources": resources}))
    (tmp_path / "t8.json").write_text(json.dumps({"Resources": {"T": topic()}}))

    with pytest.raises(InvalidInputError, match="more than 2,000 stacks"):
        load(tmp_path / "t0.json")


def test_a_nested_stack_lives_by_its_condition(tmp_path: Path) -> None:
    """The stacks inside a nested stack that is not deployed are not deployed either."""
    parent = {
        "Conditions": {"No": {"Fn::Equals": ["a", "b"]}},
        "Resources": {"N": {**nested("child.json"), "Condition": "No"}, "M": nested("child.json")},
    }
    (tmp_path / "parent.json").write_text(json.dumps(parent))
    (tmp_path / "child.json").write_text(json.dumps({"Resources": {"T": topic()}}))

    assert [stack.name for stack in load(tmp_path).stacks] == ["parent", "parent-M"]


def test_siblings_use_each_others_outputs(tmp_path: Path) -> None:
    """A nested stack may be given an output of one that comes after it."""
    parent = {
        "Resources": {
            "First": nested("use.json", Parameters={"P": {"Fn::GetAtt": "Second.Outputs.O"}}),
            "Second": nested("make.json"),
        }
    }
    make = {
        "Resources": {"T": topic("critical")},
        "Outputs": {"O": {"Value": {"Fn::GetAtt": ["T", "TopicName"]}}},
    }
    use = {"Parameters": {"P": {"Type": "String"}}, "Resources": {"T": topic({"Ref": "P"})}}
    for name, template in {"parent": parent, "make": make, "use": use}.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(template))

    assembly = load(tmp_path / "parent.json")

    assert [found.name for found in assembly.topics] == ["critical", "critical"]
    assert assembly.problems == ()
