"""`Fn::ImportValue`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tocsin.assembly.resolution.value_resolver import ValueResolver
    from tocsin.diagnostics import KeyPath


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
