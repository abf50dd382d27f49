"""Alarms before and after: which there are, when they fire, and whom they tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.review.alarms.anything import anything
from tocsin.review.alarms.composites import composites
from tocsin.review.alarms.creatable import creatable
from tocsin.review.alarms.firing import firing
from tocsin.review.alarms.mutes import mutes
from tocsin.review.alarms.page_time import PageTimeChange, page_time, page_times
from tocsin.review.alarms.pairing import AlarmPair, alarm_pairs, quiet_pairs
from tocsin.review.alarms.presence import presence
from tocsin.review.alarms.reading import reading
from tocsin.review.alarms.record import record
from tocsin.review.alarms.surroundings import surroundings
from tocsin.review.alarms.telling import telling

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tocsin.review.change import Change
    from tocsin.review.comparison import Comparison

_QUESTIONS = (
    presence, creatable, firing, page_time, reading, telling, record, composites,
)  # fmt: skip

__all__ = [
    "AlarmPair",
    "PageTimeChange",
    "alarm_changes",
    "alarm_pairs",
    "page_times",
    "quiet_pairs",
    "surroundings",
]


def alarm_changes(comparison: Comparison, pairs: Iterable[AlarmPair]) -> Iterator[Change]:
    """Yield what changes of alarms, and of what mutes them."""
    for pair in pairs:
        found = [change for question in _QUESTIONS for change in question(pair)]
        yield from found or anything(pair)
    yield from mutes(comparison)
