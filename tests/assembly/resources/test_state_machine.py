import json
from pathlib import Path

import pytest

from tests.support.assembly import load_template
from tocsin.assembly import StateMachine

STATES = {"Wait": {"Type": "Wait", "Seconds": 60, "End": True}}
DEFINITION = {"StartAt": "Wait", "States": STATES}


def read(folder: Path, **properties: object) -> StateMachine:
    """Return the machine of a template."""
    resource = {"Type": "AWS::StepFunctions::StateMachine", "Properties": properties}
    (found,) = load_template(folder, {"Resources": {"Machine": resource}}).state_machines
    return found


@pytest.mark.parametrize(
    "properties",
    [
        {"Definition": DEFINITION},
        {"DefinitionString": json.dumps(DEFINITION)},
        {
            "DefinitionString": json.dumps(DEFINITION).replace("60", "${Seconds}"),
            "DefinitionSubstitutions": {"Seconds": 60},
        },
        {
            "DefinitionString": json.dumps(DEFINITION).replace('"Wait", "Sec', '"${Kind}", "Sec'),
            "DefinitionSubstitutions": {"Kind": "Wait"},
        },
        {"DefinitionString": {"Fn::Sub": json.dumps(DEFINITION)}},
    ],
)
def test_states(tmp_path: Path, properties: dict[str, object]) -> None:
    """Whatever way a template writes them."""
    assert read(tmp_path, **properties).states == STATES


@pytest.mark.parametrize(
    "properties",
    [
        {},
        {"DefinitionString": "no JSON"},
        {"DefinitionString": "[1]"},
        {"Definition": {"States": ["Wait"]}},
        {"DefinitionS3Location": {"Bucket": "b", "Key": "k"}},
    ],
)
def test_a_machine_without_a_definition(tmp_path: Path, properties: dict[str, object]) -> None:
    """What is elsewhere, or wrong, has no states."""
    assert read(tmp_path, **properties).states == {}


def test_what_it_is(tmp_path: Path) -> None:
    """Its role and its kind."""
    role = "arn:aws:iam::111122223333:role/machine"
    machine = read(tmp_path, StateMachineName="pager", RoleArn=role, StateMachineType="EXPRESS")

    assert machine.arn == "arn:aws:states:eu-west-1:111122223333:stateMachine:pager"
    assert machine.role is not None
    assert machine.role.arn == role
    assert machine.is_express
