"""What alarms read of metrics that are not AWS's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tocsin.assembly import MetricReading
    from tocsin.checks.checked_alarm import CheckedAlarm
    from tocsin.checks.subject import Subject

_OF_AWS = "AWS/"


def own_readings(subject: Subject) -> tuple[tuple[CheckedAlarm, MetricReading], ...]:
    """Return what alarms read by a known name of namespaces that are not AWS's own."""
    return tuple(_readings(subject))


def _readings(subject: Subject) -> Iterator[tuple[CheckedAlarm, MetricReading]]:
    for alarm in subject.alarms:
        for reading in alarm.readings:
            if (
                reading.name is not None
                and reading.namespace is not None
                and not reading.namespace.startswith(_OF_AWS)
                and not reading.account
                and "${" not in reading.namespace + reading.name
            ):
                yield alarm, reading
