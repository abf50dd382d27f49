"""Alarms that a condition leaves out, and what brings them back."""

import json
from pathlib import Path

import pytest

from tests.support.assembly import alarm, load_template
from tocsin.assembly import load

PARAMETERS = {
    "Pager": {"Type": "String", "Default": ""},
    "Stage": {"Type": "String", "Default": "dev", "AllowedValues": ["dev", "test", "prod"]},
    "On": {"Type": "String", "Default": "no"},
}
IS_PROD = {"Fn::Equals": [{"Ref": "Stage"}, "prod"]}
HAS_PAGER = {"Fn::Not": [{"Fn::Equals": [{"Ref": "Pager"}, ""]}]}
UNDECIDED = {
    "Parameters": {"Open": {"Type": "String"}},
    "Conditions": {"Undecided": {"Fn::Equals": [{"Ref": "Open"}, "a"]}},
    "Resources": {
        "There": alarm(AlarmName="there"),
        "Perhaps": {**alarm(AlarmName="perhaps"), "Condition": "Undecided"},
    },
}
"""An alarm that is there, and one of which a parameter decides it."""


@pytest.mark.parametrize(
    ("condition", "remedies"),
    [
        (IS_PROD, ("--parameter Stage=prod",)),
        (HAS_PAGER, ("--parameter Pager=…",)),
        (
            {"Fn::Not": [{"Fn::Equals": [{"Ref": "Stage"}, "dev"]}]},
            ("--parameter Stage=test", "--parameter Stage=prod"),
        ),
        ({"Fn::And": [IS_PROD, HAS_PAGER]}, ("--parameter Pager=… --parameter Stage=prod",)),
        (
            {"Fn::Or": [IS_PROD, {"Fn::Equals": [{"Ref": "On"}, "yes"]}]},
            ("--parameter On=yes", "--parameter Stage=prod"),
        ),
        ({"Condition": "Other"}, ("--parameter Stage=prod",)),
        ({"Fn::Equals": [{"Fn::If": ["Other", "a", "b"]}, "a"]}, ("--parameter Stage=prod",)),
        ({"Fn::Equals": [{"Fn::Sub": "${Stage}-${On}"}, "dev-yes"]}, ()),
        ({"Fn::Equals": [{"Ref": "AWS::Region"}, "us-east-1"]}, ("--region us-east-1",)),
        (
            {"Fn::Equals": [{"Ref": "AWS::AccountId"}, "999988887777"]},
            ("--account 999988887777",),
        ),
        ({"Fn::Equals": ["true", "false"]}, ()),
    ],
)
def test_what_brings_an_alarm_back(
    tmp_path: Path, condition: object, remedies: tuple[str, ...]
) -> None:
    """Whatever the condition is made of, what is named makes it true, and nothing else is named."""
    template = {
        "Parameters": PARAMETERS,
        "Conditions": {"Wanted": condition, "Other": IS_PROD},
        "Resources": {"Late": {**alarm(AlarmName="late"), "Condition": "Wanted"}},
    }

    (found,) = load_template(tmp_path, template).left_out_alarms

    assert (found.name, found.condition) == ("late", "Wanted")
    assert sorted(found.remedies) == sorted(remedies)


def test_what_is_deployed_or_undecided_is_not_left_out(tmp_path: Path) -> None:
    """Only a condition that is false leaves something out."""
    assert load_template(tmp_path, UNDECIDED).left_out_alarms == ()


def test_alarms_of_a_nested_stack_that_is_left_out_are_named(tmp_path: Path) -> None:
    """The condition of the nested stack is what leaves them out, whatever theirs says."""
    nested = {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": "child.json"}}
    parent = {
        "Parameters": PARAMETERS,
        "Conditions": {"IsProd": IS_PROD},
        "Resources": {"Alarms": {**nested, "Condition": "IsProd"}},
    }
    (tmp_path / "parent.json").write_text(json.dumps(parent))
    child = {"Resources": {"Late": alarm(AlarmName="late")}}
    (tmp_path / "child.json").write_text(json.dumps(child))

    (found,) = load(tmp_path).left_out_alarms

    assert (found.name, found.condition, found.remedies) == (
        "late",
        "IsProd",
        ("--parameter Stage=prod",),
    )


def test_a_nested_stack_needs_its_values_from_its_parent(tmp_path: Path) -> None:
    """What the command line says of parameters does not reach a nested stack."""
    nested = {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": "child.json"}}
    (tmp_path / "parent.json").write_text(json.dumps({"Resources": {"Alarms": nested}}))
    child = {
        "Parameters": PARAMETERS,
        "Conditions": {"IsProd": IS_PROD},
        "Resources": {"Late": {**alarm(AlarmName="late"), "Condition": "IsProd"}},
    }
    (tmp_path / "child.json").write_text(json.dumps(child))

    (found,) = load(tmp_path).left_out_alarms

    assert found.remedies == ("Stage=prod from the parent of parent-Alarms",)


def test_what_stands_between_alarms_and_people_is_told_too(tmp_path: Path) -> None:
    """A subscription that a condition leaves out is why an alarm reaches nobody."""
    template = {
        "Parameters": PARAMETERS,
        "Conditions": {"HasPager": HAS_PAGER},
        "Resources": {
            "Mail": {"Type": "AWS::SNS::Subscription", "Condition": "HasPager"},
            "Table": {"Type": "AWS::DynamoDB::Table", "Condition": "HasPager"},
        },
    }

    assembly = load_template(tmp_path, template)

    assert [each.logical_id for each in assembly.left_out] == ["Mail"]
    assert assembly.left_out_alarms == ()


@pytest.mark.parametrize(
    ("text", "is_it"),
    [
        ("shop-LateA1B2", True),
        ("LateA1B2", True),
        ("Shop/Late", True),
        ("Late", True),
        ("Late*", True),
        ("ate", False),
        ("Shop", False),
    ],
)
def test_what_is_left_out_may_be_called_as_other_alarms(
    tmp_path: Path, text: str, *, is_it: bool
) -> None:
    """A drill that names it by logical id, construct or pattern learns why it is not there."""
    late = {**alarm(), "Condition": "IsProd", "Metadata": {"aws:cdk:path": "Shop/Late/Resource"}}
    template = {
        "Parameters": PARAMETERS,
        "Conditions": {"IsProd": IS_PROD},
        "Resources": {"LateA1B2": late},
    }

    (found,) = load_template(tmp_path, template).left_out_alarms

    assert found.is_called(text) == is_it


def test_what_would_decide_an_open_condition(tmp_path: Path) -> None:
    """An alarm under a condition that is open is taken to exist, with what would decide it."""
    there, perhaps = load_template(tmp_path, UNDECIDED).alarms

    assert there.resource.what_decides_it is None
    advice = "give a value for the parameter Open (--parameter Open=…)"
    assert perhaps.resource.what_decides_it == advice
