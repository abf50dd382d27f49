"""Finds values within what a template has."""

from collections.abc import Iterator, Mapping

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


def texts_in(value: object) -> Iterator[str]:
    """Yield the texts within a value, but not the names of its keys."""
    waiting = [value]
    while waiting:
        part = waiting.pop()
        if isinstance(part, str):
            yield part
        elif isinstance(part, Mapping):
            waiting += part.values()
        elif isinstance(part, list | tuple):
            waiting += part
