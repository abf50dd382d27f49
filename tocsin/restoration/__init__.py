"""What a restored data store must be like, and whether it is: pure, because it ships."""

from tocsin.restoration.expectation import (
    CanaryItem,
    Expectation,
    ExpectedObject,
    Query,
    QueryAccess,
)
from tocsin.restoration.metrics import (
    NAMESPACE,
    RESTORE_TIME,
    RESTORE_VALIDATED,
    RESTORED_POINT_AGE,
    Measurement,
    dimensions,
    measured,
)
from tocsin.restoration.restore_job import COMPLETED, RestoreJob, read_restore_job

__all__ = [
    "COMPLETED",
    "NAMESPACE",
    "RESTORED_POINT_AGE",
    "RESTORE_TIME",
    "RESTORE_VALIDATED",
    "CanaryItem",
    "Expectation",
    "ExpectedObject",
    "Measurement",
    "Query",
    "QueryAccess",
    "RestoreJob",
    "dimensions",
    "measured",
    "read_restore_job",
]
