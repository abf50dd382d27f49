"""Patterns that leave the resources of a viewpoint: others share its account."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tocsin.catalogue import OperationalEvent
from tocsin.events import LONGEST_PATTERN
from tocsin.plan.bound_resource import BoundResource

Pattern = Mapping[str, Any]

_IDENTIFIER = re.compile(r"\{([a-z_]+)\}")


def narrowed(event: OperationalEvent, resources: Sequence[BoundResource]) -> Iterator[Pattern]:
    """Yield the patterns of an event for some resources; several where one would be too long."""
    parts = [part for each in resources if (part := _part(event, each)) is not None]
    distinct = list({json.dumps(part): part for part in parts}.values())
    yield from _patterns(event.pattern, distinct)


def _part(event: OperationalEvent, resource: BoundResource) -> Pattern | None:
    """Return what leaves a resource; None if its identifiers are not all said."""
    part = event.of[resource.type.name]
    asked = _IDENTIFIER.findall(json.dumps(part))
    if not all(resource.identifiers.get(name) for name in asked):
        return None
    filled: Pattern = _filled(part, resource.identifiers)
    return filled


def _filled(value: Any, identifiers: Mapping[str, str]) -> Any:  # noqa: ANN401 - of a pattern
    if isinstance(value, Mapping):
        return {key: _filled(each, identifiers) for key, each in value.items()}
    if isinstance(value, list):
        return [_filled(each, identifiers) for each in value]
    if isinstance(value, str):
        return _IDENTIFIER.sub(lambda match: identifiers[match[1]], value)
    return value


def _patterns(base: Pattern, parts: list[Pattern]) -> Iterator[Pattern]:
    if not parts:
        return
    pattern = merged(base, _alternatives(parts))
    if len(parts) > 1 and length(pattern) > LONGEST_PATTERN:
        half = len(parts) // 2
        yield from _patterns(base, parts[:half])
        yield from _patterns(base, parts[half:])
    else:
        yield pattern


def _alternatives(parts: Sequence[Pattern]) -> Pattern:
    """Return one pattern for several: by one list where they differ in one field alone."""
    fields = [list(_leaves(part, ())) for part in parts]
    names = {tuple(path for path, _ in each) for each in fields}
    if len(names) == 1 and len(next(iter(names))) == 1:
        path = next(iter(names))[0]
        values = [value for each in fields for _, listed in each for value in listed]
        return _at(path, values)
    return parts[0] if len(parts) == 1 else {"$or": list(parts)}


def _leaves(part: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], list[Any]]]:  # noqa: ANN401
    if isinstance(part, Mapping):
        for key, each in part.items():
            yield from _leaves(each, (*path, key))
    else:
        yield path, part


def _at(path: tuple[str, ...], values: list[Any]) -> Pattern:
    inner: Any = values
    for name in reversed(path):
        inner = {name: inner}
    found: Pattern = inner
    return found


def merged(base: Pattern, more: Pattern) -> Pattern:
    """Return a pattern with what another one asks; of a field that both ask for, the other's."""
    result = dict(base)
    for key, value in more.items():
        own = result.get(key)
        if isinstance(own, Mapping) and isinstance(value, Mapping):
            result[key] = merged(own, value)
        else:
            result[key] = value
    return result


def length(pattern: Pattern) -> int:
    """Return how long a pattern is for EventBridge."""
    return len(json.dumps(pattern, separators=(",", ":"), ensure_ascii=False))
