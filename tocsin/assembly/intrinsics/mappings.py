"""`Fn::FindInMap`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.assembly.values import as_text

if TYPE_CHECKING:
    from tocsin.assembly.walk import Path, Walk

_KEYS = 3
_DEFAULT = "DefaultValue"


def find_in_map(walk: Walk, argument: object, path: Path) -> object:
    """Look a value up by two keys; without an entry, give the default if there is one."""
    if not isinstance(argument, list) or len(argument) not in {_KEYS, _KEYS + 1}:
        return walk.malformed("Fn::FindInMap", argument, path, "takes a map's name and two keys")
    before = len(walk.unresolved)
    keys = [as_text(walk.resolve(key, path)) for key in argument[:_KEYS]]
    if len(walk.unresolved) > before:
        return walk.undecided("Fn::FindInMap", argument, path, "looks up a key that is not known")
    found = _look_up(walk, keys)
    if found is not None:
        return walk.resolve(found, path)
    options = argument[_KEYS] if len(argument) > _KEYS else {}
    if isinstance(options, dict) and _DEFAULT in options:
        return walk.resolve(options[_DEFAULT], path)
    entry = ".".join(map(str, keys))
    return walk.malformed("Fn::FindInMap", argument, path, f"finds no entry {entry}")


def _look_up(walk: Walk, keys: list[str | None]) -> object:
    found: object = walk.scope.template.mappings
    for key in keys:
        found = found.get(key) if isinstance(found, dict) else None
    return found
