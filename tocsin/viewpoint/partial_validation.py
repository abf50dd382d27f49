"""Finds the sound parts of a broken viewpoint, so that its references can be checked as well."""

from copy import deepcopy
from typing import Any

from pydantic import ValidationError

from tocsin.diagnostics import ViewpointProblem
from tocsin.viewpoint.explain import data_path
from tocsin.viewpoint.placeholders import COLLECTIONS, STAND_INS
from tocsin.viewpoint.references import check_references
from tocsin.viewpoint.viewpoint import Viewpoint

_ROUNDS = 8

Path = tuple[str | int, ...]


def references_of_sound_parts(data: object, error: ValidationError) -> list[ViewpointProblem]:
    """Return the dangling references of *data* after what *error* names is taken out.

    Problems that could stem from what is missing then are left out.
    """
    sound = _unshared(data)
    touched: set[Path] = set()
    gone: set[Path] = set()
    for _ in range(_ROUNDS):
        for path in sorted(_broken(sound, error), key=str):
            if path in touched or not _stand_in(sound, path):
                _delete(sound, path)
                gone.add(path)
            touched.add(path)
        try:
            viewpoint = Viewpoint.model_validate(sound)
        except ValidationError as again:
            error = again
        else:
            found = check_references(viewpoint)
            return [problem for problem in found if _is_credible(problem, touched, gone)]
    return []


def _unshared(data: Any) -> Any:  # noqa: ANN401 - any YAML value
    """Copy *data* so that no part is shared: aliases would carry a change to all their places."""
    if isinstance(data, dict):
        return {key: _unshared(value) for key, value in data.items()}
    return [_unshared(value) for value in data] if isinstance(data, list) else data


def _broken(data: object, error: ValidationError) -> set[Path]:
    """Return what to take out; of a list always all, because its other items would move."""
    paths: set[Path] = set()
    for detail in error.errors(include_url=False, include_input=False):
        path = data_path(detail["loc"], data)
        if detail["type"] == "missing" and detail["loc"][-1] in STAND_INS:
            path = (*path, detail["loc"][-1])
        items = [number for number, part in enumerate(path) if isinstance(part, int)]
        paths.add(path[: items[0]] if items else path)
    return paths


def _stand_in(data: Any, path: Path) -> bool:  # noqa: ANN401 - any YAML value
    """Put a stand-in at *path*, and tell whether there is one."""
    key = path[-1] if path else None
    parent = _at(data, path[:-1])
    if key not in STAND_INS or not isinstance(parent, dict):
        return False
    parent[key] = deepcopy(STAND_INS[str(key)])
    return True


def _delete(data: Any, path: Path) -> None:  # noqa: ANN401 - any YAML value
    parent = _at(data, path[:-1])
    if path and isinstance(parent, dict):
        parent.pop(path[-1], None)


def _at(data: Any, path: Path) -> object:  # noqa: ANN401 - any YAML value
    for part in path:
        if not isinstance(data, dict) or part not in data:
            return None
        data = data[part]
    return data


def _is_credible(problem: ViewpointProblem, touched: set[Path], gone: set[Path]) -> bool:
    """Tell whether *problem* is there whatever stood in the parts that were taken out."""
    if any(problem.path[: len(path)] == path for path in touched):
        return False
    if any(name in problem.what for path in gone for name in _names(path)):
        return False
    unsure = {kind for path in touched for kind in COLLECTIONS.get(str((*path, "")[-2]), ())}
    return not problem.what.startswith(tuple(f"there is no {kind} " for kind in unsure))


def _names(path: Path) -> tuple[str, ...]:
    """Return how messages name what stood at *path*."""
    match path:
        case ("services", str(service)):
            return (f"{service!r}", f"'{service}/")
        case ("services", str(service), _, str(part), *_):
            return (f"{part!r}", f"'{service}/{part}'")
        case _:
            return tuple(f"{part!r}" for part in path[-1:])
