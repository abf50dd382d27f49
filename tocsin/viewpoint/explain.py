"""Turns what the model finds wrong into problems that say what to change."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from pydantic import ValidationError

from tocsin.diagnostics import (
    InvalidValueError,
    KeyPath,
    Location,
    Problem,
    did_you_mean,
    format_duration,
    nearest,
    quoted,
)
from tocsin.viewpoint.data_path import data_path
from tocsin.viewpoint.finding import UNNAMED
from tocsin.viewpoint.pattern_hints import pattern_hint
from tocsin.viewpoint.schema import described, known_keys

_MAPPING = "write keys and values below it, each key in a line of its own"
_SENTENCES = {
    "string_type": ("{value} stands where text is expected", "write text, a number in quotes"),
    "int_type": ("{value} stands where a whole number is expected", "write a whole number"),
    "int_from_float": ("{value} stands where a whole number is expected", "write a whole number"),
    "float_type": ("{value} stands where a number is expected", "write a number"),
    "finite_number": ("{value} stands where a number is expected", "write a finite number"),
    "bool_type": ("{value} stands where true or false is expected", "write true or false"),
    "dict_type": ("{value} stands where a mapping is expected", _MAPPING),
    "model_type": ("{value} stands where a mapping is expected", _MAPPING),
    "tuple_type": ("{value} stands where a list is expected", "write a list, as [one, two]"),
    "string_too_long": ("{value} is too long", "use at most {max_length} characters"),
    "too_short": ("it is empty", "add at least one entry"),
    "too_long": ("it has too many entries", "use at most {max_length}"),
    "greater_than": ("{value} is too small", "use more than {gt:g}"),
    "greater_than_equal": ("{value} is too small", "use {shown_limit} or more"),
    "less_than": ("{value} is too large", "use less than {lt:g}"),
    "less_than_equal": ("{value} is too large", "use {shown_limit} or less"),
}
"""What is wrong and what to change, by pydantic's type of error.

https://docs.pydantic.dev/latest/errors/validation_errors/
"""

_KINDS = {
    "extra_forbidden": "viewpoint/unknown-key",
    "missing": "viewpoint/missing-key",
    "literal_error": "viewpoint/not-allowed",
    "enum": "viewpoint/not-allowed",
    "string_pattern_mismatch": "viewpoint/wrong-form",
    **dict.fromkeys(
        (each for each in _SENTENCES if each.endswith("_type") or each == "int_from_float"),
        "viewpoint/wrong-type",
    ),
    **dict.fromkeys(("too_short", "string_too_short"), "viewpoint/empty"),
    **dict.fromkeys(("too_long", "string_too_long"), "viewpoint/too-long"),
    **dict.fromkeys(
        ("greater_than", "greater_than_equal", "less_than", "less_than_equal", "finite_number"),
        "viewpoint/out-of-range",
    ),
}
"""The kind of a problem by pydantic's type of error."""

MOST_EXPLAINED = 1_000
"""Of how many mistakes in the form of a viewpoint people are told at once; each takes memory."""

_OF_ONE_VALUE = ("literal[", "function-before[")
"""How pydantic names the alternatives of a part that are a word or a length of time."""

_NO_PLACES = ("settings", "identifiers", "dimensions")
"""Where people put what stands beside the type of a resource."""

_Details = dict[KeyPath, list[dict[str, Any]]]
"""What pydantic says, by where it is in the data."""


def explain(error: ValidationError, data: object) -> tuple[Problem, ...]:
    """Return a problem for each thing that *error* says about *data*, or for the first thousand."""
    details: _Details = {}
    errors = error.errors(include_url=False)
    for each in errors[:MOST_EXPLAINED]:
        detail: dict[str, Any] = dict(each)
        path = data_path(detail["loc"], data, missing=detail["type"] == "missing")
        details.setdefault(path, []).append(detail)
    problems: list[Problem] = []
    around = {path[:length] for path in details for length in range(len(path))}
    misspelt = _unknown_keys(details)
    for path, found in details.items():
        if found[0]["type"] == "missing" and _is_misspelt(path, misspelt):
            continue
        told = _told(found, _value(data, path), is_explained=path in around)
        problems += _merged([_problems(each, path) for each in told])
    if more := errors[MOST_EXPLAINED:]:
        problems.append(_more(data_path(more[0]["loc"], data), len(more)))
    return tuple(problems)


def _more(first: KeyPath, count: int) -> Problem:
    return Problem(
        kind="viewpoint/more-problems",
        where=Location(source=UNNAMED, key_path=first),
        what=f"{count:,} more mistakes are not shown, of which this is the first",
        fix="correct the others first",
    )


