import pytest

from tocsin.assembly.resolution import ResolvedValue
from tocsin.assembly.resolution.parameters import parameter_value

SSM = "AWS::SSM::Parameter::Value"


@pytest.mark.parametrize(
    ("declaration", "given", "expected"),
    [
        ({"Type": "String", "Default": "a"}, None, "a"),
        ({"Type": "String", "Default": "a"}, "b", "b"),
        ({"Type": "String", "Default": 5}, None, "5"),
        ({"Type": "String", "Default": ""}, None, ""),
        ({"Type": "Number", "Default": "5"}, "0.5", 0.5),
        ({"Type": "Number", "Default": "nan"}, None, "nan"),
        ({"Type": "CommaDelimitedList", "Default": "a, b"}, None, ["a", "b"]),
        ({"Type": "CommaDelimitedList", "Default": ""}, None, []),
        ({"Type": "List<Number>", "Default": "1,2"}, None, [1, 2]),
        ({"Type": f"{SSM}<String>", "Default": "/a"}, None, "{{resolve:ssm:/a}}"),
        ({"Type": f"{SSM}<String>", "Default": "/a"}, "/b", "{{resolve:ssm:/b}}"),
        ({"Type": f"{SSM}<List<String>>", "Default": "/a"}, None, ["{{resolve:ssm:/a}}"]),
        ({"Type": "String"}, None, "${P}"),
        ({"Default": []}, None, []),
    ],
)
def test_a_parameter_has_the_shape_of_its_type(
    declaration: dict[str, object], given: str | None, expected: object
) -> None:
    """A parameter gives what was given, else its default, as text, number or list."""
    values = {} if given is None else {"P": ResolvedValue(given)}

    assert parameter_value("P", declaration, values).value == expected


def test_a_value_that_is_stored_names_its_path() -> None:
    """What only a deployment knows is noted with the path that somebody has to look up."""
    stored = parameter_value("P", {"Type": f"{SSM}<String>", "Default": "/shop/alb"}, {})

    assert [note.why for note in stored.unresolved] == [
        "{{resolve:ssm:/shop/alb}} is read at deployment"
    ]
