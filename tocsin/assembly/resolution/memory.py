"""What all stacks of one assembly share while they are resolved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.assembly.resolution.resolved_value import ResolvedValue, Unresolved

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

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
