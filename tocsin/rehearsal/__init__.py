"""Drills that nobody wrote: what is known of a metric's incidents, sent through its alarms.

A pair for each alarm: the incident as it is documented for the metric, which has to be told within
the response time, and usual hours, which have to stay quiet. Neither is made from the alarm's own
threshold, so that a pair that fails says something about the alarm.
"""

from tocsin.rehearsal.pairs import GENERATED, is_generated, rehearsals

__all__ = [
    "GENERATED",
    "is_generated",
    "rehearsals",
]
