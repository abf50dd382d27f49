"""Functions whose results only a deployment knows, or that nothing here depends on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tocsin.assembly.walk import Function, Path, Walk


def _opaque(name: str) -> Function:
    def stand_in(walk: Walk, argument: object, path: Path) -> object:
        return walk.undecided(name, argument, path, "is computed at deployment")

    return stand_in


OPAQUE: Mapping[str, Function] = {
    name: _opaque(name) for name in ("Fn::Base64", "Fn::Cidr", "Fn::GetAZs", "Fn::Transform")
}
