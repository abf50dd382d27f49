"""Finds values within what a template has."""

from collections.abc import Iterator, Mapping


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
