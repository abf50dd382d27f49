"""Reads a viewpoint from text or from a file."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from pydantic import ValidationError

from tocsin.diagnostics import (
    CORE,
    InvalidInputError,
    Location,
    Problem,
    YamlSource,
    quoted,
    read_yaml,
)
from tocsin.viewpoint.explain import explain
from tocsin.viewpoint.partial_validation import check_valid_parts
from tocsin.viewpoint.references import check_references
from tocsin.viewpoint.viewpoint import Viewpoint


def load_viewpoint(path: Path) -> tuple[Viewpoint, YamlSource]:
    """Read the viewpoint in the file *path*; the source tells where everything stands in it.

    Raises:
        InvalidInputError: With everything that is wrong.
    """
    return parse_viewpoint(_text(path), name=str(path))


def parse_viewpoint(text: str, *, name: str = "viewpoint.yaml") -> tuple[Viewpoint, YamlSource]:
    """Read the viewpoint in *text*.

    Raises:
        InvalidInputError: With everything that is wrong.
    """
    source = read_yaml(text, name=name)
    if source.data is None:
        raise _unreadable("empty", name, "the viewpoint is empty", "begin with 'system: NAME'")
    if not isinstance(source.data, dict):
        found = "a list" if isinstance(source.data, list) else quoted(source.data)
        what = f"{found} stands at the top"
        raise _unreadable("wrong-type", name, what, "begin with 'system: NAME'")
    problems = list(source.problems)
    viewpoint = None
    try:
        viewpoint = Viewpoint.model_validate(source.data)
    except ValidationError as error:
        problems += explain(error, source.data)
        problems += check_valid_parts(source.data, error)
    if viewpoint is not None:
        problems += [finding.problem for finding in check_references(viewpoint)]
    if viewpoint is None or problems:
        raise InvalidInputError(with_positions(problems, source))
    return viewpoint, source


def with_positions(problems: Iterable[Problem], source: YamlSource) -> tuple[Problem, ...]:
    """Return *problems* with their places in *source*, in the order of the text."""
    found = [
        problem
        if problem.where.position
        else replace(problem, where=source.locate(problem.where.key_path))
        for problem in problems
    ]
    return tuple(sorted(found, key=_place))


def _place(problem: Problem) -> tuple[int, int]:
    position = problem.where.position
    return (position.line, position.column) if position else (0, 0)


def _text(path: Path) -> str:
    try:
        size = path.stat().st_size
        if size > CORE.maximum_bytes:
            what = f"the file has {size} bytes, more than {CORE.maximum_bytes}"
            fix = "describe one system in one viewpoint, and keep data out of it"
            raise _unreadable("too-large", str(path), what, fix)
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        what = f"byte {error.start} is not UTF-8"
        raise _unreadable("not-utf-8", str(path), what, "save the file as UTF-8 text") from error
    except OSError as error:
        what = f"the file cannot be read: {error.strerror}"
        fix = "name an existing YAML file"
        raise _unreadable("unreadable-file", str(path), what, fix) from error


def _unreadable(kind: str, name: str, what: str, fix: str) -> InvalidInputError:
    where = Location(source=name)
    return InvalidInputError((Problem(kind=f"viewpoint/{kind}", where=where, what=what, fix=fix),))
