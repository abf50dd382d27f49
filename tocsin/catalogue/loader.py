"""Reads the catalogue's files, one by one and only when they are asked for."""

from functools import cache
from importlib.resources import files

from yaml import CSafeLoader, load

from tocsin.catalogue.parsing import parse_resource_type
from tocsin.catalogue.resource_type import ResourceType
from tocsin.catalogue.unknown_resource_type import UnknownResourceTypeError

_DATA = files("tocsin.catalogue").joinpath("data")
_SUFFIX = ".yaml"


@cache
def resource_types() -> tuple[str, ...]:
    """The names of all resource types, sorted."""
    names = (entry.name for entry in _DATA.iterdir())
    return tuple(sorted(name.removesuffix(_SUFFIX) for name in names if name.endswith(_SUFFIX)))


@cache
def load_resource_type(name: str) -> ResourceType:
    """What the catalogue knows of one resource type.

    The file is read once; every later call returns the same object.

    Raises:
        UnknownResourceTypeError: There is no such type. It carries a suggestion.
    """
    if name not in resource_types():
        raise UnknownResourceTypeError(name, resource_types())
    text = _DATA.joinpath(name + _SUFFIX).read_text(encoding="utf-8")
    return parse_resource_type(load(text, Loader=CSafeLoader))
