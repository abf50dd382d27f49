"""Examples are AWS's, changed in their values.

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns-arrays.html
https://github.com/aws/event-ruler
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.events import read_event_pattern

ANNA = {"firstName": "Anna", "lastName": "Smith"}
JOHN = {"firstName": "John", "lastName": "Doe", "ids": [1234, 1000]}

LETTERS = st.text(alphabet="abAB.*\\ Zß", max_size=6)


def matches(field: object, value: object) -> bool | None:
    """Say whether what is asked of a field matches a value of it."""
    return read_event_pattern({"detail": {"x": field}}).matches({"detail": {"x": value}})


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        (["running"], "running", True),
        (["stopped", "running"], "running", True),
        (["Running"], "running", False),
        ([""], "", True),
        ([""], "x", False),
        ([None], None, True),
        ([None], "null", False),
        ([None], [], False),
        ([True], True, True),
        ([True], 1, False),
        ([1], True, False),
        (["true"], True, False),
        ([300], 300.0, True),
        ([300], "300", False),
        (["300"], 300, False),
        ([111122223333444455556666], 111122223333444455556666, True),
        ([111122223333444455556666], 111122223333444455556667, False),
    ],
)
def test_plain_values(field: object, value: object, expected: bool) -> None:  # noqa: FBT001 - a table
    """A value equals one of those listed, by type as well."""
    assert matches(field, value) is expected


@pytest.mark.parametrize(
    ("condition", "value", "expected"),
    [
        ({"prefix": "us-"}, "us-east-1", True),
        ({"prefix": "us-"}, "eu-us-1", False),
        ({"prefix": ""}, "anything", True),
        ({"prefix": "1"}, 12, False),
        ({"prefix": {"equals-ignore-case": "EventB"}}, "eventbridge", True),
        ({"prefix": {"equals-ignore-case": "EventB"}}, "an eventbridge", False),
        ({"suffix": ".png"}, "image.png", True),
        ({"suffix": ".png"}, "image.png.bak", False),
        ({"suffix": {"equals-ignore-case": "TBRIDGE"}}, "eventbridge", True),
        ({"suffix": {"equals-ignore-case": ".PNG"}}, "image.jpg", False),
        ({"equals-ignore-case": "alice"}, "ALICE", True),
        ({"equals-ignore-case": "alice"}, "alice b", False),
        ({"equals-ignore-case": ""}, "", True),
        ({"exactly": "alice"}, "alice", True),
        ({"wildcard": "dir/*.png"}, "dir/a/b.png", True),
        ({"wildcard": "dir/*.png"}, "dir/.png", True),
        ({"wildcard": "dir/*.png"}, "dir/b.jpg", False),
        ({"wildcard": "a.c"}, "abc", False),
        ({"wildcard": "two*lines"}, "two\nlines", True),
        ({"wildcard": r"\*yes\\"}, "*yes\\", True),
        ({"wildcard": r"\*yes"}, "a yes", False),
        ({"wildcard": ""}, "x", False),
        ({"wildcard": "*"}, 5, False),
        ({"numeric": ["=", 5]}, 5.0, True),
        ({"numeric": [">", 10, "<=", 20]}, 20, True),
        ({"numeric": [">", 10, "<=", 20]}, 10, False),
        ({"numeric": ["<", 10]}, -5.5, True),
        ({"numeric": [">", 10]}, "11", False),
        ({"numeric": [">=", 0]}, None, False),
        ({"numeric": [">=", 0]}, True, False),
        ({"cidr": "10.0.0.0/24"}, "10.0.0.255", True),
        ({"cidr": "10.0.0.0/24"}, "10.0.1.0", False),
        ({"cidr": "10.0.0.77/24"}, "10.0.0.1", True),
        ({"cidr": "10.0.0.0/24"}, 123, False),
        ({"cidr": "10.0.0.0/24"}, "host.example", False),
        ({"cidr": "2001:db8::/32"}, "2001:0db8::1", True),
        ({"cidr": "2001:db8::/32"}, "2001:db9::1", False),
        ({"cidr": "0.0.0.0/0"}, "::1", False),
        ({"exists": True}, "", True),
        ({"exists": True}, None, True),
        ({"exists": True}, [], False),
        ({"exists": True}, {"S": "a"}, False),
        ({"exists": False}, "", False),
    ],
)
def test_conditions(condition: object, value: object, expected: bool) -> None:  # noqa: FBT001 - a table
    """Each condition holds for the values that it names, and texts alone have letters."""
    assert matches([condition], value) is expected


@pytest.mark.parametrize(
    ("operand", "value", "expected"),
    [
        ("initializing", "running", True),
        ("initializing", "initializing", False),
        ("initializing", None, True),
        ("initializing", 5, True),
        (123, 456, True),
        (123, 123.0, False),
        (0, 137, True),
        (0, 0, False),
        (["stopped", "overloaded"], "stopped", False),
        (["stopped", "overloaded"], "running", True),
        ([100, 200], 200, False),
        ({"prefix": "init"}, "initializing", False),
        ({"prefix": "init"}, "running", True),
        ({"prefix": "init"}, 5, True),
        ({"prefix": ["init", "stop"]}, "stopped", False),
        ({"suffix": ".png"}, "a.png", False),
        ({"suffix": [".png", ".jpg"]}, "a.gif", True),
        ({"equals-ignore-case": "Stopped"}, "STOPPED", False),
        ({"equals-ignore-case": ["stopped", "ended"]}, "Ended", False),
        ({"wildcard": "*/lib/*"}, "a/lib/b", False),
        ({"wildcard": ["*/lib/*", "*.bin"]}, "a/src/b", True),
    ],
)
def test_anything_but(operand: object, value: object, expected: bool) -> None:  # noqa: FBT001 - a table
    """Any value will do but those named, of whatever type it is."""
    assert matches([{"anything-but": operand}], value) is expected


@pytest.mark.parametrize(
    "condition", [{"anything-but": "a"}, {"exists": True}, {"prefix": ""}, {"wildcard": "*"}, "a"]
)
def test_a_field_that_the_event_lacks(condition: object) -> None:
    """Only `exists: false` is met by nothing."""
    pattern = read_event_pattern({"detail": {"x": [condition]}})

    assert pattern.matches({"detail": {"y": "b"}}) is False
    assert read_event_pattern({"detail": {"x": [condition, {"exists": False}]}}).matches({}) is True


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        (["b"], ["a", "b"], True),
        (["c"], ["a", "b"], False),
        (["b"], [["a"], ["b"]], True),
        ([{"anything-but": 0}], [0, 137], True),
        ([{"anything-but": 0}], [0, 0], False),
        ([{"exists": True}], [[]], False),
    ],
)
def test_any_item_of_a_list(field: object, value: object, expected: bool) -> None:  # noqa: FBT001 - a table
    """A list has what any of its items is; an empty one has nothing."""
    assert matches(field, value) is expected


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ({"firstName": ["Anna"]}, True),
        ({"firstName": ["Anna"], "lastName": ["Smith"]}, True),
        ({"firstName": ["Anna"], "lastName": ["Doe"]}, False),
        ({"firstName": ["John"], "ids": [1000]}, True),
        ({"firstName": ["Anna"], "ids": [1000]}, False),
        ({"firstName": ["Anna"], "ids": [{"exists": False}]}, True),
        ({"firstName": ["John"], "ids": [{"exists": False}]}, False),
        ({"ids": [{"exists": False}], "firstName": ["Anna"]}, True),
        ({"ids": [1234], "lastName": ["Doe"]}, True),
    ],
)
@pytest.mark.parametrize("employees", [[ANNA, JOHN], [[ANNA], [JOHN]]])
def test_objects_of_a_list(pattern: object, expected: bool, employees: object) -> None:  # noqa: FBT001 - a table
    """What is asked of several fields has to be met by one object of a list."""
    read = read_event_pattern({"employees": pattern})

    assert read.matches({"employees": employees}) is expected


def test_two_values_of_one_list_are_not_bound_to_each_other() -> None:
    """Values that are items themselves stand at one path, and any of them will do."""
    event = {"a": [{"ids": [1, 2], "b": "x"}]}

    assert read_event_pattern({"a": {"ids": [2], "b": ["x"]}}).matches(event) is True


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ({"metricName": "ReadLatency"}, True),
        ({"namespace": "AWS/ES"}, False),
        ({"namespace": "AWS/ES", "metricType": "m", "id": 1}, True),
        ({"namespace": "AWS/ES", "metricType": "m", "id": 3}, False),
        ({"scope": "Service"}, True),
        ({}, False),
    ],
)
def test_or(event: dict[str, object], expected: bool) -> None:  # noqa: FBT001 - a table
    """`$or` is met by one of its objects, beside all that stands outside of it."""
    pattern = read_event_pattern(
        {
            "source": ["aws.cloudwatch"],
            "$or": [
                {"metricName": ["ReadLatency"]},
                {
                    "metricType": ["m"],
                    "namespace": ["AWS/ES"],
                    "$or": [{"id": [1]}, {"id": [{"numeric": [">", 8]}]}],
                },
                {"scope": ["Service"]},
            ],
        }
    )

    assert pattern.matches({"source": "aws.cloudwatch", **event}) is expected
    assert pattern.matches({"source": "aws.ec2", **event}) is False


def test_or_below_a_field() -> None:
    """`$or` stands for fields of the object that it is in."""
    pattern = read_event_pattern({"detail": {"$or": [{"a": [1]}, {"b": [{"exists": False}]}]}})

    assert pattern.matches({"detail": {"b": 1}}) is False
    assert pattern.matches({"detail": {"a": 1, "b": 1}}) is True
    assert pattern.matches({"detail": {"c": 1}}) is True


@pytest.mark.parametrize(
    ("pattern", "event", "expected"),
    [
        ({"a": {"b": ["x"]}}, {"a.b": "x"}, True),
        ({"a.b": ["x"]}, {"a": {"b": "x"}}, True),
        ({"a.b": {"b": ["x"]}}, {"a": {"b": "x"}}, False),
        ({"A": ["x"]}, {"a": "x"}, False),
        ({"detail": {"a": ["x"]}}, {"detail": '{"a": "x"}'}, False),
        ({"$or": {"a": ["x"]}}, {"$or": {"a": "x"}}, True),
        ({"a": ["10.0.0.1"]}, {"a": "10.0.0.1"}, True),
        ({"a": ["2001:db8:0:0::1"]}, {"a": "2001:db8::1"}, True),
        ({"a": ["1.2.3"]}, {"a": "1.2.3"}, True),
    ],
)
def test_names_and_addresses(
    pattern: object,
    event: dict[str, object],
    expected: bool,  # noqa: FBT001 - a table
) -> None:
    """Dots join names, case counts, and an IP address is the same however it is written."""
    assert read_event_pattern(pattern).matches(event) is expected


def test_a_pattern_may_be_a_text() -> None:
    """The API takes the text of JSON."""
    assert read_event_pattern('{"source": ["aws.ec2"]}').matches({"source": "aws.ec2"}) is True


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        (["${Name}"], "a", None),
        (["${Name}", "a"], "a", True),
        ([{"prefix": "${Name}"}], "a", None),
        ([{"anything-but": ["${Name}", "a"]}], "a", False),
        ([{"anything-but": ["${Name}", "a"]}], "b", None),
        ("${List}", "b", None),
    ],
)
def test_a_value_that_a_template_leaves_open(
    field: object,
    value: object,
    expected: bool | None,  # noqa: FBT001 - a table
) -> None:
    """What hangs on it is not known."""
    pattern = read_event_pattern(
        {"x": field, "y": [1]}, is_open=lambda each: isinstance(each, str) and "${" in each
    )

    assert pattern.matches({"x": value, "y": 1}) is expected
    assert pattern.matches({"x": value, "y": 2}) is False


@pytest.mark.parametrize(
    ("event", "reason"),
    [
        ({"a": 2, "b": {"c": "x"}}, "asks for a [1], and the event has 2"),
        ({"a": 1}, 'asks for b.c ["x"], which the event does not have'),
        (
            {"a": 1, "b": [{"c": "x"}, {"d": 4}]},
            "asks for a, b.c, b.d, which different objects of a list meet",
        ),
    ],
)
def test_why_an_event_does_not_match(event: dict[str, object], reason: str) -> None:
    """The reason names the field, what is asked, and what is there."""
    pattern = read_event_pattern({"a": [1], "b": {"c": ["x"], "d": [4]}})

    assert pattern.matches(event) is False
    assert pattern.why_not(event) == reason


@given(LETTERS, LETTERS)
def test_anything_but_is_the_contrary(wanted: str, value: str) -> None:
    """For a single text, anything-but matches exactly where its condition does not."""
    for name in ("equals-ignore-case", "suffix", "prefix"):
        if wanted:
            assert matches([{name: wanted}], value) is not matches(
                [{"anything-but": {name: wanted}}], value
            )
    assert matches([wanted], value) is not matches([{"anything-but": wanted}], value)


@given(LETTERS)
def test_a_text_is_like_itself(text: str) -> None:
    """Every condition on texts matches the text that it names."""
    escaped = text.replace("\\", "\\\\").replace("*", "\\*")
    for condition in (
        text,
        {"prefix": text},
        {"suffix": text},
        {"equals-ignore-case": text.swapcase() if "ß" not in text else text},
        {"wildcard": escaped},
    ):
        assert matches([condition], text) is True


@given(st.integers(-5, 5), st.integers(-5, 5), st.floats(-6, 6))
def test_a_range_is_both_of_its_ends(low: int, high: int, value: float) -> None:
    """A range matches where both comparisons do, and none is empty."""
    if low < high:
        both = matches([{"numeric": [">", low]}], value) and matches(
            [{"numeric": ["<=", high]}], value
        )
        assert matches([{"numeric": [">", low, "<=", high]}], value) is both
