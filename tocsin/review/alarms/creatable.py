"""Alarms that AWS took and takes no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tocsin.review.alarms.pairing import AlarmPair
    from tocsin.review.change import Change


def creatable(pair: AlarmPair) -> Iterator[Change]:
    """Yield that an alarm which could be evaluated cannot be any more, or never could."""
    if pair.after is None or pair.new is not None or (pair.before and pair.old is None):
        return
    found = pair.comparison.head.not_evaluated.get(pair.after.resource)
    if found is None:
        return
    is_refused = found.is_refused
    why = found.why.removeprefix("AWS refuses it: ")
    yield pair.about.change(
        "alarm/not-creatable",
        f"{'is refused by AWS' if is_refused else 'cannot be evaluated before deployment'}: {why}",
        matters=is_refused,
        effect="worse" if is_refused else "other",
    )
