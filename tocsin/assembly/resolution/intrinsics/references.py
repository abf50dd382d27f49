"""`Ref`, `Fn::GetAtt`, `Fn::ImportValue` and `Fn::FindInMap`: what stands elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.assembly.values import as_text

if TYPE_CHECKING:
    from tocsin.assembly.resolution.value_resolver import ValueResolver
    from tocsin.diagnostics import KeyPath

_PAIR = 2


def refer(resolver: ValueResolver, argument: object, path: KeyPath) -> object:
    """Give a parameter's value or a resource's identity."""
    if not isinstance(argument, str):
        return resolver.malformed("Ref", argument, path, f"takes a name, not {argument!r:.60}")
    return resolver.take(resolver.stack.reference(argument), path)


def get_attribute(resolver: ValueResolver, argument: object, path: KeyPath) -> object:
    """Give a resource's attribute, or a nested stack's output."""
    parts = argument.split(".", 1) if isinstance(argument, str) else argument
    if not isinstance(parts, list) or len(parts) < _PAIR or not isinstance(parts[0], str):
        why = f"takes a logical id and an attribute, not {argument!r:.60}"
        return resolver.malformed("Fn::GetAtt", argument, path, why)
    names = [resolver.resolve(part, path) for part in parts[1:]]
    attribute = ".".join(map(str, names))
    return resolver.take(resolver.stack.attribute(parts[0], attribute), path)


def import_value(resolver: ValueResolver, argument: object, path: KeyPath) -> object:
    """Give the value that another stack of the assembly exports under a name."""
    name, known = resolver.trial(argument, path)
    if not isinstance(name, str):
        return resolver.malformed("Fn::ImportValue", argument, path, "takes an export's name")
    imported = resolver.stack.imported(name)
    if imported is not None:
        return resolver.take(imported, path)
    if not known:
        return resolver.undecided("Fn::ImportValue", argument, path, "imports an unknown name")
    return resolver.give_up(
        f"${{Fn::ImportValue:{name}}}",
        path,
        "import",
        f"no stack of the assembly exports {name}",
        "read the exporting stack's template together with this one",
    )


_KEYS = 3
_DEFAULT = "DefaultValue"


def find_in_map(resolver: ValueResolver, argument: object, path: KeyPath) -> object:
    """Look a value up by two keys; without an entry, give the default if there is one."""
    if not isinstance(argument, list) or len(argument) not in {_KEYS, _KEYS + 1}:
        return resolver.malformed(
            "Fn::FindInMap", argument, path, "takes a map's name and two keys"
        )
    before = len(resolver.unresolved)
    keys = [as_text(resolver.resolve(key, path)) for key in argument[:_KEYS]]
    if len(resolver.unresolved) > before:
        return resolver.undecided(
            "Fn::FindInMap", argument, path, "looks up a key that is not known"
        )
    found = _look_up(resolver, keys)
    if found is not None:
        return resolver.resolve(found, path)
    options = argument[_KEYS] if len(argument) > _KEYS else {}
    if isinstance(options, dict) and _DEFAULT in options:
        return resolver.resolve(options[_DEFAULT], path)
    entry = ".".join(map(str, keys))
    return resolver.malformed("Fn::FindInMap", argument, path, f"finds no entry {entry}")


def _look_up(resolver: ValueResolver, keys: list[str | None]) -> object:
    found: object = resolver.stack.mappings
    for key in keys:
        found = found.get(key) if isinstance(found, dict) else None
    return found
