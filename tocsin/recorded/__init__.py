"""Recorded metric data: reading its formats, storing it, and matching it with what alarms read."""

from tocsin.recorded.formats import read_queries, read_recorded
from tocsin.recorded.instant import InstantError, parse_instant, shown_instant
from tocsin.recorded.matching import (
    AlarmData,
    RecordingNeed,
    WithoutData,
    finest_period,
    recording_needs,
)
from tocsin.recorded.store import RecordedData

__all__ = [
    "AlarmData",
    "InstantError",
    "RecordedData",
    "RecordingNeed",
    "WithoutData",
    "finest_period",
    "parse_instant",
    "read_queries",
    "read_recorded",
    "recording_needs",
    "shown_instant",
]
