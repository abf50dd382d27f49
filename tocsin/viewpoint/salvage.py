"""Finds the sound parts of a broken viewpoint, so that its references can be checked as well."""

from copy import deepcopy
from typing import Any

from pydantic import ValidationError

from tocsin.viewpoint.explain import data_path
from tocsin.viewpoint.problem import ViewpointProblem
from tocsin.viewpoint.references import check_references
from tocsin.viewpoint.viewpoint import Viewpoint

_ROUNDS = 8

Path = tuple[str | int, ...]


def references_of_sound_parts(data: object, error: ValidationError) -> list[ViewpointProblem]:
    """Return the dangling references of *data* after what *error* names is taken out.

    What is taken out may be what something else refers to: problems that name it are left out.
    """
    sound = deepcopy(data)
    removed: set[str] = set()
    for _ in range(_ROUNDS):
        _remove(sound, error, removed)
        try:
            viewpoint = Viewpoint.model_validate(sound)
        except ValidationError as again:
            error = again
        else:
            return [
                problem
                for problem in check_references(viewpoint)
                if not any(repr(name) in problem.what for name in removed)
            ]
    return []


def _remove(data: Any, error: ValidationError, removed: set[str]) -> None:  # noqa: ANN401 - YAML
    paths = {
        data_path(detail["loc"], data)
        for detail in error.errors(include_url=False, include_input=False)
    }
    for path in sorted(paths, key=str, reverse=True):
        _delete(data, path)
        removed.update(str(part) for part in path)
        removed.add("/".join(str(part) for part in path if part not in {"services", "resources"}))


def _delete(data: Any, path: Path) -> None:  # noqa: ANN401 - any YAML value
    try:
        for part in path[:-1]:
            data = data[part]
        del data[path[-1]]
    except (KeyError, IndexError, TypeError):
        return
