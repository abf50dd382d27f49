import pytest

from tocsin.assembly.template.cloudformation_yaml import CLOUDFORMATION
from tocsin.diagnostics import InvalidInputError, Position, YamlSource, read_yaml


def parse_yaml(text: str) -> YamlSource:
    """Read a text as CloudFormation does."""
    return read_yaml(text, name="t.yaml", kind="template", dialect=CLOUDFORMATION)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: !Ref b", {"a": {"Ref": "b"}}),
        ("a: !GetAtt b.c.d", {"a": {"Fn::GetAtt": ["b", "c.d"]}}),
        ("a: !GetAtt [b, c]", {"a": {"Fn::GetAtt": ["b", "c"]}}),
        ("a: !Join ['-', [x, !Ref y]]", {"a": {"Fn::Join": ["-", ["x", {"Ref": "y"}]]}}),
        ("a: !If [c, !Sub '${x}', 1]", {"a": {"Fn::If": ["c", {"Fn::Sub": "${x}"}, 1]}}),
        ("a: !Condition c", {"a": {"Condition": "c"}}),
        ("a: !Select\n  - 0\n  - !GetAZs ''", {"a": {"Fn::Select": [0, {"Fn::GetAZs": ""}]}}),
        ("a: [1, 1.5, -2, 1e3, '1']", {"a": [1, 1.5, -2, 1000.0, "1"]}),
        ("a: [yes, Off, true, ~, null, '']", {"a": [True, False, True, None, None, ""]}),
        ("a: [2010-09-09, 012345678901]", {"a": ["2010-09-09", "012345678901"]}),
        ("a: [1:30, 0x1F]", {"a": ["1:30", "0x1F"]}),
        ("5: a\ntrue: b", {"5": "a", "true": "b"}),
        ("a: !!str 5", {"a": "5"}),
        ("a: |\n  x\n  y\n", {"a": "x\ny\n"}),
        ("d: &d {x: 1, y: 2}\na: {<<: *d, y: 3}", {"d": {"x": 1, "y": 2}, "a": {"x": 1, "y": 3}}),
    ],
)  # fmt: skip
def test_yaml_means_what_cloudformation_reads(text: str, expected: object) -> None:
    """Short tags are written out, and scalars have the types that CloudFormation gives them."""
    assert parse_yaml(text).documents == (expected,)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("a: 1\na: 2", "the key is already used in line 1"),
        ("a: !Fancy 1", "CloudFormation has no tag !Fancy"),
        ("a: &x 1\nb: *x", "CloudFormation takes no YAML aliases"),
    ],
)
def test_odd_yaml_is_read_and_reported(text: str, what: str) -> None:
    """What CloudFormation would refuse or lose is read as far as possible and reported."""
    built = parse_yaml(text)

    assert [problem.what for problem in built.problems] == [what]
    assert len(built.documents) == 1


def test_of_alike_keys_the_last_counts() -> None:
    """A key that is written twice has its last value, as the AWS tools read it."""
    assert parse_yaml("a: 1\na: {b: 2}").documents == ({"a": {"b": 2}},)


def test_tags_count_for_the_depth() -> None:
    """A short tag is a level, because it is written out as one."""
    depth = CLOUDFORMATION.maximum_depth // 2 + 1

    with pytest.raises(InvalidInputError, match="deeper than 64 levels"):
        parse_yaml("!Not [" * depth + "]" * depth)


def test_positions_pass_through_tags() -> None:
    """What stands in a function knows its line, and so does what a function gives."""
    source = parse_yaml("a: !If\n  - c\n  - x\n  - [y]\nb: 1\n")

    assert source.position(("a", "Fn::If", 2)) == Position(line=4, column=5)
    assert source.position(("a", 0)) == Position(line=1, column=1)
