"""The outputs that stacks export to each other by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tocsin.assembly.environment import Environment
    from tocsin.assembly.scope import Scope


class Exports:
    """Finds the output behind an export's name.

    Exports belong to an account and a Region. Where two stacks of one assembly leave these open,
    their names alone decide.
    """

    def __init__(self, scopes: Callable[[], Iterable[Scope]]) -> None:
        self._scopes = scopes
        self._index: dict[str, list[tuple[Scope, str]]] | None = None

    def find(self, name: str, environment: Environment) -> tuple[Scope, str] | None:
        """Give the stack and the output's logical id, or None if no stack exports the name."""
        if self._index is None:
            self._index = {}
            for scope in self._scopes():
                for logical_id, exported in scope.export_names():
                    self._index.setdefault(exported, []).append((scope, logical_id))
        candidates = self._index.get(name, [])
        exact = (found for found in candidates if found[0].environment == environment)
        possible = (found for found in candidates if _overlap(found[0].environment, environment))
        return next(exact, None) or next(possible, None)


def _overlap(one: Environment, other: Environment) -> bool:
    """Say whether two environments can be the same, where None is any."""
    pairs = ((one.account, other.account), (one.region, other.region))
    return all(left is None or right is None or left == right for left, right in pairs)
