"""Whatever else of an alarm is other, so that no change of one goes unsaid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.review.pairs import normal
from tocsin.review.words import value_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tocsin.review.alarms.pairing import AlarmPair
    from tocsin.review.change import Change

_OTHERWISE = frozenset(
    {
        "AlarmActions",
        "AlarmDescription",
        "AlarmName",
        "InsufficientDataActions",
        "OKActions",
        "Tags",
    }
)
"""What is compared by what it means: where it leads, or what people read in it."""


def anything(pair: AlarmPair) -> Iterator[Change]:
    """Yield which properties are other of an alarm that nothing else was said of."""
    if pair.before is None or pair.after is None:
        return
    old, new = pair.before.properties, pair.after.properties
    for name in dict.fromkeys((*new, *old)):
        was, now = old.get(name), new.get(name)
        if name in _OTHERWISE or normal(was, name) == normal(now, name):
            continue
        one, other = map(value_text, (was, now))
        yield pair.about.change(
            "alarm/changed",
            f"has another {name}: {one} → {other}",
            before=one,
            after=other,
            at=(name,),
        )
