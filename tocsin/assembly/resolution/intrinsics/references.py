"""`Ref` and `Fn::GetAtt`."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
