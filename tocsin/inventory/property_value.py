"""Reads single properties of a resource, as far as its template decides them."""

import json
from collections.abc import Iterator

from tocsin.assembly import Resource

_OPEN = "${"
"""What stands for a name that is not known; AWS has no name with it."""

_OWN_NAME = "AWS::StackName"


def property_values(resource: Resource, path: str) -> tuple[object, ...]:
    """Return the values at *path*; lists on the way stand for each of their items."""
    return tuple(_within(resource.properties, path.split(".")))


def _within(value: object, keys: list[str]) -> Iterator[object]:
    if isinstance(value, list):
        for item in value:
            yield from _within(item, keys)
    elif not keys:
        yield value
    elif isinstance(value, dict) and keys[0] in value:
        yield from _within(value[keys[0]], keys[1:])


def property_text(resource: Resource, path: str) -> str:
    """Return the value at *path* as a text; "" if there is none."""
    texts = [
        value if isinstance(value, str) else json.dumps(value, default=str)
        for value in property_values(resource, path)
    ]
    return ",".join(texts)


def is_decided(resource: Resource, path: str, value: object) -> bool:
    """Tell whether the template alone decides *value*, which stands at *path*.

    Outside of an assembly of the CDK nothing says what a stack will be called.
    """
    if not isinstance(value, str) or _OPEN in value or "{{resolve:" in value:
        return False
    is_named = resource.stack.depends_on is not None
    return is_named or _OWN_NAME not in json.dumps(written(resource, path), default=str)


def written(resource: Resource, path: str) -> object:
    """Return the property that *path* begins with, as it is written."""
    return resource.declared.properties.get(path.partition(".")[0])
