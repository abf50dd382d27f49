"""What becomes of data, keys and history when their resource leaves its stack or is replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.review.comparison import About
from tocsin.transition import HOLDINGS, fate_when_removed, fate_when_replaced

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tocsin.assembly import Resource
    from tocsin.review.change import Change
    from tocsin.review.comparison import Comparison
    from tocsin.transition import Fate

_POLICIES: tuple[tuple[str, str, Callable[[Resource], Fate]], ...] = (
    ("DeletionPolicy", "when its stack has it no more", fate_when_removed),
    ("UpdateReplacePolicy", "when another takes its place", fate_when_replaced),
)


def kept_changes(comparison: Comparison) -> Iterator[Change]:
    """Yield what is no longer kept, or kept from now on, with a resource that holds something."""
    for pair in comparison.of(*HOLDINGS):
        if pair.before is None or pair.after is None:
            continue
        for policy, when, fate in _POLICIES:
            was, now = fate(pair.before), fate(pair.after)
            if was == now:
                continue
            what = HOLDINGS[pair.after.type]
            lost = now == "delete"
            kind = "data/no-longer-kept" if lost else "data/kept"
            said = f"is deleted with {what} {when}" if lost else f"is kept with {what} {when}"
            yield About.pair(pair).change(
                kind, f"{said}: {policy} {was} → {now}", before=was, after=now
            )
