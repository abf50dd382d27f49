"""Reads the records of a catalogue file that somebody else has written, and says what is wrong.

Each check also says as JSON Schema what it takes, so that an editor and the reader agree.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from tocsin.diagnostics import YamlValue, quoted

Schema = Mapping[str, Any]


class Check(Protocol):
    """Reports what is wrong with one value."""

    @property
    def schema(self) -> Schema:
        """What it takes, as JSON Schema."""

    def __call__(self, value: YamlValue, /) -> None:
        """Report what is wrong with *value*."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A check made of a function, with what it takes as JSON Schema."""

    report: Callable[[YamlValue], object]
    schema: Schema

    def __call__(self, value: YamlValue, /) -> None:
        """Report what is wrong with *value*."""
        self.report(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A mapping with keys that are known.

    Attributes:
        required: Keys that it has to have, and what their values have to be.
        optional: Keys that it may have, too.
    """

    required: Mapping[str, Check]
    optional: Mapping[str, Check] = field(default_factory=dict)

    @property
    def schema(self) -> Schema:
        """What it takes, as JSON Schema."""
        checks = {**self.required, **self.optional}
        return {
            "type": "object",
            "properties": {key: check.schema for key, check in checks.items()},
            "required": list(self.required),
            "additionalProperties": False,
        }

    def __call__(self, value: YamlValue, /) -> None:
        """Report keys that are missing or unknown, and what is wrong with the others."""
        checks = {**self.required, **self.optional}
        if not value.keys(checks):
            return
        for key in self.required:
            if not value.has(key):
                value.report("missing-key", f"{key} is missing", f"add {key}")
        for key, check in checks.items():
            if (child := value.get(key)) is not None:
                check(child)


def each(check: Check, *, name: str = "") -> Check:
    """Return the check of a mapping whose values all follow *check*.

    Args:
        check: The check of a value.
        name: A pattern that whole keys match; any name if empty.
    """

    def check_entries(value: YamlValue) -> None:
        for key, child in value.entries():
            if name and not re.fullmatch(name, str(key)):
                what = f"{quoted(key)} is not a name that can stand here"
                child.report("wrong-name", what, f"use a name that matches {name}")
            check(child)

    names = {"propertyNames": {"pattern": _whole(name)}} if name else {}
    schema = {"type": "object", "additionalProperties": check.schema, **names}
    return Rule(check_entries, schema)


def items(check: Check, *, thing: str, at_least: int = 1) -> Check:
    """Return the check of a list whose items all follow *check*; an empty one for 0 *at_least*."""

    def check_items(value: YamlValue) -> None:
        if value.value == [] and at_least:
            value.report("empty", f"there is no {thing}", f"add a {thing}, or remove the key")
        for child in value.elements(thing):
            check(child)

    schema = {"type": "array", "items": check.schema, "minItems": at_least}
    return Rule(check_items, schema)


def word(*allowed: str) -> Check:
    """Return the check of one of some words."""
    return Rule(lambda value: value.choice(allowed), {"enum": list(allowed)})


def matching(pattern: str, *, form: str) -> Check:
    """Return the check of a text of one form.

    Args:
        pattern: What the whole text matches.
        form: How to write it, for the message.
    """

    def check_form(value: YamlValue) -> None:
        written = value.value if value.value == "" else value.text()
        if written is not None and not re.fullmatch(pattern, written):
            value.report("wrong-form", f"{quoted(written)} is not of the form", f"write {form}")

    return Rule(check_form, {"type": "string", "pattern": _whole(pattern)})


def either(check: Check, *, or_record: Record) -> Check:
    """Return the check of a value that follows *check*, unless it is a mapping: a record then."""
    return Rule(
        lambda value: (or_record if isinstance(value.value, dict) else check)(value),
        {"anyOf": [check.schema, or_record.schema]},
    )


def or_nothing(check: Check) -> Check:
    """Return the check of a value that may be null, and otherwise follows *check*."""
    return Rule(
        lambda value: None if value.value is None else check(value),
        {"anyOf": [check.schema, {"type": "null"}]},
    )


def whole(*, at_least: int, step: int = 1) -> Check:
    """Return the check of a whole number that is a multiple of *step*."""

    def check_whole(value: YamlValue) -> None:
        found = value.value
        is_whole = isinstance(found, int) and not isinstance(found, bool)
        if not is_whole or found < at_least or found % step:
            several = f" that is a multiple of {step}" if step > 1 else ""
            fix = f"write a whole number from {at_least} on{several}"
            value.report("wrong-number", f"{quoted(found)} cannot stand here", fix)

    return Rule(check_whole, {"type": "integer", "minimum": at_least, "multipleOf": step})


def _check_number(value: YamlValue) -> None:
    if isinstance(value.value, bool) or not isinstance(value.value, int | float):
        value.report("wrong-type", f"{quoted(value.value)} is not a number", "write a number")


def _check_text_or_number(value: YamlValue) -> None:
    if not isinstance(value.value, int | float):
        value.text()


def _check_bounds(value: YamlValue) -> None:
    found = value.value
    ends = found if isinstance(found, list) else []
    known = [end for end in ends if isinstance(end, int | float) and not isinstance(end, bool)]
    if len(ends) != 2 or len(known) + ends.count(None) != 2 or sorted(known) != known:  # noqa: PLR2004 - a range has two ends
        what = f"{quoted(found)} is not a range"
        value.report("wrong-range", what, "write [lowest, highest], with null for an open end")


def _whole(pattern: str) -> str:
    """Return a pattern for what JSON Schema searches, which the whole text has to match."""
    return f"^(?:{pattern})$"


text = Rule(lambda value: value.text(), {"type": ["string", "number"], "minLength": 1})
"""Reports what is not a text; a number is one, as it is written."""

flag = Rule(lambda value: value.flag(), {"type": "boolean"})
"""Reports what is neither true nor false."""

number = Rule(_check_number, {"type": "number"})
"""Reports what is not a number."""

text_or_number = Rule(_check_text_or_number, {"type": ["string", "number"]})
"""Reports what is neither a text nor a number."""

bounds = Rule(
    _check_bounds,
    {"type": "array", "items": {"type": ["number", "null"]}, "minItems": 2, "maxItems": 2},
)
"""Reports what is not a lowest and a highest number, each of which may be null."""
