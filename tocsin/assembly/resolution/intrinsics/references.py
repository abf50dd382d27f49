"""`Ref`, `Fn::GetAtt` and `Fn::ImportValue`: what stands elsewhere, in this stack or in another."""

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
