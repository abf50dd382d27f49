"""Functions whose results only a deployment knows, or that nothing here depends on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tocsin.assembly.resolution.value_resolver import IntrinsicFunction, ValueResolver
    from tocsin.diagnostics import KeyPath


def _opaque(name: str) -> IntrinsicFunction:
    def stand_in(resolver: ValueResolver, argument: object, path: KeyPath) -> object:
        return resolver.undecided(name, argument, path, "is computed at deployment")

    return stand_in


OPAQUE: Mapping[str, IntrinsicFunction] = {
    name: _opaque(name) for name in ("Fn::Base64", "Fn::Cidr", "Fn::GetAZs", "Fn::Transform")
}
