"""What EventBridge refuses, by the library that it uses: https://github.com/aws/event-ruler."""

import pytest

from tocsin.events import EventPatternError, read_event_pattern


def faults(pattern: object) -> list[str]:
    """Return for what EventBridge refuses a pattern."""
    with pytest.raises(EventPatternError) as raised:
        read_event_pattern(pattern)
    return list(map(str, raised.value.faults))


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ([], "the pattern: is []"),
        ("{", "the pattern: is a text that is not JSON"),
        ({}, "the pattern: is an empty object"),
        ({"a": {}}, "a: is an empty object"),
        ({"a": "x"}, "a: is 'x'; write a list"),
        ({"a": 1}, "a: is 1; write a list"),
        ({"a": None}, "a: is nothing"),
        ({"a": []}, "a: is an empty list"),
        ({"a": [["x"]]}, "a: has a list in its list"),
        ({"a": [{"prefix": "x", "suffix": "y"}]}, "a: has a condition with 2 names"),
        ({"a": [{}]}, "a: has a condition with 0 names"),
        ({"a": [{"prefx": "x"}]}, "did you mean 'prefix'?"),
        ({"a": [{"NUMERIC": ["=", 5]}]}, "'NUMERIC'"),
        ({"a": [{"exists": "true"}]}, "a: has an exists that is 'true'"),
        ({"a": [{"prefix": 1}]}, "a: has a prefix that is 1"),
        ({"a": [{"prefix": ["x"]}]}, "a: has a prefix that is ['x']"),
        ({"a": [{"suffix": {"prefix": "x"}}]}, "a: has a suffix of {'prefix': 'x'}"),
        ({"a": [{"equals-ignore-case": ["x"]}]}, "a: has a equals-ignore-case that is ['x']"),
        ({"a": [{"wildcard": "a**b"}]}, "two wildcards in a row"),
        ({"a": [{"wildcard": "a\\b"}]}, "a backslash before 'b'"),
        ({"a": [{"wildcard": "a\\"}]}, "ends with a backslash"),
        ({"a": [{"wildcard": "*:*:*:*:*:event-bus/*"}]}, "too complex"),
        ({"a": [{"cidr": "10.0.0.0"}]}, "the network '10.0.0.0'"),
        ({"a": [{"cidr": "10.0.0.0/32"}]}, "the network '10.0.0.0/32'"),
        ({"a": [{"cidr": "10.0.0/24"}]}, "the network"),
        ({"a": [{"cidr": "10.0.0.0/x"}]}, "the network"),
        ({"a": [{"cidr": "2001:db8::/128"}]}, "the network"),
        ({"a": [{"numeric": []}]}, "is not like"),
        ({"a": [{"numeric": [">", "5"]}]}, "not a number"),
        ({"a": [{"numeric": ["=>", 5]}]}, "compares by '=>'"),
        ({"a": [{"numeric": ["<", 5, ">", 1]}]}, "a lower end and then an upper end"),
        ({"a": [{"numeric": ["=", 5, "<", 9]}]}, "a lower end and then an upper end"),
        ({"a": [{"numeric": [">", 5, "<", 5]}]}, "holds nothing"),
        ({"a": [{"anything-but": None}]}, "texts alone, or numbers alone"),
        ({"a": [{"anything-but": True}]}, "texts alone, or numbers alone"),
        ({"a": [{"anything-but": []}]}, "an anything-but of an empty list"),
        ({"a": [{"anything-but": ["x", 1]}]}, "texts alone, or numbers alone"),
        ({"a": [{"anything-but": {"prefix": ""}}]}, "an empty prefix"),
        ({"a": [{"anything-but": {"suffix": 1}}]}, "write a text, or a list of texts"),
        ({"a": [{"anything-but": {"numeric": [">", 1]}}]}, "an anything-but of"),
        (
            {"a": [{"anything-but": {"prefix": {"equals-ignore-case": "x"}}}]},
            "write a text, or a list of texts",
        ),
        ({"a": [{"anything-but": {"wildcard": "**"}}]}, "two wildcards in a row"),
        ({"$or": [{"a": [1]}]}, "$or: has a condition 'a'"),
        ({"$or": [{"prefix": "a"}, {"b": [1]}]}, "$or: has a condition 'b'"),
        ({"$or": [{"a": [1]}, {"b": {"prefix": [1]}}]}, "b: has the field 'prefix' in $or"),
        ({"x": ["y" * 2050]}, "the pattern: has 2,060 characters as JSON"),
    ],
)
def test_a_refused_pattern(pattern: object, expected: str) -> None:
    """The fault names the field and what is wrong with it."""
    assert any(expected in each for each in faults(pattern))


def test_all_faults_at_once() -> None:
    """Who fixes one finds the others in the same answer."""
    found = faults({"a": "x", "detail": {"b": [], "c": [{"numeric": 1}, {"exists": 0}]}})

    assert [each.partition(":")[0] for each in found] == ["a", "detail.b", "detail.c", "detail.c"]


def test_the_longest_pattern() -> None:
    """Spaces do not count; a character does, whatever it takes in UTF-8."""
    longest = {"x": ["é" * (2_048 - len('{"x":[""]}'))]}

    assert read_event_pattern(longest).matches({"x": "é"}) is False


def test_too_many_combinations() -> None:
    """Alternatives multiply, and EventBridge takes no more than a thousand combinations."""
    pattern = {
        name: {"$or": [{str(number): [1]} for number in range(11)]} for name in ("a", "b", "c")
    }

    assert "more than 1,000 combinations" in faults(pattern)[0]


@pytest.mark.parametrize(
    "wildcards",
    [
        ["arn:aws:events:us-east-1:*:event-bus/*"],
        ["*.png", "*.jpg", "*.gif"],
        ["*ab*b*b*"],
        ["no wildcard at all" * 9],
    ],
)
def test_wildcards_that_are_simple_enough(wildcards: list[str]) -> None:
    """Several of them in one field are fine while few match at once."""
    read_event_pattern({"a": [{"wildcard": each} for each in wildcards]})


def test_wildcards_of_a_field_count_together() -> None:
    """Each alone is fine, and all of them are not."""
    names = ["*aaa", "*aab", "*aac"]
    for name in names:
        read_event_pattern({"a": [{"wildcard": name}]})

    read_event_pattern({str(at): [{"wildcard": name}] for at, name in enumerate(names)})
    assert "too complex" in faults({"a": [{"wildcard": name} for name in [*names, "*aad"]]})[0]
