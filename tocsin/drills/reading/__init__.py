"""Reads drill files."""

from tocsin.drills.reading.alarm_lookup import NO_SUCH_ALARM
from tocsin.drills.reading.drill_reader import read_drills

__all__ = [
    "NO_SUCH_ALARM",
    "read_drills",
]
