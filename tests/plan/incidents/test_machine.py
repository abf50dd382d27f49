"""The definition of the machine, against Amazon States Language and against the policy."""

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from cfnlint.api import lint
from hypothesis import given
from hypothesis import strategies as st

from tests.support.incidents import policy
from tocsin.on_call import Policy, Tier, paging_tiers, policy_document
from tocsin.plan.incidents import machine_definition

PAGE = "arn:aws:lambda:us-east-1:111122223333:function:shop-prod-incident-page"

persons = st.sampled_from(["ana", "ben", "dana", "primary", "chat"])
tiers = st.lists(
    st.builds(
        Tier,
        recipients=st.lists(persons, min_size=1, max_size=3).map(tuple),
        kind=st.sampled_from(["page", "notify", "digest"]),
        after=st.integers(0, 7_200).map(lambda count: timedelta(seconds=count)),
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda tier: tier.after,
).map(lambda found: tuple(sorted(found, key=lambda tier: tier.after)))


def _definition(found: Policy | None = None, partition: str = "aws") -> dict[str, Any]:
    return machine_definition(found or policy(), page_function=PAGE, partition=partition)


def _tier(kind: str, *recipients: str, minutes: float = 0) -> Tier:
    made: Any = {"kind": kind, "recipients": recipients, "after": timedelta(minutes=minutes)}
    return Tier(**made)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, str):
        yield value


def _next_states(state: dict[str, Any]) -> Iterator[str]:
    if "Next" in state:
        yield state["Next"]
    yield from (each["Next"] for each in state.get("Catch", ()))


def _unanswered(states: dict[str, Any]) -> list[str]:
    """Return the way through a machine that nobody answers."""
    way = ["Policy"]
    while way[-1] != "Done":
        state = states[way[-1]]
        timed_out = [
            each["Next"]
            for each in state.get("Catch", ())
            if each["ErrorEquals"] == ["States.Timeout"]
        ]
        way.append((timed_out or [state["Next"]])[0])
    return way


def test_each_tier_waits_until_the_next() -> None:
    """Nobody answers: primary at once, secondary after 5 minutes, dana after 15, then everybody."""
    states = _definition()["States"]
    way = _unanswered(states)

    assert way == ["Policy", "Tier 0", "Tier 1", "Tier 2", "Nobody answered", "Done"]
    assert [states[each].get("TimeoutSeconds") for each in way] == [
        None,
        300,
        600,
        1_800,
        None,
        None,
    ]


def test_an_answer_ends_it() -> None:
    """Whoever answers a tier, with whatever outcome, ends the execution."""
    states = _definition()["States"]

    assert {states[f"Tier {number}"]["Next"] for number in range(3)} == {"Done"}
    assert states["Done"] == {"Type": "Succeed"}


def test_what_is_proved_is_what_runs() -> None:
    """The policy stands in the machine as data, and is handed to what pages with each tier."""
    definition = _definition()
    first = definition["States"][definition["StartAt"]]
    task = definition["States"]["Tier 1"]

    assert first["Assign"]["policy"] == policy_document(policy())
    assert task["Resource"] == "arn:aws:states:::lambda:invoke.waitForTaskToken"
    assert task["Arguments"] == {
        "FunctionName": PAGE,
        "Payload": {
            "incident": "{% $incident %}",
            "tier": 1,
            "policy": "{% $policy %}",
            "token": "{% $states.context.Task.Token %}",
            "execution": "{% $states.context.Execution.Name %}",
        },
    }


def test_code_that_fails_is_not_needed() -> None:
    """Any error but silence publishes to everybody, by the service itself, and the next tier is."""
    states = _definition()["States"]
    for number, later in pairwise(["Tier 0", "Tier 1", "Tier 2", "Nobody answered"]):
        fall_back = states[number.replace("Tier", "Fall back")]
        silence, anything = states[number]["Catch"]

        assert silence == {"ErrorEquals": ["States.Timeout"], "Next": later}
        assert anything["ErrorEquals"] == ["States.ALL"]
        assert states[anything["Next"]] == fall_back
        assert fall_back["Resource"] == "arn:aws:states:::sns:publish"
        assert fall_back["Arguments"]["TopicArn"].endswith(":shop-prod-fallback")
        assert {*_next_states(fall_back)} == {later}


def test_everybody_reads_which_incident() -> None:
    """The text is one expression, of the incident's id and of texts, for each kind of recipient."""
    arguments = _definition()["States"]["Nobody answered"]["Arguments"]
    expression = arguments["Message"].removeprefix("{% ").removesuffix(" %}")
    parts = [json.loads(each) for each in expression.split(" & $incident & ")]
    forms = json.loads("20260314-0925-checkout-x7k2".join(parts))

    assert arguments["MessageStructure"] == "json"
    assert forms["sms"] == (
        "Everybody is told: critical incident 20260314-0925-checkout-x7k2 of shop prod. "
        "Nobody has answered the pages about it."
    )
    assert "tocsin ack 20260314-0925-checkout-x7k2" in forms["default"]
    assert json.loads(forms["https"])["source"] == "custom"
    assert len(arguments["Subject"]) <= 100


