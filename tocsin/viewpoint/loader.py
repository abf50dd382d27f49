"""Reads a viewpoint from text or from a file."""

from dataclasses import replace
from pathlib import Path

from pydantic import ValidationError

from tocsin.diagnostics import (
    MAXIMUM_BYTES,
    ViewpointError,
    ViewpointProblem,
    YamlSource,
    read_yaml,
    shown,
)
from tocsin.viewpoint.explain import explain
from tocsin.viewpoint.partial_validation import references_of_sound_parts
from tocsin.viewpoint.references import check_references
from tocsin.viewpoint.viewpoint import Viewpoint


def load_viewpoint(path: Path) -> tuple[Viewpoint, YamlSource]:
    """Read the viewpoint in the file *path*; the source tells where everything stands in it.

    Raises:
        ViewpointError: With everything that is wrong.
    """
    return parse_viewpoint(_text(path), name=str(path))


def parse_viewpoint(text: str, *, name: str = "viewpoint.yaml") -> tuple[Viewpoint, YamlSource]:
    """Read the viewpoint in *text*.

    Raises:
        ViewpointError: With everything that is wrong.
    """
    source = read_yaml(text, name=name)
    if source.data is None:
        raise _refused(name, "the viewpoint is empty", "begin with 'system: NAME'")
    if not isinstance(source.data, dict):
        kind = "a list" if isinstance(source.data, list) else shown(source.data)
        raise _refused(name, f"{kind} stands at the top", "begin with 'system: NAME'")
    problems = list(source.problems)
    viewpoint = None
    try:
        viewpoint = Viewpoint.model_validate(source.data)
    except ValidationError as error:
        problems += explain(error, source.data)
        problems += references_of_sound_parts(source.data, error)
    if viewpoint is not None:
        problems += check_references(viewpoint)
    if viewpoint is None or problems:
        raise ViewpointError(placed(problems, source))
    return viewpoint, source


def placed(problems: list[ViewpointProblem], source: YamlSource) -> tuple[ViewpointProblem, ...]:
    """Return *problems* with their places in *source*, in the order of the text."""
    found = [
        replace(
            problem,
            position=problem.position or source.position(problem.path),
            source=source.name,
        )
        for problem in problems
    ]
    return tuple(sorted(found, key=_place))


def _place(problem: ViewpointProblem) -> tuple[int, int]:
    position = problem.position
    return (position.line, position.column) if position else (0, 0)


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MAXIMUM_BYTES:
            raise _refused(
                str(path),
                f"the file has {path.stat().st_size} bytes, more than {MAXIMUM_BYTES}",
                "describe one system in one viewpoint, and keep data out of it",
            )
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise _refused(
            str(path), f"byte {error.start} is not UTF-8", "save the file as UTF-8 text"
        ) from error
    except OSError as error:
        raise _refused(
            str(path), f"the file cannot be read: {error.strerror}", "name an existing YAML file"
        ) from error


def _refused(name: str, what: str, fix: str) -> ViewpointError:
    return ViewpointError((ViewpointProblem(path=(), what=what, fix=fix, source=name),))
