from pathlib import Path

import pytest

from tests.support.assembly import resolve, topic
from tocsin.assembly.resolution import Reference

RESOURCES = {"Named": topic("shop-critical"), "Open": topic()}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"Fn::Sub": "a-${AWS::Region}-b"}, "a-eu-west-1-b"),
        ({"Fn::Sub": "${!Literal} ${AWS::Region}"}, "${Literal} eu-west-1"),
        ({"Fn::Sub": "${Named.TopicName}!"}, "shop-critical!"),
        ({"Fn::Sub": "${Open}!"}, "${Open}!"),
        ({"Fn::Sub": ["${x}-${y}", {"x": 1, "y": {"Ref": "AWS::Partition"}}]}, "1-aws"),
        ({"Fn::Sub": "cost: $5 {x} ${"}, "cost: $5 {x} ${"),
        ({"Fn::Join": ["-", ["a", 1, True, {"Ref": "AWS::Region"}]]}, "a-1-true-eu-west-1"),
        ({"Fn::Join": [",", {"Fn::Split": ["|", "a|b"]}]}, "a,b"),
        ({"Fn::Join": ["", ["a", {"Ref": "AWS::NoValue"}, "b"]]}, "ab"),
        ({"Fn::Join": ["", []]}, ""),
        ({"Fn::ToJsonString": {"a": [1, {"Ref": "AWS::Region"}]}}, '{"a":[1,"eu-west-1"]}'),
    ],
)
def test_texts_are_put_together(tmp_path: Path, value: object, expected: str) -> None:
    """`Fn::Sub`, `Fn::Join` and `Fn::ToJsonString` give the text a deployment gives."""
    resolved = resolve(tmp_path, value, Resources=RESOURCES)

    assert (resolved.value, resolved.unresolved) == (expected, ())


@pytest.mark.parametrize("value", [{"Fn::Sub": "${Open}"}, {"Fn::Join": ["", [{"Ref": "Open"}]]}])
def test_a_text_that_is_one_reference_stays_one(tmp_path: Path, value: object) -> None:
    """A text of one reference and nothing else still knows its resource."""
    resolved = resolve(tmp_path, value, Resources=RESOURCES)

    assert isinstance(resolved.value, Reference)
    assert resolved.value.resource.logical_id == "Open"


@pytest.mark.parametrize(
    "value",
    [
        {"Fn::Sub": 5},
        {"Fn::Sub": ["${x}", {"x": []}, 1]},
        {"Fn::Sub": ["a ${x}", {"x": []}]},
        {"Fn::Join": "ab"},
        {"Fn::Join": ["", "ab"]},
        {"Fn::Join": ["", [{"a": 1}, "b"]]},
        {"Fn::ToJsonString": "text"},
    ],
)
def test_a_function_written_wrongly_is_malformed(tmp_path: Path, value: object) -> None:
    """Arguments of the wrong shape are noted as malformed and give a symbol."""
    resolved = resolve(tmp_path, value)

    (note,) = resolved.unresolved
    assert note.kind == "malformed"
    assert resolved.value == note.value


def test_paths_are_those_of_the_result(tmp_path: Path) -> None:
    """What a joined text lacks is noted at the text, not inside the function's arguments."""
    resolved = resolve(tmp_path, {"Fn::Join": ["", ["a", {"Ref": "Nobody"}]]})

    assert [note.path for note in resolved.unresolved] == ["Value"]
    assert resolved.value == "a${Nobody}"


def test_a_dynamic_reference_is_kept_even_if_put_together(tmp_path: Path) -> None:
    """A dynamic reference is exact text, noted once, also when a variable is part of its path."""
    written = {"Fn::Sub": "{{resolve:ssm:/${AWS::Region}/load-balancer}}"}

    resolved = resolve(tmp_path, written)

    assert resolved.value == "{{resolve:ssm:/eu-west-1/load-balancer}}"
    assert [(n.kind, n.value) for n in resolved.unresolved] == [
        ("dynamic reference", resolved.value)
    ]


def test_texts_cannot_double_without_end(tmp_path: Path) -> None:
    """Texts that include each other twice stop at a bound instead of filling the memory."""
    value: object = "xxxxxxxxxx"
    for _ in range(18):
        value = {"Fn::Sub": ["${a}${a}${a}", {"a": value}]}

    resolved = resolve(tmp_path, value)

    assert "malformed" in {note.kind for note in resolved.unresolved}
