"""Alarms before and after: which there are, when they fire, and whom they tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.review.alarms.composites import composites
from tocsin.review.alarms.creatable import creatable
from tocsin.review.alarms.firing import firing
from tocsin.review.alarms.mutes import mutes
from tocsin.review.alarms.page_time import page_time
from tocsin.review.alarms.pairing import AlarmPair, alarm_pairs
from tocsin.review.alarms.presence import presence
from tocsin.review.alarms.reading import reading
from tocsin.review.alarms.record import record
from tocsin.review.alarms.telling import telling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tocsin.review.change import Change
    from tocsin.review.comparison import Comparison

_QUESTIONS = (
    presence, creatable, firing, page_time, reading, telling, record, composites,
)  # fmt: skip

__all__ = ["AlarmPair", "alarm_changes", "alarm_pairs"]


def alarm_changes(comparison: Comparison) -> Iterator[Change]:
    """Yield what changes of alarms."""
    for pair in alarm_pairs(comparison):
        for question in _QUESTIONS:
            yield from question(pair)
    yield from mutes(comparison)
