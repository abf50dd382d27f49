"""What is measured of a restore test, by the names that its alarms read."""

from collections.abc import Iterator
from dataclasses import dataclass

from tocsin.restoration.restore_job import RestoreJob

NAMESPACE = "Tocsin/Backup"
RESTORE_VALIDATED = "RestoreValidated"
"""1 where a restored data store is as it must be, 0 where it is not or was not restored at all."""
RESTORE_TIME = "RestoreTime"
"""Seconds from the begin of the restore job to its end. No time to recovery: no detection, no
decision, no instance of Aurora, no move of the application is in it."""
RESTORED_POINT_AGE = "RestoredRecoveryPointAge"
"""Seconds from the begin of the backup to that of the restore job."""
RESOURCE, STAGE, SYSTEM = "Resource", "Stage", "System"
"""The dimensions. `RestoreValidated` has a second series without `Resource`, of all stores."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """A value of a metric.

    Attributes:
        metric: Its name.
        unit: As CloudWatch names it.
        value: The value.
        dimensions: Pairs of name and value, ordered by name.
    """

    metric: str
    unit: str
    value: float
    dimensions: tuple[tuple[str, str], ...]


def dimensions(system: str, stage: str, resource: str | None) -> tuple[tuple[str, str], ...]:
    """Return the dimensions of the metrics of one data store, or of all of a stage, by name."""
    everything = ((STAGE, stage), (SYSTEM, system))
    return everything if resource is None else ((RESOURCE, resource), *everything)


def measured(
    system: str, stage: str, resource: str | None, job: RestoreJob | None, *, is_good: bool
) -> Iterator[Measurement]:
    """Yield what is known of a restore test.

    Args:
        system: The system's name.
        stage: The stage's name.
        resource: What the viewpoint calls the data store; None for one that it does not know.
        job: The restore job; None if nothing could be found out about it.
        is_good: Whether what it restored is as it must be.
    """
    every, own = dimensions(system, stage, None), dimensions(system, stage, resource)
    for each in dict.fromkeys((every, own)):
        yield Measurement(
            metric=RESTORE_VALIDATED, unit="None", value=float(is_good), dimensions=each
        )
    if job is None or resource is None:
        return
    lengths = ((RESTORE_TIME, job.restore_seconds), (RESTORED_POINT_AGE, job.point_age_seconds))
    for metric, seconds in lengths:
        if seconds is not None:
            yield Measurement(metric=metric, unit="Seconds", value=seconds, dimensions=own)
