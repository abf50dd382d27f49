from typing import Any

import pytest

from tocsin.restoration import for_client
from tocsin.restoration.attribute_value import is_same


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ({"S": "a"}, {"S": "a"}),
        ({"N": "1"}, {"N": "1"}),
        ({"NULL": True}, {"NULL": True}),
        ({"B": "AAE="}, {"B": b"\x00\x01"}),
        ({"BS": ["AAE="]}, {"BS": [b"\x00\x01"]}),
        ({"L": [{"B": "AAE="}]}, {"L": [{"B": b"\x00\x01"}]}),
        ({"M": {"a": {"L": [{"B": "AAE="}]}}}, {"M": {"a": {"L": [{"B": b"\x00\x01"}]}}}),
    ],
)
def test_what_is_binary_is_decoded(written: Any, value: Any) -> None:  # noqa: ANN401 - any JSON
    """JSON has no bytes; the client has nothing else for them."""
    assert for_client(written) == value
    assert is_same(for_client(written), value)


@pytest.mark.parametrize("written", [{}, {"S": "a", "N": "1"}, "secret", {"B": "secret!"}, None])
def test_what_is_no_value_is_refused(written: Any) -> None:  # noqa: ANN401 - any JSON
    """What is refused tells nothing of it."""
    with pytest.raises(ValueError, match="not a value of DynamoDB") as refused:
        for_client(written)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"N": "1"}, {"N": "1.0"}, True),
        ({"NS": ["1", "2"]}, {"NS": ["2.0", "1"]}, True),
        ({"SS": ["a", "b"]}, {"SS": ["b", "a"]}, True),
        ({"L": [{"S": "a"}, {"S": "b"}]}, {"L": [{"S": "b"}, {"S": "a"}]}, False),
        ({"M": {"a": {"N": "1"}}}, {"M": {"a": {"N": "1.00"}}}, True),
        ({"M": {"a": {"N": "1"}}}, {"M": {}}, False),
        ({"S": "1"}, {"N": "1"}, False),
        ({"SS": ["a"]}, {"L": [{"S": "a"}]}, False),
        ({"BOOL": True}, {"BOOL": False}, False),
    ],
)
def test_values_are_compared_as_dynamodb_means_them(one: Any, other: Any, *, same: bool) -> None:  # noqa: ANN401 - any JSON
    """Sets have no order, lists have one, and 1.0 is 1."""
    assert is_same(one, other) is same