def test_it_waits_for_a_first_tier_that_comes_later() -> None:
    """Channels are told at once by the topic of the severity; people of the machine come later."""
    later = policy(tiers=(_tier("notify", "ana"), _tier("page", "primary", minutes=5)))
    states = _definition(later)["States"]

    assert paging_tiers(later) == (1,)
    assert _unanswered(states) == ["Policy", "Wait", "Tier 1", "Nobody answered", "Done"]
    assert states["Wait"] == {"Type": "Wait", "Seconds": 300, "Next": "Tier 1"}


def test_tiers_that_the_machine_has_nothing_to_do_with() -> None:
    """Channels and digests are passed over; what is between them belongs to the tier before."""
    found = policy(
        tiers=(
            _tier("page", "primary"),
            _tier("page", "chat", minutes=5),
            _tier("digest", "ana", minutes=10),
            _tier("notify", "dana", minutes=20),
        )
    )
    states = _definition(found)["States"]

    assert paging_tiers(found) == (0, 3)
    assert states["Tier 0"]["TimeoutSeconds"] == 1_200
    assert "Tier 1" not in states


def test_other_partitions() -> None:
    """Nothing in it names the partition of another one."""
    states = _definition(partition="aws-cn")["States"]

    assert states["Tier 0"]["Resource"].startswith("arn:aws-cn:states:::")
    assert states["Nobody answered"]["Resource"].startswith("arn:aws-cn:states:::")


def test_expressions_are_read_alike_by_all_engines() -> None:
    """Texts and variables, joined: no function, and no operator that came after JSONata 2.0.6."""
    expressions = [text for text in _texts(_definition()) if text.startswith("{%")]
    bare = {re.sub(r'"(?:[^"\\]|\\.)*"', "text", each) for each in expressions}

    assert any("& text" in each for each in bare)
    assert all(re.fullmatch(r"{% [$\w.]+( & [$\w.]+)* %}", each) for each in bare)


@given(tiers)
def test_every_policy_makes_a_sound_machine(found: tuple[Tier, ...]) -> None:
    """All states are there and reached; what is waited for is a number; expressions are whole.

    A machine waits from its begin until everybody is told as long as the policy says.
    """
    wanted = policy(tiers=found)
    numbers = paging_tiers(wanted)
    if not numbers:
        return
    definition = _definition(wanted)
    states = definition["States"]
    reached, waiting = set[str](), [definition["StartAt"]]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting.extend(_next_states(states[name]))
    waits = [states[each].get("TimeoutSeconds", 0) for each in _unanswered(states)]
    waits += [states[each].get("Seconds", 0) for each in _unanswered(states)]

    assert reached == states.keys()
    assert {each["Type"] for each in states.values()} <= {"Pass", "Wait", "Task", "Succeed"}
    assert all(isinstance(each, int) for each in waits)
    assert all(states[f"Tier {number}"]["TimeoutSeconds"] > 0 for number in numbers)
    assert timedelta(seconds=sum(waits)) == found[numbers[-1]].after + wanted.last_wait
    assert "HeartbeatSeconds" not in json.dumps(definition)
    expressions = [text for text in _texts(states) if "{%" in text or "%}" in text]
    assert all(each.startswith("{% ") and each.endswith(" %}") for each in expressions)


@pytest.mark.parametrize("minutes", [0, 5])
def test_cloudformation_takes_it(minutes: int) -> None:
    """The schema of Amazon States Language that cfn-lint has finds nothing."""
    found = policy(tiers=(_tier("page", "primary", minutes=minutes),))
    assert _lint(_definition(found)) == []


@pytest.mark.parametrize(
    "change", [{"TimeoutSeconds": "{% 300 %}"}, {"Type": "Job"}, {"Parameters": {}}]
)
def test_cloudformation_would_not_take_anything(change: dict[str, Any]) -> None:
    """It finds what is wrong with a machine, so that nothing found means something."""
    wrong = _definition()
    wrong["States"]["Tier 0"].update(change)

    assert _lint(wrong) != []


def _lint(definition: dict[str, Any]) -> list[str]:
    machine = {
        "Type": "AWS::StepFunctions::StateMachine",
        "Properties": {
            "RoleArn": "arn:aws:iam::111122223333:role/machine",
            "DefinitionString": json.dumps(definition),
        },
    }
    template = {"AWSTemplateFormatVersion": "2010-09-09", "Resources": {"Machine": machine}}
    return [each.message for each in lint(json.dumps(template))]
