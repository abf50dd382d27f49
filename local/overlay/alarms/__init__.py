"""Alarms of the embedded AWS, evaluated by `tocsin.evaluation`."""

from local.overlay.alarms.alarm_clock import AlarmClock
from local.overlay.alarms.alarm_transition import announce

__all__ = [
    "AlarmClock",
    "announce",
]
