"""What all stacks of one assembly share while they are resolved: what is known, and exports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from tocsin.assembly.resolution.resolved_value import ResolvedValue, Unresolved

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping

    from tocsin.assembly.environment import Environment

MAXIMUM_DEPTH = 100
"""Levels of containers and functions in one value; a file has at most 64."""

_DEEPEST_REFERENCE = 20
_COST_OF_A_REFERENCE = 3

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Computation:
    """A value that a name stands for: what it is, and what computes it."""

    key: Hashable
    compute: Callable[[], ResolvedValue]


class _TooFarDown(Exception):  # noqa: N818 - it says what to do first, and is no error
    """A name stands too deep below what is being resolved, and has to be resolved before it."""

    def __init__(self, computation: _Computation) -> None:
        super().__init__()
        self.computation = computation


class ResolutionMemory:
    """Remembers what was resolved, and notices when resolving comes back to itself.

    References may follow each other thousands of times, which no recursion can. One that is met
    far down is therefore resolved on its own, and what led to it once more: then it is known.

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
        computation = _Computation(key, compute)
        if self.depth > _DEEPEST_REFERENCE:
            raise _TooFarDown(computation)
        return self.settled(lambda: self._opened(computation))

    def settled(self, compute: Callable[[], T]) -> T:
        """Compute something, and before it whatever stands too deep below it."""
        if self.depth:
            return compute()
        while True:
            try:
                return compute()
            except _TooFarDown as found:
                self._settle(found.computation)

    def _settle(self, first: _Computation) -> None:
        """Compute a value whose own depths may have to be computed before it."""
        waiting = [first]
        self._open.add(first.key)
        while waiting:
            try:
                self._compute(waiting[-1])
            except _TooFarDown as found:
                waiting.append(found.computation)
                self._open.add(found.computation.key)
            else:
                self._open.remove(waiting.pop().key)

    def _opened(self, computation: _Computation) -> ResolvedValue:
        self._open.add(computation.key)
        try:
            return self._compute(computation)
        finally:
            self._open.remove(computation.key)

    def _compute(self, computation: _Computation) -> ResolvedValue:
        self.depth += _COST_OF_A_REFERENCE
        try:
            value = computation.compute()
        finally:
            self.depth -= _COST_OF_A_REFERENCE
        self._known[computation.key] = value
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
        self._index: Mapping[str, list[tuple[ExportingStack, str]]] | None = None

    def find(self, name: str, environment: Environment) -> ResolvedValue | None:
        """Give the exported value, or None if no stack exports the name."""
        candidates = self._by_name().get(name, [])
        exact = (found for found in candidates if found[0].environment == environment)
        possible = (found for found in candidates if _overlap(found[0].environment, environment))
        found = next(exact, None) or next(possible, None)
        return found[0].output(found[1]) if found else None

    def _by_name(self) -> Mapping[str, list[tuple[ExportingStack, str]]]:
        """Give the outputs behind each name.

        A name may itself be imported, so none is known while the names are being resolved.
        """
        if self._index is None:
            index: dict[str, list[tuple[ExportingStack, str]]] = {}
            self._index = {}
            try:
                for stack in self._stacks():
                    for logical_id, exported in stack.export_names():
                        index.setdefault(exported, []).append((stack, logical_id))
            except BaseException:
                self._index = None
                raise
            self._index = index
        return self._index


def _overlap(one: Environment, other: Environment) -> bool:
    """Say whether two environments can be the same, where None is any."""
    pairs = ((one.account, other.account), (one.region, other.region))
    return all(left is None or right is None or left == right for left, right in pairs)
