from pathlib import Path

import pytest

from tocsin.assembly.template.yaml_document import parse_yaml

PATH = Path("t.yaml")


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
    assert parse_yaml(text, PATH).documents == [expected]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("a: 1\na: 2", "the key 'a' is here twice"),
        ("a: !Fancy 1", "CloudFormation has no tag !Fancy"),
        ("a: &x 1\nb: *x", "CloudFormation takes no YAML aliases"),
    ],
)
def test_odd_yaml_is_read_and_reported(text: str, what: str) -> None:
    """What CloudFormation would refuse or lose is read as far as possible and reported."""
    built = parse_yaml(text, PATH)

    assert [problem.what for problem in built.problems] == [what]
    assert len(built.documents) == 1
