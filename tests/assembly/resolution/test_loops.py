"""`Fn::ForEach` in each place and form that CloudFormation documents."""

from pathlib import Path

import pytest

from tests.support.assembly import alarm, load_template, resolve
from tocsin.assembly import Assembly

EXTENSIONS = "AWS::LanguageExtensions"
LOOP = "Fn::ForEach::Loop"


def watching(**properties: object) -> dict[str, object]:
    """Write an alarm with the name of the queue that it watches."""
    return alarm(AlarmName={"Fn::Sub": "watch-${Queue}"}, **properties)


def load_loop(folder: Path, *parts: object, **sections: object) -> Assembly:
    """Load a template with one loop among its resources."""
    resources = {LOOP: list(parts), **sections.pop("Resources", {})}  # type: ignore[dict-item]
    return load_template(folder, {"Transform": EXTENSIONS, "Resources": resources, **sections})


@pytest.mark.parametrize(
    "collection",
    [
        ["Orders", "Mails"],
        {"Ref": "Queues"},
        {"Fn::FindInMap": ["ByStage", {"Ref": "Stage"}, "queues"]},
        {"Fn::Split": [";", "Orders;Mails"]},
        [{"Ref": "First"}, "Mails"],
    ],
)
def test_what_a_loop_goes_over(tmp_path: Path, collection: object) -> None:
    """A list, a parameter of lists, an entry of a mapping, or what functions make of these."""
    assembly = load_loop(
        tmp_path,
        "Queue",
        collection,
        {"Watch${Queue}": watching()},
        Parameters={
            "Queues": {"Type": "CommaDelimitedList", "Default": "Orders, Mails"},
            "Stage": {"Type": "String", "Default": "prod"},
            "First": {"Type": "String", "Default": "Orders"},
        },
        Mappings={"ByStage": {"prod": {"queues": ["Orders", "Mails"]}}},
    )

    assert [(each.logical_id, each.name) for each in assembly.alarms] == [
        ("WatchOrders", "watch-Orders"),
        ("WatchMails", "watch-Mails"),
    ]
    assert assembly.problems == ()


def test_a_loop_within_a_loop(tmp_path: Path) -> None:
    """The inner loop goes over its list in each turn of the outer one, and may use its value."""
    inner = [
        "Queue",
        {"Fn::FindInMap": ["Queues", {"Ref": "Stage"}, "names"]},
        {"Watch${Stage}${Queue}": alarm(AlarmName={"Fn::Sub": "${Stage}-${Queue}"})},
    ]
    assembly = load_loop(
        tmp_path,
        "Stage",
        ["Test", "Prod"],
        {"Fn::ForEach::Queues": inner},
        Mappings={"Queues": {"Test": {"names": ["A"]}, "Prod": {"names": ["A", "B"]}}},
    )

    assert [each.name for each in assembly.alarms] == ["Test-A", "Prod-A", "Prod-B"]


def test_letters_and_digits_of_a_value_make_a_logical_id(tmp_path: Path) -> None:
    """`&{…}` leaves out of a value what a logical id cannot have."""
    assembly = load_loop(
        tmp_path,
        "Host",
        ["10.0.0.1", "a-b"],
        {"Watch&{Host}": alarm(AlarmName={"Fn::Sub": "${Host} &{Host}"})},
    )

    assert [(each.logical_id, each.name) for each in assembly.alarms] == [
        ("Watch10001", "10.0.0.1 10001"),
        ("Watchab", "a-b ab"),
    ]


