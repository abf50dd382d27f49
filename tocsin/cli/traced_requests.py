"""Reads which requests services begin traces of, and how many there are of each."""

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from tocsin.cli.terminal import about, refuse
from tocsin.diagnostics import (
    InvalidInputError,
    InvalidValueError,
    Location,
    Position,
    Problem,
    YamlValue,
    one_of,
    quoted,
)
from tocsin.sampling import Route, TracedRequest
from tocsin.traffic import parse_rate

_TEXTS = ("service", "method", "path", "host", "service_type", "resource_arn")
_USUAL = "usual"
_ATTRIBUTES = "attributes"
_FIX = "write a number and a time, as '40 a second'"
_MOST = 1e9
"""Requests a second; no system has so many."""


class _Row(NamedTuple):
    """A line of a table, with what is reported of it."""

    values: Mapping[str, str]
    where: Location


def read_requests(path: Path) -> tuple[Route, ...]:
    """Return the requests of a file, of YAML, JSON or comma-separated values.

    Raises:
        typer.Exit: It is not there, or something in it is wrong.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        fix = "name a file with requests: docs/tracing.md says what stands in it"
        raise refuse([about(path, "requests/unreadable", str(error), fix)]) from error
    try:
        if path.suffix.lower() == ".csv":
            return tuple(_of_table(text, str(path)))
        return _of_yaml(text, str(path))
    except InvalidInputError as error:
        raise refuse(error.problems) from error


def _of_yaml(text: str, name: str) -> tuple[Route, ...]:
    top = YamlValue.top(text, name, kind="file of requests", room="requests")
    found: list[Route | None] = []
    if top.keys(("requests",)):
        listed = top.get("requests")
        found = [_route(each) for each in listed.items()] if listed else []
        if listed is None:
            top.report("none", "there are no requests", "write them in a list under requests")
    top.collector.raise_if_any()
    return tuple(each for each in found if each is not None)


def _route(value: YamlValue) -> Route | None:
    if not value.keys((*_TEXTS, _ATTRIBUTES, _USUAL)):
        return None
    texts = {key: _text(value, key) for key in _TEXTS if value.has(key)}
    attributes = value.get(_ATTRIBUTES)
    for key in ("service", _USUAL):
        if not value.has(key):
            value.report("missing", f"{key} is missing", f"write {key}")
    usual = value.get(_USUAL)
    per_second = _rate(usual) if usual is not None else None
    if per_second is None or None in texts.values() or "service" not in texts:
        return None
    known = {key: text for key, text in texts.items() if text is not None}
    data: dict[str, object] = {}
    if attributes is not None:
        data = {name: each.value for name, each in attributes.entries()}
    return Route(request=TracedRequest(**known, attributes=data), per_second=per_second)


def _text(value: YamlValue, key: str) -> str | None:
    child = value.get(key)
    return child.text() if child is not None else None


def _rate(value: YamlValue) -> float | None:
    try:
        return _per_second(value.value)
    except InvalidValueError as error:
        value.report("not-a-rate", error.what, error.fix)
        return None


def _per_second(value: Any) -> float:  # noqa: ANN401 - whatever stands in the file
    """Return how many there are in a second; a number alone is so many in a second."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        if not 0 <= value <= _MOST:
            raise InvalidValueError(f"{value} is not a number of requests a second", _FIX)
        return float(value)
    return parse_rate(value).per_second


def _of_table(text: str, name: str) -> Iterator[Route]:
    problems: list[Problem] = []
    routes: list[Route] = []
    for row in _rows(text, name):
        try:
            routes.append(_of_row(row.values))
        except InvalidValueError as error:
            problems.append(
                Problem(kind="requests/wrong-line", where=row.where, what=error.what, fix=error.fix)
            )
    if problems:
        raise InvalidInputError(problems)
    yield from routes


def _rows(text: str, name: str) -> Iterator[_Row]:
    table = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    columns = _columns(table, name)
    wrong = [each for each in columns or ("",) if each not in (*_TEXTS, _USUAL)]
    if wrong or not {"service", _USUAL} <= {*columns} or len({*columns}) < len(columns):
        what = f"the columns are {', '.join(map(quoted, columns))}"
        fix = f"name service, usual, and perhaps others in the first line: {one_of(_TEXTS)}"
        where = _at(name, 1)
        raise InvalidInputError(
            [Problem(kind="requests/wrong-columns", where=where, what=what, fix=fix)]
        )
    try:
        for values in table:
            yield _Row(values, _at(name, table.line_num))
    except csv.Error as error:
        raise _unreadable(name, table.line_num, error) from error


def _columns(table: "csv.DictReader[str]", name: str) -> tuple[str, ...]:
    try:
        return tuple(table.fieldnames or ())
    except csv.Error as error:
        raise _unreadable(name, 1, error) from error


def _unreadable(name: str, line: int, error: csv.Error) -> InvalidInputError:
    what, fix = f"the line cannot be read: {error}", "close quotation marks"
    return InvalidInputError(
        [Problem(kind="requests/unreadable", where=_at(name, line), what=what, fix=fix)]
    )


def _at(name: str, line: int) -> Location:
    return Location(source=name, position=Position(line=line, column=1))


def _of_row(values: Mapping[str, Any]) -> Route:
    """Return the requests of a line; a cell that is not there is not known."""
    if None in values or None in values.values():
        raise InvalidValueError(
            "the line has another number of cells than the first", 'put texts with commas in "'
        )
    known = {key: values[key] for key in _TEXTS if values.get(key)}
    if "service" not in known:
        raise InvalidValueError("service is empty", "write the name of the service in traces")
    usual: str = values[_USUAL]
    number = _number(usual)
    return Route(
        request=TracedRequest(**known), per_second=_per_second(usual if number is None else number)
    )


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
