"""Who reads an alarm: composite alarms, deployments, health checks, rules of EventBridge."""

from tocsin.checks.alarm_readers.alarm_readers import AlarmReaders, readers_of_alarms
from tocsin.checks.alarm_readers.reader import AlarmReader

__all__ = [
    "AlarmReader",
    "AlarmReaders",
    "readers_of_alarms",
]
