"""Values of DynamoDB, as JSON has them and as its client does.

https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html
"""

import base64
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

Value = Mapping[str, Any]


def for_client(value: Value) -> dict[str, Any]:
    """Return a value of JSON as the client takes it: what is binary stands in Base64 in JSON.

    Raises:
        ValueError: It is not a value of DynamoDB.
    """
    try:
        ((kind, content),) = value.items()
        if kind == "B":
            content = base64.b64decode(content, validate=True)
        elif kind == "BS":
            content = [base64.b64decode(each, validate=True) for each in content]
        elif kind == "L":
            content = [for_client(each) for each in content]
        elif kind == "M":
            content = {name: for_client(each) for name, each in content.items()}
    except (AttributeError, TypeError, ValueError) as error:
        # Its text may have the value in it.
        raise ValueError("not a value of DynamoDB") from error
    return {kind: content}


def is_same(one: Value, other: Value) -> bool:
    """Return whether two values of the client are one: sets have no order, 1.0 is 1."""
    return _comparable(one) == _comparable(other)


def _comparable(value: Value) -> tuple[str, Any]:
    ((kind, content),) = value.items()
    match kind:
        case "N":
            content = Decimal(content)
        case "NS":
            content = {Decimal(each) for each in content}
        case "SS" | "BS":
            content = set(content)
        case "L":
            content = [_comparable(each) for each in content]
        case "M":
            content = {name: _comparable(each) for name, each in content.items()}
    return kind, content
