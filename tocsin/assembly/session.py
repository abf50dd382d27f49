"""What all stacks of one assembly share while they are resolved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.assembly.unresolved import Outcome, Unresolved

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from tocsin.assembly.exports import Exports

MAXIMUM_DEPTH = 75
"""Levels of containers, functions and the references between them; keeps recursion bounded."""


class Session:
    """Remembers what was resolved, and notices when resolving comes back to itself.

    Attributes:
        depth: How deep the resolving is at the moment.
        exports: The exported outputs of all stacks.
    """

    def __init__(self, exports: Exports) -> None:
        self.depth = 0
        self.exports = exports
        self._known: dict[Hashable, Outcome] = {}
        self._open: dict[Hashable, None] = {}

    def once(self, key: Hashable, symbol: str, compute: Callable[[], Outcome]) -> Outcome:
        """Compute an outcome unless it is known, or being computed, which is a cycle.

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
        self._open[key] = None
        try:
            outcome = compute()
        finally:
            del self._open[key]
        self._known[key] = outcome
        return outcome


def _cycle(symbol: str) -> Outcome:
    note = Unresolved(
        path="",
        value=symbol,
        kind="cycle",
        why=f"{symbol} depends on itself",
        fix="break the circle of references",
    )
    return Outcome(symbol, (note,))
