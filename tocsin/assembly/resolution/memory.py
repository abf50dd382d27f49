"""What all stacks of one assembly share while they are resolved: what is known, and exports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from tocsin.assembly.resolution.resolved_value import ResolvedValue, Unresolved

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator

    from tocsin.assembly.environment import Environment

MAXIMUM_DEPTH = 75
"""Levels of containers, functions and the references between them; keeps recursion bounded."""


class ResolutionMemory:
    """Remembers what was resolved, and notices when resolving comes back to itself.

    Attributes:
        depth: How deep the resolving is at the moment.
    """

    def __init__(self) -> None:
        self.depth = 0
        self._known: dict[Hashable, ResolvedValue] = {}
        self._open: set[Hashable] = set()

    def once(
        self, key: Hashable, symbol: str, compute: Callable[[], ResolvedValue]
    ) -> ResolvedValue:
        """Compute a value unless it is known, or being computed, which is a cycle.

        Args:
            key: What is computed.
            symbol: The text that stands for it if it depends on itself.
            compute: Computes it.
        """
        known = self._known.get(key)
        if known is not None:
            return known
        if key in self._open:
            return _cycle(symbol)
        self._open.add(key)
        try:
            value = compute()
        finally:
            self._open.remove(key)
        self._known[key] = value
        return value


def _cycle(symbol: str) -> ResolvedValue:
    note = Unresolved(
        value=symbol,
        kind="cycle",
        why=f"{symbol} depends on itself",
        fix="break the circle of references",
    )
    return ResolvedValue(symbol, (note,))


class ExportingStack(Protocol):
    """A stack whose outputs others can import."""

    @property
    def environment(self) -> Environment:
        """Its account and Region."""

    def export_names(self) -> Iterator[tuple[str, str]]:
        """List the exported outputs: logical id and export name."""

    def output(self, logical_id: str) -> ResolvedValue:
        """Give an output's value."""


class Exports:
    """Finds the output behind an export's name.

    Exports belong to an account and a Region. Where two stacks of one assembly leave these open,
    their names alone decide.
    """

    def __init__(self, stacks: Callable[[], Iterable[ExportingStack]]) -> None:
        self._stacks = stacks
        self._index: dict[str, list[tuple[ExportingStack, str]]] | None = None

    def find(self, name: str, environment: Environment) -> ResolvedValue | None:
        """Give the exported value, or None if no stack exports the name."""
        if self._index is None:
            self._index = {}
            for stack in self._stacks():
                for logical_id, exported in stack.export_names():
                    self._index.setdefault(exported, []).append((stack, logical_id))
        candidates = self._index.get(name, [])
        exact = (found for found in candidates if found[0].environment == environment)
        possible = (found for found in candidates if _overlap(found[0].environment, environment))
        found = next(exact, None) or next(possible, None)
        return found[0].output(found[1]) if found else None


def _overlap(one: Environment, other: Environment) -> bool:
    """Say whether two environments can be the same, where None is any."""
    pairs = ((one.account, other.account), (one.region, other.region))
    return all(left is None or right is None or left == right for left, right in pairs)
