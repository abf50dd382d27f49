"""Recorded metric data: what CloudWatch returned for metrics, from files of several formats.

docs/backtest.md describes the formats.
"""

from tocsin.drills.recorded.alarm_data import AlarmData, WithoutData
from tocsin.drills.recorded.needs import RecordingNeed, recording_needs
from tocsin.drills.recorded.read import read_recorded
from tocsin.drills.recorded.store import RecordedData

__all__ = [
    "AlarmData",
    "RecordedData",
    "RecordingNeed",
    "WithoutData",
    "read_recorded",
    "recording_needs",
]
