"""Checks the valid parts of a broken viewpoint, so that people see all problems at once."""

from copy import deepcopy
from typing import Any

from pydantic import ValidationError

from tocsin.diagnostics import KeyPath, Problem
from tocsin.viewpoint.explain import data_path
from tocsin.viewpoint.finding import Finding
from tocsin.viewpoint.references import check_references
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
    "replicate_by": "dynamodb_global_table",
    "respond_within": "5m",
}
"""Valid values for required keys, so that the rest of a broken viewpoint can be checked.

Keys that name other parts have none: a name that leads nowhere would be invented.
"""

_ROUNDS = 8
"""How often parts are mended: mending one shows what pydantic could not see behind it."""


def check_valid_parts(data: object, error: ValidationError) -> list[Problem]:
    """Return what is wrong between the parts of *data* that *error* does not name.

    What *error* names is replaced by a placeholder, or taken out where there is none, until the
    rest is a viewpoint. Whatever rests on a part that was mended is left out: it may only be there
    because of the mending.
    """
    mended_data = _without_shared_parts(data)
    mended: set[KeyPath] = set()
    for _ in range(_ROUNDS):
        _mend(mended_data, error, mended)
        try:
            viewpoint = Viewpoint.model_validate(mended_data)
        except ValidationError as again:
            error = again
        else:
            findings = check_references(viewpoint)
            return [each.problem for each in findings if _is_certain(each, mended)]
    return []


def _without_shared_parts(data: Any) -> Any:  # noqa: ANN401 - any YAML value
    """Copy *data*; where aliases share a part, each place gets its own copy to be mended."""
    if isinstance(data, dict):
        return {key: _without_shared_parts(value) for key, value in data.items()}
    return [_without_shared_parts(value) for value in data] if isinstance(data, list) else data


def _mend(data: object, error: ValidationError, mended: set[KeyPath]) -> None:
    """Replace or take out each part that *error* names, and add where it stood to *mended*."""
    for path in sorted(_broken_parts(data, error), key=str):
        if path in mended or not _put_placeholder(data, path):
            _take_out(data, path)
        mended.add(path)


def _broken_parts(data: object, error: ValidationError) -> set[KeyPath]:
    """Return where the broken parts stand; of a list always all, as its items would move up."""
    paths: set[KeyPath] = set()
    for detail in error.errors(include_url=False, include_input=False):
        path = data_path(detail["loc"], data)
        if detail["type"] == "missing" and detail["loc"][-1] in _PLACEHOLDERS:
            path = (*path, detail["loc"][-1])
        items = [number for number, part in enumerate(path) if isinstance(part, int)]
        paths.add(path[: items[0]] if items else path)
    return paths


def _put_placeholder(data: object, path: KeyPath) -> bool:
    """Put a placeholder at *path*, and tell whether there is one for its key."""
    key = path[-1] if path else None
    parent = _mapping_at(data, path[:-1])
    if key not in _PLACEHOLDERS or parent is None:
        return False
    parent[key] = deepcopy(_PLACEHOLDERS[str(key)])
    return True


def _take_out(data: object, path: KeyPath) -> None:
    parent = _mapping_at(data, path[:-1])
    if path and parent is not None:
        parent.pop(path[-1], None)


def _mapping_at(data: Any, path: KeyPath) -> dict[Any, Any] | None:  # noqa: ANN401 - any YAML value
    for part in path:
        if not isinstance(data, dict) or part not in data:
            return None
        data = data[part]
    return data if isinstance(data, dict) else None


def _is_certain(finding: Finding, mended: set[KeyPath]) -> bool:
    """Tell whether the problem is there whatever stood in the parts that were mended."""
    subject = finding.problem.where.key_path
    return not any(
        _is_within(subject, path)
        or any(_is_within(part, path) or _is_within(path, part) for part in finding.rests_on)
        for path in mended
    )


def _is_within(path: KeyPath, around: KeyPath) -> bool:
    return path[: len(around)] == around
