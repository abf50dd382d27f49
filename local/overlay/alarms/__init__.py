"""Alarms of the embedded AWS, evaluated by `tocsin.evaluation`."""

from local.overlay.alarms.alarm_clock import AlarmClock
from local.overlay.alarms.install import install

__all__ = [
    "AlarmClock",
    "install",
]
