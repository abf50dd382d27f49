"""Turns what the model finds wrong into problems that say what to change."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError

from tocsin.viewpoint.problem import ViewpointProblem
from tocsin.viewpoint.schema import json_schema, known_keys

Path = tuple[str | int, ...]

_FIXES = {
    "string_type": "write text, in quotes if it looks like a number",
    "int_type": "write a whole number",
    "float_type": "write a number",
    "bool_type": "write true or false",
    "dict_type": "write keys and values below it, each key in a line of its own",
    "model_type": "write keys and values below it, each key in a line of its own",
    "tuple_type": "write a list, as [one, two]",
    "too_short": "add what is missing",
    "date_from_datetime_parsing": "write a date, as 2026-01-05",
}
_PATTERN_FIXES = {
    "[A-Za-z][A-Za-z0-9]*([ _-]": "use words of letters and digits, parted by one blank, - or _",
    "[0-9]{12}": "write the twelve digits in quotes",
    "[a-z]{2}(-": "write a Region's code, as eu-west-1",
    "^[a-z][a-z0-9]*$": "use lower-case letters and digits",
    "^[a-z][a-z0-9]*(-": "use lower-case letters, digits and single hyphens",
    "@": "write an address, as ana@example.com",
    "^\\+": "write the number with its country code, as +15550100123",
    "cron": "write six fields, as cron(0 3 * * ? *)",
    "Monday": "write a day and a time, as Monday 09:00",
    "(https://\\S+|ssm": "write an https:// address, ssm:/path or secretsmanager:name",
}


def explain(error: ValidationError, data: object) -> tuple[ViewpointProblem, ...]:
    """Return a problem for each thing that *error* says about *data*."""
    schema = json_schema()
    problems: dict[Path, list[ViewpointProblem]] = {}
    for detail in error.errors(include_url=False):
        path = _path(detail["loc"], data, missing=detail["type"] == "missing")
        problem = _problem(dict(detail), path, schema)
        if not _is_noise(dict(detail), _value(data, path)):
            problems.setdefault(path, []).append(problem)
    return tuple(_merged(found) for found in problems.values())


def did_you_mean(word: str, words: Iterable[str]) -> str:
    """Return a hint that names the nearest of *words*, or lists them all."""
    allowed = tuple(words)
    near = get_close_matches(word, allowed, n=1, cutoff=0.6)
    if near:
        return f"did you mean {near[0]!r}?"
    return f"use one of {', '.join(allowed)}" if allowed else "none is defined; remove it"


def data_path(location: Path, data: object) -> Path:
    """Return *location* as far as it exists in *data*, without names of alternatives."""
    return _path(location, data, missing=False)


def _path(location: Path, data: Any, *, missing: bool) -> Path:  # noqa: ANN401 - any YAML value
    """Return *location* without the names of alternatives that are not in the data."""
    path: list[str | int] = []
    for number, part in enumerate(location):
        is_last = number == len(location) - 1
        if _holds(data, part):
            data = data[part]
        elif not (is_last and missing):
            continue
        path.append(part)
    return tuple(path)


def _holds(data: object, part: str | int) -> bool:
    if isinstance(data, dict):
        return part in data
    return isinstance(data, list) and isinstance(part, int) and part < len(data)


def _value(data: Any, path: Path) -> object:  # noqa: ANN401 - any YAML value
    for part in path:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def _is_noise(detail: dict[str, Any], value: object) -> bool:
    """Tell whether *detail* is about the alternative that the writer did not choose."""
    tagged = str(detail["loc"][-1]).startswith("literal[")
    if tagged and isinstance(value, dict):
        return True
    return (
        detail["type"] == "model_type"
        and isinstance(value, str)
        and len(detail["loc"]) > 1
        and (detail["loc"][-1] in {"RecommendedAlarm", "AlarmOverride"})
    )


def _problem(detail: dict[str, Any], path: Path, schema: dict[str, Any]) -> ViewpointProblem:
    kind, context = detail["type"], detail.get("ctx", {})
    shown = _shown(detail["input"])
    match kind:
        case "extra_forbidden":
            keys = known_keys(schema, path[:-1])
            what = f"the key {path[-1]!r} is unknown"
            fix = did_you_mean(str(path[-1]), keys)
        case "missing":
            what, fix = f"{path[-1]!r} is missing", f"add {path[-1]!r}"
        case "value_error":
            what, _, fix = str(context["error"]).partition("; ")
        case "literal_error" | "enum":
            what, fix = f"{shown} is not allowed here", f"use {context['expected']}"
        case "string_pattern_mismatch":
            what, fix = f"{shown} has not the form it needs", _pattern_fix(context["pattern"])
        case "too_short":
            what, fix = "it is empty", "add at least one entry"
        case _:
            what = f"{shown}: {_lower_first(detail['msg'])}"
            fix = _FIXES.get(kind, "change the value")
    return ViewpointProblem(path=path, what=what, fix=fix or "change the value")


def _pattern_fix(pattern: str) -> str:
    for beginning, fix in _PATTERN_FIXES.items():
        if beginning in pattern:
            return fix
    return f"it must match {pattern}"


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."  # noqa: PLR2004 - fits in a line


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def _merged(problems: list[ViewpointProblem]) -> ViewpointProblem:
    """Join what the alternatives of one value say into one problem."""
    first = problems[0]
    fixes = dict.fromkeys(problem.fix for problem in problems)
    return ViewpointProblem(path=first.path, what=first.what, fix=", or ".join(fixes))
