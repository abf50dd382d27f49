"""What a value of a body has to be like, and what is wrong with one that is not."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tocsin.diagnostics import one_of, quoted

Fault = tuple[str, str, str]
"""Where in the body, what is wrong, and what to do."""

Rule = Callable[[Any, str], Iterator[Fault]]
"""Yields what is wrong with a value that stands at a place."""


def text(value: Any, path: str) -> Iterator[Fault]:  # noqa: ANN401 - any JSON, here and below
    """A text."""
    if not isinstance(value, str):
        yield path, f"it is {quoted(value)}", "write a text"


def flag(value: Any, path: str) -> Iterator[Fault]:  # noqa: ANN401
    """True or false."""
    if not isinstance(value, bool):
        yield path, f"it is {quoted(value)}", "write true or false"


def number(value: Any, path: str) -> Iterator[Fault]:  # noqa: ANN401
    """A number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        yield path, f"it is {quoted(value)}", "write a number"


def anything(_value: Any, _path: str) -> Iterator[Fault]:  # noqa: ANN401
    """Whatever is written."""
    yield from ()


def whole(least: int, most: int | None = None) -> Rule:
    """Return the rule of a whole number in a range."""

    def rule(value: Any, path: str) -> Iterator[Fault]:  # noqa: ANN401
        is_whole = isinstance(value, int) and not isinstance(value, bool)
        if not is_whole or value < least or (most is not None and value > most):
            span = f"from {least} to {most}" if most is not None else f"of {least} or more"
            yield path, f"it is {quoted(value)}", f"write a whole number {span}"

    return rule


def choice(*allowed: str) -> Rule:
    """Return the rule of one of some words."""

    def rule(value: Any, path: str) -> Iterator[Fault]:  # noqa: ANN401
        if value not in allowed:
            yield path, f"it is {quoted(value)}", one_of(allowed)

    return rule


def form(pattern: str, example: str) -> Rule:
    """Return the rule of a text that has a form."""

    def rule(value: Any, path: str) -> Iterator[Fault]:  # noqa: ANN401
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            yield path, f"it is {quoted(value)}", f"write it as {example}"

    return rule


def period(value: Any, path: str) -> Iterator[Fault]:  # noqa: ANN401
    """Seconds of a period that CloudWatch has."""
    is_whole = isinstance(value, int) and not isinstance(value, bool)
    if not is_whole or not (value in {1, 5, 10, 20, 30} or (value > 0 and value % 60 == 0)):
        fix = "write 1, 5, 10, 20, 30 or a multiple of 60"
        yield path, f"{quoted(value)} is not a period of CloudWatch", fix


def many(rule: Rule, *, least: int = 0, most: int | None = None) -> Rule:
    """Return the rule of a list, each item of which follows *rule*."""

    def of_list(value: Any, path: str) -> Iterator[Fault]:  # noqa: ANN401
        if not isinstance(value, list):
            yield path, f"it is {quoted(value)}", "write a list"
            return
        if len(value) < least or (most is not None and len(value) > most):
            fix = f"write {least} to {most}" if most is not None else f"write at least {least}"
            yield path, f"it has {len(value):,} items", fix
        for index, item in enumerate(value):
            yield from rule(item, f"{path}[{index}]")

    return of_list


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapped:
    """The rule of a mapping.

    Attributes:
        keys: What may stand in it, each with its rule.
        needed: What has to.
        also: What is asked of it as a whole, if it is one.
    """

    keys: Mapping[str, Rule]
    needed: tuple[str, ...] = ()
    also: Rule = field(default=anything)

    def __call__(self, value: Any, path: str) -> Iterator[Fault]:  # noqa: ANN401
        """Yield what is wrong with a value."""
        if not isinstance(value, dict):
            yield path, f"it is {quoted(value)}", "write a mapping"
            return
        for key in self.needed:
            if key not in value:
                yield path, f"{key} is missing", f"write {key}"
        for key, item in value.items():
            if key in self.keys:
                yield from self.keys[key](item, f"{path}.{key}")
            else:
                yield f"{path}.{key}", "CloudWatch knows no such key", one_of(tuple(self.keys))
        yield from self.also(value, path)
