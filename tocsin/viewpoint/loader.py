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
    read_text_file,
    read_yaml,
)
from tocsin.viewpoint.explain import explain
from tocsin.viewpoint.partial_validation import check_valid_parts
from tocsin.viewpoint.references import check_references
from tocsin.viewpoint.viewpoint import Viewpoint

_BEGIN = "begin with 'system: NAME'"


def load_viewpoint(path: Path) -> tuple[Viewpoint, YamlSource]:
    """Read the viewpoint in the file *path*; the source tells where everything stands in it.

    Raises:
        InvalidInputError: With everything that is wrong.
    """
    fix = "describe one system in one viewpoint, and keep data out of it"
    text = read_text_file(path, maximum_bytes=CORE.maximum_bytes, too_large=fix)
    return parse_viewpoint(text, name=str(path))


def parse_viewpoint(text: str, *, name: str = "viewpoint.yaml") -> tuple[Viewpoint, YamlSource]:
    """Read the viewpoint in *text*.

    Raises:
        InvalidInputError: With everything that is wrong.
    """
    where = Location(source=name)
    source = read_yaml(text, name=name)
    if source.data is None:
        what = "the viewpoint is empty"
        raise InvalidInputError.of("viewpoint/empty", where, what, _BEGIN)
    if not isinstance(source.data, dict):
        found = "a list" if isinstance(source.data, list) else quoted(source.data)
        what = f"{found} stands at the top"
        raise InvalidInputError.of("viewpoint/wrong-type", where, what, _BEGIN)
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
