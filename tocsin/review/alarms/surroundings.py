"""Alarms that are as before, and tell nobody any more because of something on the way to people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.review.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tocsin.review.alarms.pairing import AlarmPair
    from tocsin.review.change import Change


def surroundings(pairs: Iterable[AlarmPair]) -> Iterator[Change]:
    """Yield the alarms that lose everybody, or get somebody; who else changes, its topic says."""
    for pair in pairs:
        before, after = pair.base_reach, pair.head_reach
        was, now = listed(before.people), listed(after.people)
        if before.people and after.is_nobody:
            kind = "alarm/pages-nobody"
            what = f"tells nobody any more, by what is between it and people; it told {was}"
        elif before.people and not after.people:
            kind, what = "alarm/pages-fewer", f"no longer tells {was} for certain"
        elif after.people and not before.people:
            kind, what = "alarm/pages-more", f"tells {now}, where nobody heard of it for certain"
        else:
            continue
        yield pair.about.change(kind, what, before=was, after=now)
