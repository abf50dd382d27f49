from tocsin.assembly.template.json_document import parse_json
from tocsin.diagnostics import Location, Position

TEXT = """\
{"Outputs": {}, "Resources": {"A": {"Type": "x"},
  "B":
    {"Type": "y", "Properties": {"P": [1]}}
}}
"""


def test_resources_know_their_place() -> None:
    """Whatever stands in a resource is located where the resource's logical id is."""
    source = parse_json(TEXT, "t.json")

    assert source.position(("Resources", "A")) == Position(line=1, column=31)
    assert source.locate(("Resources", "B", "Properties", "P", 0)) == Location(
        source="t.json",
        key_path=("Resources", "B", "Properties", "P", 0),
        position=Position(line=2, column=3),
        line_text='  "B":',
    )
    assert source.position(("Outputs", "A")) is None


def test_a_repeated_key_is_a_problem() -> None:
    """JSON's last value counts, so the loss of the first one is reported."""
    source = parse_json('{"a": 1, "b": {"a": 2, "a": 3}}', "t.json")

    assert source.documents == ({"a": 1, "b": {"a": 3}},)
    assert [problem.kind for problem in source.problems] == ["json/repeated-key"]
