"""Finds, for what alarms read, the recorded series that it is."""

from tocsin.recorded.matching.alarm_data import AlarmData, WithoutData
from tocsin.recorded.matching.recording_requests import (
    RecordingNeed,
    finest_period,
    recording_needs,
)

__all__ = [
    "AlarmData",
    "RecordingNeed",
    "WithoutData",
    "finest_period",
    "recording_needs",
]
