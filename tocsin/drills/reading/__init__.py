"""Reads drill files."""

from tocsin.drills.reading.drill_reader import read_drills

__all__ = [
    "read_drills",
]
