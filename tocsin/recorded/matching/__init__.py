"""Finds, for what alarms read, the recorded series that it is."""

from tocsin.recorded.matching.alarm_data import AlarmData, WithoutData
from tocsin.recorded.matching.recording_requests import (
    RecordingRequest,
    finest_period,
    recording_requests,
)
from tocsin.recorded.matching.unpacking import recorded_result, recorded_series

__all__ = [
    "AlarmData",
    "RecordingRequest",
    "WithoutData",
    "finest_period",
    "recorded_result",
    "recorded_series",
    "recording_requests",
]
