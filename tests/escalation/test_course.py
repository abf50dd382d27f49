import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from tests.support.escalation import Json, definition, machine, policy, system, with_state
from tocsin.escalation import EscalationMachine, machines_of, unreadable_policies
from tocsin.on_call import Tier, policy_document

POLICY = policy()


def read(folder: Path, changed: Json | None = None, **properties: object) -> EscalationMachine:
    """Return the only machine of a system."""
    written = machine(POLICY, changed, **properties)
    (found,) = machines_of(system(folder, CriticalMachine=written))
    return found


def changed_state(state: str, **changes: object) -> Callable[[], Json]:
    """Return what makes the definition with a changed state."""
    return lambda: with_state(POLICY, state, **changes)


def changed_machine(**changes: object) -> Callable[[], Json]:
    """Return what makes the definition with other fields of the machine itself."""
    return lambda: {**definition(POLICY), **changes}


def test_the_machine_of_the_plan_does_what_its_policy_says(tmp_path: Path) -> None:
    """Its states page each tier at its time, and in the end everybody."""
    found = read(tmp_path)

    assert found.faults == ()
    assert found.policy == POLICY
    assert [(step.tier, step.at) for step in found.course.steps] == [
        (0, timedelta(0)),
        (1, timedelta(minutes=5)),
    ]
    assert found.course.tells_everybody == timedelta(minutes=15)
    assert found.paged == ("ana", "ben", "dana")


@pytest.mark.parametrize(
    "tiers",
    [
        (Tier(recipients=("dana",), kind="page", after=timedelta(minutes=3)),),
        (
            Tier(recipients=("chat",), kind="page"),
            Tier(recipients=("ana",), kind="notify", after=timedelta(minutes=2)),
        ),
        (Tier(recipients=("ana",), kind="page"), Tier(recipients=("ben",), kind="digest")),
    ],
)
def test_any_policy_of_the_plan(tmp_path: Path, tiers: tuple[Tier, ...]) -> None:
    """Tiers that wait first, that page nobody by turns, or that are read later."""
    (found,) = machines_of(system(tmp_path, policy(tiers=tiers)))

    assert found.faults == ()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (changed_state("Tier 0", TimeoutSeconds=60), "pages tier 1 after 1m, and the policy says"),
        (changed_state("Tier 1", TimeoutSeconds=60), "waits 1m before everybody is told"),
        (changed_state("Tier 0", TimeoutSeconds=None), "has no TimeoutSeconds in numbers"),
        (changed_state("Tier 0", TimeoutSeconds="{% 300 %}"), "has no TimeoutSeconds in numbers"),
        (changed_state("Tier 0", HeartbeatSeconds=5), "has a heartbeat that nothing sends"),
        (changed_state("Tier 0", Catch=None), "has no Catch for States.Timeout"),
        (changed_state("Tier 0", Catch=None), "has no Catch for States.ALL"),
        (changed_state("Tier 0", Next="Tier 1"), "goes on with other work after somebody"),
        (
            changed_state("Tier 0", Retry=[{"ErrorEquals": ["States.ALL"]}]),
            "tries again when its time is over",
        ),
        (
            changed_state("Tier 0", Catch=[{"ErrorEquals": ["States.ALL"], "Next": "Tier 1"}]),
            "tells nobody at once if the page function fails",
        ),
        (changed_state("Fall back 0", Next="Done"), "goes on with 'Done' after a page that failed"),
        (changed_state("Policy", Next="Tier 1"), "never pages tier 0 of its policy"),
        (changed_state("Policy", Next="Nowhere"), "does not exist"),
        (
            changed_state("Tier 1", Catch=[{"ErrorEquals": ["States.Timeout"], "Next": "Tier 0"}]),
            "leads back to itself",
        ),
        (changed_state("Tier 1", Type="Parallel"), "is a Parallel that no policy asks for"),
        (changed_state("Tier 0", Arguments={"Payload": {"tier": 0}}), "gives the page function"),
        (changed_state("Tier 0", Arguments={}), "does not tell the page function its tier"),
        (changed_machine(QueryLanguage="JSONPath"), "does not use JSONata"),
        (changed_machine(TimeoutSeconds=60), "ends after 1m, while its tiers wait for 15m"),
    ],
)
def test_states_that_differ(tmp_path: Path, change: Callable[[], Json], said: str) -> None:
    """What runs is what counts: each difference is said."""
    faults = read(tmp_path, change()).faults

    assert any(said in fault.what for fault in faults), faults


def test_an_express_machine(tmp_path: Path) -> None:
    """It lasts five minutes, and waits for nobody."""
    (fault,) = read(tmp_path, StateMachineType="EXPRESS").faults

    assert "express" in fault.what


def test_nobody_is_told_in_the_end(tmp_path: Path) -> None:
    """A last tier whose time-out ends the machine leaves an incident to nobody."""
    ends = [
        {"ErrorEquals": ["States.Timeout"], "Next": "Done"},
        {"ErrorEquals": ["States.ALL"], "Next": "Fall back 1"},
    ]
    found = read(tmp_path, with_state(POLICY, "Tier 1", Catch=ends))

    assert found.course.tells_everybody is None


def test_a_definition_as_an_object_with_substitutions(tmp_path: Path) -> None:
    """References stand in the definition as substitutions."""
    text = json.dumps(definition(POLICY)).replace(POLICY.contacts["dana"], "${Dana}")
    found = read(
        tmp_path,
        DefinitionString=None,
        Definition=json.loads(text),
        DefinitionSubstitutions={"Dana": {"Ref": "DanaTopic"}},
    )

    topic = found.contacts["dana"].resource
    assert topic is not None
    assert topic.logical_id == "DanaTopic"


def test_a_definition_that_is_joined(tmp_path: Path) -> None:
    """The CDK joins texts with references."""
    before, after = json.dumps(definition(POLICY)).split(POLICY.contacts["dana"])
    found = read(
        tmp_path, DefinitionString={"Fn::Join": ["", [before, {"Ref": "DanaTopic"}, after]]}
    )

    assert found.contacts["dana"].resource is not None


def test_a_policy_of_another_version(tmp_path: Path) -> None:
    """It is not read by guesses."""
    document = {**policy_document(POLICY), "format": "tocsin/escalation/9"}
    written = machine(POLICY, with_state(POLICY, "Policy", Assign={"policy": document}))
    assembly = system(tmp_path, CriticalMachine=written)

    assert machines_of(assembly) == ()
    ((_, why),) = unreadable_policies(assembly)
    assert "tocsin/escalation/9" in why


def test_other_machines_are_none_of_ours(tmp_path: Path) -> None:
    """A machine without a policy pages nobody."""
    other = {"StartAt": "End", "States": {"End": {"Type": "Succeed"}}}

    assert machines_of(system(tmp_path, CriticalMachine=machine(POLICY, other))) == ()
