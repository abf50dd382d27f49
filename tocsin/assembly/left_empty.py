"""Values that are empty until a deployment gives them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tocsin.assembly.value_at import value_at

if TYPE_CHECKING:
    from tocsin.assembly.resource import Resource
    from tocsin.diagnostics import KeyPath


def is_left_empty(resource: Resource, path: KeyPath) -> bool:
    """Say whether a function gives an empty text, as `Ref` of a parameter with an empty default.

    Such a parameter has to be given, and what it will be is open.
    """
    written, found = (
        value_at(resource.declared.properties, path),
        value_at(resource.properties, path),
    )
    return found == "" and isinstance(written, Mapping)
