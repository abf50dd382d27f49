"""The catalogue for programs: all that the files have, with what they leave out filled in."""

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from tocsin.catalogue import ResourceType

FORMAT_VERSION = 1
"""It changes when a key goes, or means something else; keys may be added."""


def catalogue_data(kinds: Iterable[ResourceType]) -> dict[str, Any]:
    """Return the types, in order, by their names."""
    return {"version": FORMAT_VERSION, "types": {kind.name: _plain(kind) for kind in kinds}}


def _plain(value: object) -> Any:  # noqa: ANN401 - any JSON value
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Mapping):
        return {str(name): _plain(each) for name, each in value.items()}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value
