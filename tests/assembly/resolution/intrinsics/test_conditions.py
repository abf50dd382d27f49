from pathlib import Path

import pytest

from tests.support.assembly import load_template, resolve, topic
from tocsin.assembly.resolution import ResolvedValue

TRUE = {"Fn::Equals": ["a", "a"]}
FALSE = {"Fn::Equals": ["a", "b"]}
OPEN = {"Fn::Equals": [{"Ref": "Unset"}, "b"]}
PARAMETERS: dict[str, object] = {
    "Unset": {"Type": "String"},
    "Five": {"Type": "Number", "Default": 5},
    "Stage": {"Type": "String", "Default": "dev"},
}


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (TRUE, "yes"),
        (FALSE, "no"),
        ({"Fn::Not": [FALSE]}, "yes"),
        ({"Fn::And": [TRUE, FALSE]}, "no"),
        ({"Fn::And": [TRUE, TRUE]}, "yes"),
        ({"Fn::Or": [FALSE, TRUE]}, "yes"),
        ({"Fn::And": [OPEN, FALSE]}, "no"),
        ({"Fn::Or": [OPEN, TRUE]}, "yes"),
        ({"Fn::Equals": [{"Ref": "Five"}, "5"]}, "yes"),
        ({"Fn::Equals": [{"Ref": "Stage"}, "prod"]}, "yes"),
        ({"Fn::Equals": [True, "true"]}, "yes"),
        ({"Condition": "Other"}, "yes"),
    ],
)
def test_a_condition_chooses_a_branch(tmp_path: Path, condition: object, expected: str) -> None:
    """`Fn::If` gives the branch of the condition, and the other branch is not looked at."""
    unused = {"Ref": "Nobody"}
    branches = ["yes", unused] if expected == "yes" else [unused, "no"]

    resolved = resolve(
        tmp_path,
        {"Fn::If": ["C", *branches]},
        parameters={"Stage": "prod"},
        Parameters=PARAMETERS,
        Conditions={"C": condition, "Other": TRUE},
    )

    assert (resolved.value, resolved.unresolved) == (expected, ())


@pytest.mark.parametrize(
    "condition",
    [
        OPEN,
        {"Fn::Not": [OPEN]},
        {"Fn::And": [TRUE, OPEN]},
        {"Condition": "C"},
        {"Condition": "Nobody"},
        {"Fn::And": []},
        {"Fn::Equals": ["a"]},
        "C",
        {"Fn::Equals": [{"Ref": "AWS::StackId"}, "a"]},
    ],
)
def test_an_undecided_condition_is_noted(tmp_path: Path, condition: object) -> None:
    """A condition that cannot be decided leaves a symbol that says so."""
    resolved = resolve(
        tmp_path, {"Fn::If": ["C", 1, 2]}, Parameters=PARAMETERS, Conditions={"C": condition}
    )

    assert [note.kind for note in resolved.unresolved] == ["condition"]


def test_resources_live_by_their_condition(tmp_path: Path) -> None:
    """A false condition leaves a resource out; an undecided one keeps it and says so."""
    template = {
        "Parameters": PARAMETERS,
        "Conditions": {"True": TRUE, "False": FALSE, "Open": OPEN},
        "Resources": {name: {**topic(), "Condition": name} for name in ("True", "False", "Open")},
    }

    assembly = load_template(tmp_path, template)
    resources = assembly.index.of_stack(assembly.stacks[0])

    assert {name: resource.condition_holds for name, resource in resources.items()} == {
        "True": True,
        "Open": None,
    }


def test_a_reference_to_what_is_left_out_is_missing(tmp_path: Path) -> None:
    """A reference to a resource whose condition is false would fail on deployment."""
    resolved = resolve(
        tmp_path,
        {"Ref": "Gone"},
        Conditions={"No": FALSE},
        Resources={"Gone": {**topic("gone"), "Condition": "No"}},
    )

    (note,) = resolved.unresolved
    assert note.kind == "missing"
    assert note.why == "the condition of Gone is false"


def test_conditions_that_use_each_other_twice_are_decided_once_each(tmp_path: Path) -> None:
    """Their number, and what is not known of them, grow by one with each, not by the double."""
    chain: dict[str, object] = {
        f"C{i}": {"Fn::And": [{"Condition": f"C{i + 1}"}] * 2} for i in range(200)
    }

    resolved = resolve(
        tmp_path,
        {"Fn::If": ["C0", 1, 2]},
        Parameters=PARAMETERS,
        Conditions={**chain, "C200": OPEN},
    )

    (note,) = resolved.unresolved
    assert (note.kind, [cause.kind for cause in note.causes]) == ("condition", ["parameter"])
    assert note.fix == "give a value for the parameter Unset (--parameter Unset=…)"


def test_an_if_within_a_condition_names_the_parameter_behind_it(tmp_path: Path) -> None:
    """However many conditions lie between, the advice is to give what the first of them needs."""
    chain: dict[str, object] = {
        f"C{i}": {"Fn::Equals": [{"Fn::If": [f"C{i + 1}", "a", "b"]}, "a"]} for i in range(200)
    }

    resolved = resolve(
        tmp_path,
        {"Fn::If": ["C0", 1, 2]},
        Parameters=PARAMETERS,
        Conditions={**chain, "C200": OPEN},
    )

    (note,) = resolved.unresolved
    assert note.why.endswith("the parameter Unset has no default and no value was given")
    assert note.fix == "give a value for the parameter Unset (--parameter Unset=…)"


def test_a_long_chain_of_conditions_is_decided(tmp_path: Path) -> None:
    """Thousands of conditions that build on each other are read without running out of stack."""
    chain: dict[str, object] = {f"C{i}": {"Condition": f"C{i + 1}"} for i in range(3000)}

    resolved = resolve(tmp_path, {"Fn::If": ["C0", 1, 2]}, Conditions={**chain, "C3000": TRUE})

    assert resolved == ResolvedValue(1)
