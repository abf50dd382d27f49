"""A viewpoint as each of its stages has it: read like one without changes of stages."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar, get_args

from pydantic import ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError
from pydantic_core.core_schema import ErrorType

from tocsin.diagnostics import InvalidValueError, KeyPath, did_you_mean, nearest, quoted
from tocsin.viewpoint.data_path import data_path
from tocsin.viewpoint.stage_override import OVERRIDABLE, StageOverride, stage_overrides

Model = TypeVar("Model")
Views = dict[str, tuple[Model, StageOverride]]
"""By stage, what it has in place of the viewpoint, and the changes that make the difference."""

_OF_A_WHOLE = ("missing", "value_error")
_KNOWN_TYPES = frozenset(get_args(ErrorType))


class _Wrong(NamedTuple):
    """What pydantic says of what holds in a stage."""

    path: KeyPath
    detail: dict[str, Any]


def read_views(data: object, read: Callable[[Any], Model]) -> tuple[Model, Views[Model]]:
    """Return the viewpoint in *data*, and what each stage that changes it has in its place.

    Args:
        data: As it is written.
        read: Reads one viewpoint, whatever its stages change.

    Raises:
        ValidationError: With everything that is wrong with the viewpoint and with the changes;
            what is wrong with these has the place of the changes.
    """
    whole, wrong = _read(data, read)
    broken = [data_path(each["loc"], data) for each in wrong]
    views: Views[Model] = {}
    errors = [*map(_as_it_is, wrong)]
    for override in stage_overrides(data) if isinstance(data, Mapping) else ():
        errors += (_wrong_value(override, path, value) for path, value in override.faults)
        merged = override.merged
        view, found = _read({**_others(data), **merged}, read)
        errors += _errors_of_stage(override, _paths(found, merged), broken)
        if view is not None:
            views[override.stage] = view, override
    if whole is None or errors:
        raise ValidationError.from_exception_data("Viewpoint", errors)
    return whole, views


def _others(data: object) -> dict[str, Any]:
    """Return what no stage may change; the rest holds as merged, or is taken out as a whole."""
    written = data if isinstance(data, Mapping) else {}
    return {key: value for key, value in written.items() if key not in OVERRIDABLE}


def _read(
    data: object, read: Callable[[Any], Model]
) -> tuple[Model | None, tuple[dict[str, Any], ...]]:
    """Return what is read, or what pydantic says is wrong with it."""
    try:
        return read(data), ()
    except ValidationError as error:
        return None, tuple(dict(each) for each in error.errors(include_url=False))


def _as_it_is(detail: Mapping[str, Any], *above: str) -> InitErrorDetails:
    kind = detail["type"]
    own = (
        kind
        if kind in _KNOWN_TYPES
        else PydanticCustomError(kind, "{said}", {"said": detail["msg"]})
    )
    return InitErrorDetails(
        type=own, loc=(*above, *detail["loc"]), input=detail["input"], ctx=detail.get("ctx", {})
    )


def _wrong_value(
    override: StageOverride, path: KeyPath, value: InvalidValueError
) -> InitErrorDetails:
    return InitErrorDetails(
        type="value_error", loc=("stages", override.stage, *path), input=None, ctx={"error": value}
    )


def _paths(found: Iterable[dict[str, Any]], merged: Mapping[str, Any]) -> Iterator[_Wrong]:
    for each in found:
        if each["loc"] and each["loc"][0] in OVERRIDABLE:
            is_missing = each["type"] == "missing"
            yield _Wrong(data_path(each["loc"], merged, missing=is_missing), each)


def _errors_of_stage(
    override: StageOverride, found: Iterable[_Wrong], broken: Sequence[KeyPath]
) -> Iterator[InitErrorDetails]:
    """Yield what is wrong because of the changes; all else is wrong without them, too.

    What is whole only together with a part that is broken itself may be right.
    """
    wrong = [
        each
        for each in found
        if override.decides(each.path)
        and not (each.detail["type"] in _OF_A_WHOLE and _touches(each.path, broken))
    ]
    misspelt = {
        path: keys
        for path, keys in _incomplete(override, wrong).items()
        if _is_near(override, path)
    }
    for path, keys in misspelt.items():
        name, others = str(path[-1]), override.others(path)
        what = f"there is no {quoted(name)} to change, and to be new it lacks {', '.join(keys)}"
        yield _wrong_value(override, path, InvalidValueError(what, did_you_mean(name, others)))
    for each in wrong:
        if not any(each.path[: len(path)] == path for path in misspelt):
            yield _as_it_is(each.detail, "stages", override.stage)


def _touches(path: KeyPath, broken: Sequence[KeyPath]) -> bool:
    return any(path[: len(each)] == each or each[: len(path)] == path for each in broken)


def _incomplete(override: StageOverride, wrong: list[_Wrong]) -> dict[KeyPath, list[str]]:
    """Return the parts that the stage adds and that lack keys, with these."""
    found: dict[KeyPath, list[str]] = {}
    for path, detail in wrong:
        if detail["type"] == "missing" and override.adds(path[:-1]):
            found.setdefault(path[:-1], []).append(str(path[-1]))
    return found


def _is_near(override: StageOverride, path: KeyPath) -> bool:
    """Tell whether the name of a new part seems to be meant for one that is there."""
    return bool(nearest(str(path[-1]), override.others(path)))