def _told(
    found: list[dict[str, Any]], value: object, *, is_explained: bool
) -> list[dict[str, Any]]:
    """Return those of the details *found* of a value that are not noise.

    All of them may be noise if something within the value explains what is wrong with it.
    """
    told = [each for each in found if not _is_noise(each, value)]
    return told if told or is_explained else found


def _unknown_keys(details: _Details) -> dict[KeyPath, list[str]]:
    """Return the keys that are unknown, by where they stand."""
    unknown: dict[KeyPath, list[str]] = {}
    for path, found in details.items():
        if found[0]["type"] == "extra_forbidden":
            unknown.setdefault(path[:-1], []).append(str(path[-1]))
    return unknown


def _is_misspelt(path: KeyPath, unknown: Mapping[KeyPath, Sequence[str]]) -> bool:
    """Tell whether a missing key seems to be there under a name that is unknown."""
    return any(nearest(key, [str(path[-1])]) for key in unknown.get(path[:-1], ()))


def _value(data: Any, path: KeyPath) -> object:  # noqa: ANN401 - any YAML value
    for part in path:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def _is_noise(detail: dict[str, Any], value: object) -> bool:
    """Tell whether *detail* is about what the writer did not choose, or follows from another."""
    if detail["type"] == "too_short" and value:
        return True  # the entries are there, and each has a problem of its own
    if str(detail["loc"][-1]).startswith(_OF_ONE_VALUE) and isinstance(value, dict):
        return True
    return (
        detail["type"] == "model_type"
        and isinstance(value, str)
        and len(detail["loc"]) > 1
        and (detail["loc"][-1] in {"RecommendedAlarm", "AlarmOverride"})
    )


def _problems(detail: dict[str, Any], path: KeyPath) -> list[Problem]:
    """Return the problems that *detail* stands for: more than one if a check found several."""
    where = Location(source=UNNAMED, key_path=path)
    error = detail.get("ctx", {}).get("error")
    if isinstance(error, InvalidValueError):
        return [
            Problem(kind="viewpoint/invalid-value", where=where, what=each.what, fix=each.fix)
            for each in (error, *error.also)
        ]
    what, fix = _sentence(detail, path)
    kind = _KINDS.get(detail["type"], "viewpoint/invalid-value")
    return [Problem(kind=kind, where=where, what=what, fix=fix)]


def _sentence(detail: dict[str, Any], path: KeyPath) -> tuple[str, str]:
    kind, context, value = detail["type"], detail.get("ctx", {}), quoted(detail["input"])
    if kind in _SENTENCES:
        values = {**context, "value": value, "shown_limit": _limit(context)}
        what, fix = (text.format(**values) for text in _SENTENCES[kind])
    elif kind == "extra_forbidden":
        what = f"the key {quoted(path[-1])} is unknown"
        fix = did_you_mean(str(path[-1]), known_keys(path[:-1]))
    elif kind == "missing":
        what, fix = f"{path[-1]!r} is missing", f"add {path[-1]!r}{_meaning(path)}"
    elif kind == "string_too_short":
        what, fix = "the text is empty", f"write it{_meaning(path)}"
    elif kind in {"literal_error", "enum"}:
        what, fix = f"{value} is not allowed here", _choice(context["expected"], detail["input"])
    elif kind == "string_pattern_mismatch" and _is_fact_too_deep(path):
        what = f"{quoted(path[-1])} stands within {path[-2]}"
        fix = f"write {path[-1]} beside the type, where the identifiers are; remove {path[-2]}"
    elif kind == "string_pattern_mismatch":
        what, fix = f"{value} does not have the form it needs", pattern_hint(context["pattern"])
    else:
        what, fix = f"{value}: {_lower_first(detail['msg'])}", "change the value"
    return what, fix


def _is_fact_too_deep(path: KeyPath) -> bool:
    """Tell whether *path* is that of a setting or identifier in a mapping of its own."""
    return path[-4:-3] == ("resources",) and path[-2] in _NO_PLACES


def _limit(context: dict[str, Any]) -> str:
    limit = context.get("ge", context.get("le"))
    return format_duration(limit) if isinstance(limit, timedelta) else f"{limit}".removesuffix(".0")


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def _meaning(path: KeyPath) -> str:
    description = described(path)
    return f": {_lower_first(description).rstrip('.')}" if description else ""


def _choice(expected: str, value: object) -> str:
    """Return the hint for *value*, which is not one of the words that *expected* lists."""
    return did_you_mean(str(value), re.findall(r"'([^']*)'", expected))


def _merged(alternatives: list[list[Problem]]) -> list[Problem]:
    """Join what the alternatives of one value say into one problem."""
    if len(alternatives) <= 1:
        return alternatives[0] if alternatives else []
    problems = [problem for found in alternatives for problem in found]
    fixes = dict.fromkeys(problem.fix for problem in problems)
    return [replace(problems[0], fix=", or ".join(fixes))]
