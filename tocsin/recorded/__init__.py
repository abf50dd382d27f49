"""Recorded metric data: reading its formats, storing it, and matching it with what alarms read."""

from tocsin.recorded.canonical_expression import canonical_expression, canonical_metric
from tocsin.recorded.formats import read_queries, read_recorded
from tocsin.recorded.instant import parse_instant, shown_instant
from tocsin.recorded.matching import (
    AlarmData,
    RecordingRequest,
    WithoutData,
    finest_period,
    recorded_result,
    recorded_series,
    recording_requests,
)
from tocsin.recorded.store import LeftAlone, RecordedData, Span, intersected, length, united

__all__ = [
    "AlarmData",
    "LeftAlone",
    "RecordedData",
    "RecordingRequest",
    "Span",
    "WithoutData",
    "canonical_expression",
    "canonical_metric",
    "finest_period",
    "intersected",
    "length",
    "parse_instant",
    "read_queries",
    "read_recorded",
    "recorded_result",
    "recorded_series",
    "recording_requests",
    "shown_instant",
    "united",
]
