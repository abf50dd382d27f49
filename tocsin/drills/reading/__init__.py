"""Reads drill files."""

from tocsin.drills.reading.drill_reader import read_drills
from tocsin.drills.reading.lookup import AlarmIndex

__all__ = [
    "AlarmIndex",
    "read_drills",
]
