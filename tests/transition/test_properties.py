"""What holds for every transition."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.cloud_assembly import StackDraft, cloud_assembly, export, imported
from tests.support.transitions import problems, steps
from tocsin.assembly import Assembly
from tocsin.transition import Deployed, transition

Json = dict[str, Any]

names = st.sampled_from(["a", "b", "c", None])
policies = st.sampled_from(["Delete", "Retain", "RetainExceptOnCreate", "Snapshot", None])
types = st.sampled_from(
    [
        ("AWS::SNS::Topic", "TopicName"),
        ("AWS::SQS::Queue", "QueueName"),
        ("AWS::CloudWatch::Alarm", "AlarmName"),
        ("AWS::Logs::LogGroup", "LogGroupName"),
        ("AWS::KMS::Key", "Description"),
        ("Custom::Thing", "Size"),
    ]
)


@st.composite
def resources(draw: st.DrawFn) -> Json:
    """Draw a resource of a type that people monitor with, perhaps named, perhaps referring."""
    kind, name_property = draw(types)
    name = draw(names)
    policy = draw(policies)
    return {
        "Type": kind,
        "Properties": {
            **({} if name is None else {name_property: name}),
            **draw(st.sampled_from([{}, {"Tags": [{"Ref": "R0"}]}, {"Note": imported("shared")}])),
        },
        **({} if policy is None else {"DeletionPolicy": policy}),
    }


@st.composite
def stacks(draw: st.DrawFn) -> StackDraft:
    """Draw a stack of a few resources; one exports something."""
    drawn = draw(st.dictionaries(st.sampled_from(["R0", "R1", "R2"]), resources(), max_size=3))
    outputs = draw(
        st.sampled_from([{}, {"O": export("shared", "1")}, {"O": export("shared", "2")}])
    )
    return StackDraft(
        resources={"R0": {"Type": "AWS::KMS::Key", "Properties": {}}, **drawn},
        outputs=outputs,
        is_protected=draw(st.booleans()),
        region=draw(st.sampled_from(["eu-west-1", "us-east-1"])),
    )


assemblies = st.dictionaries(st.sampled_from(["alpha", "beta", "gamma"]), stacks(), min_size=1).map(
    lambda drawn: cloud_assembly(**drawn)
)


def contents(deployed: Deployed) -> dict[object, object]:
    """Return what the stacks are made of."""
    return {key: stack.templates for key, stack in deployed.stacks.items()}


@settings(max_examples=60)
@given(assemblies)
def test_nothing_happens_between_an_assembly_and_itself(assembly: Assembly) -> None:
    """An assembly over itself has neither steps nor problems."""
    assert steps(assembly, assembly) == []
    assert problems(assembly, assembly) == []


@settings(max_examples=60)
@given(assemblies, assemblies)
def test_the_way_back_ends_where_it_began(base: Assembly, head: Assembly) -> None:
    """There and back, the stacks of the base are as they were; others have been left behind."""
    there = transition(base, head)
    back = transition(there.after, base)
    begun = contents(Deployed.of(base))

    assert {key: contents(back.after)[key] for key in begun} == begun
    assert back.after.stacks.keys() == Deployed.of(base).stacks.keys() | Deployed.of(head).stacks


@settings(max_examples=60)
@given(assemblies, assemblies)
def test_steps_are_what_the_templates_differ_in(base: Assembly, head: Assembly) -> None:
    """The same resources are deployed whichever way the steps are counted."""
    found = transition(base, head)
    old, new = Deployed.of(base), Deployed.of(head)
    before = {
        (key, name) for key, stack in old.stacks.items() for name in stack.resources
        if key in new.stacks
    }  # fmt: skip
    after = {(key, name) for key, stack in new.stacks.items() for name in stack.resources}
    actions = [step.action for step in found.steps if step.logical_id]

    assert actions.count("create") == len(after - before)
    assert sum(actions.count(fate) for fate in ("delete", "retain", "snapshot")) == len(
        before - after
    ) + actions.count("replace")


@settings(max_examples=60)
@given(assemblies, assemblies)
def test_a_transition_has_one_result(base: Assembly, head: Assembly) -> None:
    """Asked twice, it says the same; each problem has a kind of this room, and all its words."""
    one, other = transition(base, head), transition(base, head)

    assert one.steps == other.steps
    assert one.problems == other.problems
    assert all(each.kind.startswith("transition/") for each in one.problems)
    assert all(each.what and each.fix for each in one.problems)
