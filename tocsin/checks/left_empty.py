"""Values that are empty until a deployment gives them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tocsin.assembly import Resource
    from tocsin.diagnostics import KeyPath


def is_left_empty(resource: Resource, path: KeyPath) -> bool:
    """Say whether a function gives an empty text, as `Ref` of a parameter with an empty default.

    Such a parameter has to be given, and what it will be is open.
    """
    written, found = _at(resource.declared.properties, path), _at(resource.properties, path)
    return found == "" and isinstance(written, Mapping)


def _at(value: object, path: KeyPath) -> object:
    for key in path:
        if isinstance(value, Mapping):
            value = value.get(key)
        elif isinstance(value, list) and isinstance(key, int) and key < len(value):
            value = value[key]
        else:
            return None
    return value