def test_a_loop_in_properties(tmp_path: Path) -> None:
    """A loop makes properties too, and knows the identifier of the loop around it."""
    queue = {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": {"Ref": "Queue"}}}
    tags = {"Fn::ForEach::Tags": ["Tag", ["team", "cost"], {"${Tag}": {"Fn::Sub": "${Queue}!"}}]}
    assembly = load_loop(
        tmp_path,
        "Queue",
        ["Orders"],
        {"${Queue}": queue, "Probe${Queue}": {"Type": "Custom::Probe", "Properties": tags}},
    )

    probe = assembly.index.of_stack(assembly.stacks[0])["ProbeOrders"]
    assert probe.properties == {"team": "Orders!", "cost": "Orders!"}


def test_references_within_a_loop(tmp_path: Path) -> None:
    """`Ref` and `Fn::GetAtt` may be given names that a turn makes, in each of their forms."""
    fragment = {
        "Topic${Queue}": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": {"Ref": "Queue"}}},
        "Watch${Queue}": watching(
            AlarmActions=[{"Ref": {"Fn::Sub": "Topic${Queue}"}}],
            OKActions=[{"Fn::GetAtt": [{"Fn::Sub": "Topic${Queue}"}, "TopicArn"]}],
            InsufficientDataActions=[{"Fn::GetAtt": "Topic${Queue}.TopicArn"}],
        ),
    }
    assembly = load_loop(tmp_path, "Queue", ["Orders"], fragment)

    (found,) = assembly.alarms
    links = [*found.alarm_actions, *found.ok_actions, *found.insufficient_data_actions]
    assert {link.resource.logical_id for link in links if link.resource} == {"TopicOrders"}
    assert len(links) == 3


def test_loops_of_conditions_and_outputs(tmp_path: Path) -> None:
    """Each section is unrolled, and a condition may be chosen by a function."""
    template = {
        "Transform": [EXTENSIONS],
        "Mappings": {"Only": {"Condition": {"B": "IsB"}}},
        "Conditions": {LOOP: ["Q", ["A", "B"], {"Is${Q}": {"Fn::Equals": [{"Ref": "Q"}, "A"]}}]},
        "Resources": {
            "Fn::ForEach::Alarms": [
                "Q",
                ["A", "B"],
                {
                    "Watch${Q}": {
                        **alarm(AlarmName={"Ref": "Q"}),
                        "Condition": {
                            "Fn::FindInMap": [
                                "Only",
                                "Condition",
                                {"Ref": "Q"},
                                {"DefaultValue": {"Ref": "AWS::NoValue"}},
                            ]
                        },
                    }
                },
            ]
        },
        "Outputs": {
            "Fn::ForEach::Arns": ["Q", ["A"], {"Arn${Q}": {"Value": {"Ref": "Watch${Q}"}}}]
        },
    }

    assembly = load_template(tmp_path, template)

    assert [each.name for each in assembly.alarms] == ["A"]
    assert [each.name for each in assembly.left_out_alarms] == ["B"]
    assert assembly.stacks[0].outputs["ArnA"].value == "A"
    assert assembly.problems == ()


def test_a_variable_of_a_text_hides_the_identifier(tmp_path: Path) -> None:
    """A text's own variable is nearer than that of the loop, and `${!…}` stays."""
    text = {"Fn::Sub": ["${Queue} ${!Queue} ${Other}", {"Queue": "own", "Other": {"Ref": "Queue"}}]}
    assembly = load_loop(tmp_path, "Queue", ["Orders"], {"Watch": alarm(AlarmName=text)})

    assert [each.name for each in assembly.alarms] == ["own ${Queue} Orders"]


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        (["Queue", {"Ref": "Open"}, {"Watch${Queue}": watching()}], "the parameter Open has no"),
        (["Queue", "Orders", {"Watch${Queue}": watching()}], "it is not a list"),
        (["Queue", ["A", "B"], {"Watch": watching()}], "two turns of the loop make 'Watch'"),
        (["Queue", ["A"]], "not an identifier, a list and a fragment"),
        (["Queue", [["A"]], {"Watch${Queue}": watching()}], "is not a text to go over"),
    ],
)
def test_a_loop_that_cannot_turn_is_told(tmp_path: Path, parts: list[object], message: str) -> None:
    """What a loop would have made is missing, so it is said where the loop stands."""
    assembly = load_loop(tmp_path, *parts, Parameters={"Open": {"Type": "CommaDelimitedList"}})

    messages = [str(problem) for problem in assembly.problems if problem.kind == "template/loop"]
    assert len(messages) == 1
    assert message in messages[0]
    assert "Fn::ForEach::Loop" in messages[0]


def test_loops_that_multiply_end(tmp_path: Path) -> None:
    """Loops within loops cannot fill the memory."""
    fragment: dict[str, object] = {"W${A}x${B}x${C}x${D}": watching()}
    for name in "DCBA":
        items = [str(number) for number in range(60)]
        fragment = {f"Fn::ForEach::{name}": [name, items, fragment]}
    assembly = load_template(tmp_path, {"Transform": EXTENSIONS, "Resources": fragment})

    assert [problem.kind for problem in assembly.problems].count("template/loop") == 1


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"Fn::Length": [1, 2, 3]}, 3),
        ({"Fn::Length": {"Fn::Split": [",", "a,b"]}}, 2),
        ({"Fn::ToJsonString": {"a": [1, {"Fn::Sub": "b"}]}}, '{"a":[1,"b"]}'),
        ({"Fn::FindInMap": ["M", "a", "none", {"DefaultValue": 7}]}, 7),
        ({"Fn::FindInMap": ["No", "a", "b", {"DefaultValue": {"Fn::Sub": "x"}}]}, "x"),
        ({"Fn::FindInMap": [{"Fn::Sub": "M"}, {"Fn::Sub": "a"}, "b"]}, 1),
    ],
)
def test_functions_of_the_extensions(tmp_path: Path, value: object, expected: object) -> None:
    """Lengths, JSON texts and defaults of mappings are what they give."""
    mappings: dict[str, object] = {"M": {"a": {"b": 1}}}

    assert resolve(tmp_path, value, Mappings=mappings).value == expected


def test_functions_of_the_extensions_need_them(tmp_path: Path) -> None:
    """CloudFormation knows none of them without the transform; each is said once."""
    looped = {"Watch${Q}": alarm(Threshold={"Fn::Length": [1]})}
    template = {
        "Resources": {
            LOOP: ["Q", ["A"], looped],
            "B": alarm(Threshold={"Fn::FindInMap": ["M", "a", "b", {"DefaultValue": 1}]}),
        },
        "Mappings": {"M": {"a": {"b": 1}}},
    }

    problems = load_template(tmp_path, template).problems

    assert {problem.kind for problem in problems} == {"template/language-extensions"}
    assert sorted(problem.what.split(" has ")[1].split(" only")[0] for problem in problems) == [
        "Fn::ForEach",
        "Fn::Length",
        "a DefaultValue of Fn::FindInMap",
    ]
