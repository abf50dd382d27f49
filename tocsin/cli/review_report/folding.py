"""Changes of one kind that are alike but for what they are about, as one: people read it once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tocsin.review import Change


@dataclass(frozen=True, slots=True)
class Alike:
    """Changes that are alike.

    Attributes:
        first: The first of them.
        others: The others, in their order.
    """

    first: Change
    others: tuple[Change, ...] = ()

    @property
    def other_names(self) -> tuple[str, ...]:
        """What the others are called; by their stack, where it is as the first one is."""
        return tuple(
            f"stack {each.stack}" if _name(each) == _name(self.first) else _name(each)
            for each in self.others
        )


def _name(change: Change) -> str:
    return change.name or change.subject


def folded(changes: Iterable[Change], *, apart: bool = False) -> list[Alike]:
    """Return changes of which the same is said, as one each.

    Args:
        changes: The changes.
        apart: Whether each stands alone all the same.
    """
    found: dict[object, list[Change]] = {}
    for change in changes:
        key = change if apart else (change.kind, change.severity, change.matters, change.what)
        found.setdefault(key, []).append(change)
    return [Alike(first, tuple(others)) for first, *others in found.values()]
