"""Reads the records of a catalogue file that somebody else has written, and says what is wrong."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tocsin.diagnostics import YamlValue, quoted

Check = Callable[[YamlValue], object]
"""Reports what is wrong with one value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A mapping with keys that are known.

    Attributes:
        required: Keys that it has to have, and what their values have to be.
        optional: Keys that it may have, too.
    """

    required: Mapping[str, Check]
    optional: Mapping[str, Check] = field(default_factory=dict)

    def __call__(self, value: YamlValue) -> None:
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

    return check_entries


def items(check: Check, *, thing: str, at_least: int = 1) -> Check:
    """Return the check of a list whose items all follow *check*; an empty one for 0 *at_least*."""

    def check_items(value: YamlValue) -> None:
        if value.value == [] and at_least:
            value.report("empty", f"there is no {thing}", f"add a {thing}, or remove the key")
        for child in value.elements(thing):
            check(child)

    return check_items


def word(*allowed: str) -> Check:
    """Return the check of one of some words."""
    return lambda value: value.choice(allowed)


def text(value: YamlValue) -> None:
    """Report what is not a text."""
    value.text()


def flag(value: YamlValue) -> None:
    """Report what is neither true nor false."""
    value.flag()


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

    return check_form


def number(value: YamlValue) -> None:
    """Report what is not a number."""
    if isinstance(value.value, bool) or not isinstance(value.value, int | float):
        value.report("wrong-type", f"{quoted(value.value)} is not a number", "write a number")


def text_or_number(value: YamlValue) -> None:
    """Report what is neither a text nor a number."""
    if not isinstance(value.value, int | float):
        value.text()


def either(check: Check, *, or_record: Record) -> Check:
    """Return the check of a value that follows *check*, unless it is a mapping: a record then."""
    return lambda value: (or_record if isinstance(value.value, dict) else check)(value)


def bounds(value: YamlValue) -> None:
    """Report what is not a lowest and a highest number, each of which may be null."""
    found = value.value
    ends = found if isinstance(found, list) else []
    known = [end for end in ends if isinstance(end, int | float) and not isinstance(end, bool)]
    if len(ends) != 2 or len(known) + ends.count(None) != 2 or sorted(known) != known:  # noqa: PLR2004 - a range has two ends
        what = f"{quoted(found)} is not a range"
        value.report("wrong-range", what, "write [lowest, highest], with null for an open end")


def whole(*, at_least: int, step: int = 1) -> Check:
    """Return the check of a whole number that is a multiple of *step*."""

    def check_whole(value: YamlValue) -> None:
        found = value.value
        is_whole = isinstance(found, int) and not isinstance(found, bool)
        if not is_whole or found < at_least or found % step:
            several = f" that is a multiple of {step}" if step > 1 else ""
            fix = f"write a whole number from {at_least} on{several}"
            value.report("wrong-number", f"{quoted(found)} cannot stand here", fix)

    return check_whole
