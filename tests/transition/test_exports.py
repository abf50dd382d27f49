"""An export that is in use cannot go away or change."""

from typing import Any

import pytest

from tests.support.assembly import topic
from tests.support.cloud_assembly import StackDraft, cloud_assembly, export, imported
from tests.support.transitions import problems, texts
from tocsin.assembly import Assembly
from tocsin.transition import Deployed

IN_USE = ("error", "export-in-use")
TOPICS = {"A": topic("a"), "B": topic("b")}


def app(
    exports: dict[str, Any], imports: list[object] | None = None, **more: StackDraft
) -> Assembly:
    """Return an app of a stack that exports and, if there are imports, one that imports."""
    outputs = {f"Output{name}": export(name, value) for name, value in exports.items()}
    stacks = {"alerting": StackDraft(resources=TOPICS, outputs=outputs), **more}
    if imports is not None:
        alarms = {f"Alarm{number}": topic(imported(each)) for number, each in enumerate(imports)}
        alarms["Else"] = topic("else")
        stacks["monitoring"] = StackDraft(resources=alarms, depends_on=("alerting",))
    return cloud_assembly(**stacks)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        # The importing stack is updated too, and too late: the exporting one comes first.
        (app({}, []), [IN_USE]),
        (app({"b": "1"}, ["b"]), [IN_USE]),
        # The importing stack has left the app and stays deployed, with its import.
        (app({}), [IN_USE, ("note", "left-behind")]),
        (app({"a": "2"}, ["a"]), [IN_USE]),
        (app({"a": {"Fn::GetAtt": ["B", "TopicName"]}}, ["a"]), [IN_USE]),
        (app({"a": "1"}, []), []),
        (app({"a": "1", "b": "1"}, ["b"]), []),
    ],
    ids=["gone", "other", "left behind", "value", "resource", "unused", "another"],
)
def test_an_export_in_use_stays_as_it_is(head: Assembly, expected: list[tuple[str, str]]) -> None:
    """It may neither go away nor change while a deployed stack imports it."""
    assert problems(app({"a": "1"}, ["a"]), head) == expected


def test_an_export_of_a_replaced_resource_changes() -> None:
    """The template reads as before, but the value is that of another resource."""
    queue = {"Type": "AWS::SQS::Queue", "Properties": {}}
    fifo = {"Type": "AWS::SQS::Queue", "Properties": {"FifoQueue": True}}
    user = StackDraft(resources={"T": topic(imported("queue"))}, depends_on=("queues",))
    outputs = {"O": export("queue", {"Fn::GetAtt": ["Q", "Arn"]})}
    base, head = (
        cloud_assembly(queues=StackDraft(resources={"Q": each}, outputs=outputs), user=user)
        for each in (queue, fifo)
    )

    assert IN_USE in problems(base, head)


def test_an_output_may_get_another_logical_id() -> None:
    """What counts is the name of the export and its value."""
    user = StackDraft(resources={"T": topic(imported("a"))}, depends_on=("alerting",))
    base, head = (
        cloud_assembly(
            alerting=StackDraft(resources=TOPICS, outputs={name: export("a", "1")}), user=user
        )
        for name in ("One", "Other")
    )

    assert problems(base, head) == []


def test_a_value_that_nobody_knows_may_change() -> None:
    """Whether a parameter of the Parameter Store has the value of another is not known."""
    base, head = (app({"a": f"{{{{resolve:ssm:/{each}}}}}"}, ["a"]) for each in ("one", "other"))

    assert problems(base, head) == [("note", "undecided")]


def test_imports_by_names_that_nobody_knows() -> None:
    """A stack that imports under the name in a parameter may use an export that goes away."""
    user = StackDraft(
        resources={"T": topic(imported({"Fn::Sub": "${Stage}-a"}))},
        parameters={"Stage": {"Type": "String"}},
    )

    assert problems(app({"a": "1"}, user=user), app({}, user=user)) == [("note", "undecided")]


def test_exports_of_other_regions_are_others() -> None:
    """An import reads from its own account and Region."""
    elsewhere = StackDraft(resources={"T": topic(imported("a"))}, region="us-east-1")
    exporter = StackDraft(resources=TOPICS, outputs={"O": export("a", "1")}, region="us-east-1")
    base = app({"a": "1"}, elsewhere=elsewhere, exporter=exporter)
    head = app({}, elsewhere=elsewhere, exporter=exporter)

    assert problems(base, head) == []


@pytest.mark.parametrize("stacks", [("a", "b"), ("b", "a")])
def test_an_export_that_another_stack_has_cannot_be_made(stacks: tuple[str, str]) -> None:
    """An export can move only to a stack that is deployed after the one that gives it up."""
    first, second = stacks
    outputs = {"O": export("shared", "1")}
    base = cloud_assembly(**{
        first: StackDraft(resources=TOPICS, outputs=outputs),
        second: StackDraft(resources={"C": topic("c")}),
    })  # fmt: skip
    head = cloud_assembly(**{
        first: StackDraft(resources=TOPICS),
        second: StackDraft(resources={"C": topic("c")}, outputs=outputs),
    })  # fmt: skip

    expected = [] if stacks == ("a", "b") else [("error", "export-exists")]
    assert problems(base, head) == expected


def test_an_import_needs_its_export_before() -> None:
    """A stack that imports what a later one exports cannot be deployed."""
    head = cloud_assembly(
        a=StackDraft(resources={"T": topic(imported("late"))}),
        b=StackDraft(resources=TOPICS, outputs={"O": export("late", "1")}),
    )

    assert problems(Deployed(), head) == [("error", "import-missing")]
    assert "a imports late, which no stack exports when it is deployed" in texts(Deployed(), head)


def test_an_import_from_elsewhere_is_not_known() -> None:
    """A stack of another app may export it."""
    head = cloud_assembly(a=StackDraft(resources={"T": topic(imported("vpc"))}))

    assert problems(Deployed(), head) == [("note", "undecided")]


def test_a_branch_that_is_not_taken_imports_nothing() -> None:
    """An import in the other branch of a condition that is decided is none."""
    choice = {"Fn::If": ["Never", imported("a"), "own"]}
    user = StackDraft(
        resources={"T": topic(choice)}, conditions={"Never": {"Fn::Equals": ["a", "b"]}}
    )

    assert problems(app({"a": "1"}, user=user), app({}, user=user)) == []


def test_the_message_says_who_uses_what() -> None:
    """Somebody who reads it knows which stacks are in the way, and what to do."""
    assert texts(app({"a": "1"}, ["a"]), app({}, [])).endswith(
        "Outputs.Outputa: alerting no longer exports a, which monitoring still import when it is "
        "deployed; keep the export, in the CDK by `Stack.export_value`, until no deployed stack "
        "imports it"
    )
