"""Collects what is wrong with one value, so that people fix it at once."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from tocsin.diagnostics import InvalidValueError

_Read = TypeVar("_Read")


class Collected:
    """What is wrong with a value so far."""

    def __init__(self) -> None:
        self._errors: list[InvalidValueError] = []

    def add(self, what: str, fix: str) -> None:
        """Add something that is wrong."""
        self._errors.append(InvalidValueError(what, fix))

    def each(self, read: Callable[[str], _Read], texts: Iterable[str]) -> tuple[_Read, ...]:
        """Return what *read* makes of each text; what it refuses is added."""
        found: list[_Read] = []
        for text in texts:
            try:
                found.append(read(text))
            except InvalidValueError as error:
                self._errors.append(error)
        return tuple(found)

    def raise_if_any(self) -> None:
        """Go on only if nothing is wrong.

        Raises:
            InvalidValueError: Something is; it carries the rest.
        """
        if self._errors:
            first, *others = {str(error): error for error in self._errors}.values()
            raise InvalidValueError(first.what, first.fix, also=others)
