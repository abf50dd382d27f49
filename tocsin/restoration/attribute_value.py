"""Values of DynamoDB, as JSON has them and as its client does.

https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html
"""

import base64
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

Value = Mapping[str, Any]


def for_client(value: Value) -> dict[str, Any]:
    """Return a value of JSON as the client takes it: what is binary stands in Base64 in JSON.

    Raises:
        ValueError: It is not a value of DynamoDB.
    """
    try:
        ((kind, content),) = value.items()
        return {kind: _READERS[kind](content)}
    except (AttributeError, LookupError, TypeError, ValueError, InvalidOperation) as error:
        # Its text may have the value in it.
        raise ValueError("not a value of DynamoDB") from error


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


def _text(content: object) -> str:
    if not isinstance(content, str):
        raise TypeError
    return content


def _number(content: object) -> str:
    if not Decimal(_text(content)).is_finite():
        raise ValueError
    return _text(content)


def _binary(content: object) -> bytes:
    return base64.b64decode(_text(content), validate=True)


def _flag(content: object) -> bool:
    if not isinstance(content, bool):
        raise TypeError
    return content


def _null(content: object) -> bool:
    if content is not True:
        raise ValueError
    return True


def _set_of(read: Callable[[object], Any]) -> Callable[[Any], list[Any]]:
    def read_all(content: Any) -> list[Any]:  # noqa: ANN401 - any JSON
        if not isinstance(content, list | tuple) or not content:
            raise TypeError
        return [read(each) for each in content]

    return read_all


def _list(content: Any) -> list[Any]:  # noqa: ANN401 - any JSON
    if not isinstance(content, list | tuple):
        raise TypeError
    return [for_client(each) for each in content]


def _map(content: Mapping[str, Any]) -> dict[str, Any]:
    return {name: for_client(each) for name, each in content.items()}


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "S": _text,
    "N": _number,
    "B": _binary,
    "BOOL": _flag,
    "NULL": _null,
    "SS": _set_of(_text),
    "NS": _set_of(_number),
    "BS": _set_of(_binary),
    "L": _list,
    "M": _map,
}
