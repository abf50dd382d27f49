"""Finds a value within what a template has."""

from collections.abc import Mapping

from tocsin.diagnostics import KeyPath


def value_at(value: object, path: KeyPath) -> object:
    """Return what stands at a path below a value, None if nothing does."""
    for key in path:
        if isinstance(value, Mapping):
            value = value.get(key)
        elif isinstance(value, list) and isinstance(key, int) and key < len(value):
            value = value[key]
        else:
            return None
    return value
