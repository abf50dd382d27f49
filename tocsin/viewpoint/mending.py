"""Mends what does not have the form of a viewpoint, so that the rest of it can be checked."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from tocsin.diagnostics import KeyPath, nearest
from tocsin.viewpoint.data_path import data_path
from tocsin.viewpoint.schema import known_keys
from tocsin.viewpoint.viewpoint import Viewpoint

_TEXT = "unknown"

_PLACEHOLDERS: dict[str, Any] = {
    "system": _TEXT,
    "owner": _TEXT,
    "runbooks": "https://unknown.example/runbooks",
    "stages": {"unknown": {"account": "000000000000", "region": "us-east-1"}},
    "contacts": {_TEXT: {"email": "unknown@unknown.example"}},
    "escalation": {},
    "services": {_TEXT: {"owner": _TEXT}},
    "account": "000000000000",
    "region": "us-east-1",
    "type": _TEXT,
    "severity": "info",
    "when": "> 0",
    "means": _TEXT,
    "matters": _TEXT,
    "first_action": _TEXT,
    "schedule": "cron(0 3 * * ? *)",
    "within": "1h",
    "target": 99,
    "takes": "1h",
    "respond_within": "5m",
}
"""Valid values for required keys, so that the rest of a broken viewpoint can be checked.

Keys that name other parts have none: a name that leads nowhere would be invented.
"""

_ROUNDS = 8
"""How often parts are mended: mending one shows what pydantic could not see behind it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """A viewpoint whose form was mended.

    Attributes:
        viewpoint: The viewpoint.
        data: What it was read from.
        parts: Where something was replaced or taken out.
    """

    viewpoint: Viewpoint
    data: Any
    parts: frozenset[KeyPath]


def mend(data: object, error: ValidationError) -> Mended | None:
    """Return *data* as a viewpoint, or None where nothing is left of it.

    What *error* names is replaced by a placeholder, or taken out where there is none, until the
    rest is a viewpoint.
    """
    mended_data = without_shared_parts(data)
    mended: set[KeyPath] = set()
    for _ in range(_ROUNDS):
        _mend(mended_data, error, mended)
        try:
            viewpoint = Viewpoint.model_validate(mended_data)
        except ValidationError as again:
            error = again
        else:
            return Mended(viewpoint=viewpoint, data=mended_data, parts=frozenset(mended))
    return None


def without_shared_parts(data: Any) -> Any:  # noqa: ANN401 - any YAML value
    """Copy *data*; where aliases share a part, each place gets its own copy to be mended."""
    if isinstance(data, dict):
        return {key: without_shared_parts(value) for key, value in data.items()}
    return [without_shared_parts(value) for value in data] if isinstance(data, list) else data


def _mend(data: object, error: ValidationError, mended: set[KeyPath]) -> None:
    """Replace or take out each part that *error* names, and add where it stood to *mended*."""
    for path in sorted(broken_parts(data, error), key=str):
        if path in mended or not _put_placeholder(data, path):
            take_out(data, path)
        mended.add(path)


def broken_parts(data: object, error: ValidationError) -> set[KeyPath]:
    """Return where the broken parts stand; of a list always all, as its items would move up.

    A key that is unknown also breaks the keys that it may be meant to be.
    """
    paths: set[KeyPath] = set()
    for detail in error.errors(include_url=False, include_input=False):
        is_missing = detail["type"] == "missing" and detail["loc"][-1] in _PLACEHOLDERS
        path = data_path(detail["loc"], data, missing=is_missing)
        items = [number for number, part in enumerate(path) if isinstance(part, int)]
        paths.add(path[: items[0]] if items else path)
        if detail["type"] == "extra_forbidden" and not items:
            paths.update(_meant(data, path))
    return paths


def _meant(data: object, path: KeyPath) -> Iterator[KeyPath]:
    """Yield where the keys would stand that an unknown one may be meant to be."""
    around = mapping_at(data, path[:-1]) or {}
    for key in known_keys(path[:-1]):
        if key not in around and nearest(str(path[-1]), [key]):
            yield (*path[:-1], key)


def _put_placeholder(data: object, path: KeyPath) -> bool:
    """Put a placeholder at *path*, and tell whether there is one for its key."""
    key = path[-1] if path else None
    parent = mapping_at(data, path[:-1])
    if key not in _PLACEHOLDERS or parent is None:
        return False
    parent[key] = deepcopy(_PLACEHOLDERS[str(key)])
    return True


def take_out(data: object, path: KeyPath) -> None:
    """Take the key at *path* out of its mapping, if both are there."""
    parent = mapping_at(data, path[:-1])
    if path and parent is not None:
        parent.pop(path[-1], None)


def mapping_at(data: Any, path: KeyPath) -> dict[Any, Any] | None:  # noqa: ANN401 - any YAML value
    """Return the mapping at *path*, or None where there is none."""
    for part in path:
        if not isinstance(data, dict) or part not in data:
            return None
        data = data[part]
    return data if isinstance(data, dict) else None
