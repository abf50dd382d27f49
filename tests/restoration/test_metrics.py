from dataclasses import replace
from datetime import UTC, datetime, timedelta

from tocsin.plan.specs import restore_metric
from tocsin.restoration import (
    RESTORE_TIME,
    RESTORE_VALIDATED,
    RESTORED_POINT_AGE,
    RestoreJob,
    measured,
)

BEGUN = datetime(2026, 3, 14, 6, tzinfo=UTC)
JOB = RestoreJob(
    id="job",
    status="COMPLETED",
    type="DynamoDB",
    source="arn:orders",
    created="arn:restored",
    begun=BEGUN,
    ended=BEGUN + timedelta(minutes=40),
    point_begun=BEGUN - timedelta(hours=5),
)
ALL = (("Stage", "prod"), ("System", "shop"))
OWN = (("Resource", "orders"), *ALL)


def values(resource: str | None, job: RestoreJob | None, *, is_good: bool) -> list[object]:
    """What is measured, as tuples."""
    found = measured("shop", "prod", resource, job, is_good=is_good)
    return [(each.metric, each.value, each.dimensions) for each in found]


def test_a_restore_is_measured() -> None:
    """Its time from begin to end, the age of the backup when it began, and whether it is good."""
    assert values("orders", JOB, is_good=True) == [
        (RESTORE_VALIDATED, 1, ALL),
        (RESTORE_VALIDATED, 1, OWN),
        (RESTORE_TIME, 2_400, OWN),
        (RESTORED_POINT_AGE, 18_000, OWN),
    ]


def test_what_failed_has_no_time() -> None:
    """The time of a restore that came to nothing would make a mean look better."""
    assert values("orders", replace(JOB, status="FAILED"), is_good=False) == [
        (RESTORE_VALIDATED, 0, ALL),
        (RESTORE_VALIDATED, 0, OWN),
        (RESTORED_POINT_AGE, 18_000, OWN),
    ]


def test_what_nobody_knows_is_measured_once() -> None:
    """An alarm over all stores hears of a store that the viewpoint does not name."""
    assert values(None, JOB, is_good=False) == [(RESTORE_VALIDATED, 0, ALL)]
    assert values("orders", None, is_good=False) == [
        (RESTORE_VALIDATED, 0, ALL),
        (RESTORE_VALIDATED, 0, OWN),
    ]


def test_alarms_read_what_is_measured() -> None:
    """Plan and function agree on every name: a dimension more or less, and nobody hears of it."""
    found = [
        *measured("shop", "prod", "orders", JOB, is_good=True),
        *measured("shop", "prod", None, JOB, is_good=True),
    ]

    for each in found:
        resource = dict(each.dimensions).get("Resource")
        spec = restore_metric(each.metric, system="shop", stage="prod", resource=resource)
        assert (spec.name, spec.dimensions, spec.unit) == (each.metric, each.dimensions, each.unit)
        assert spec.namespace == "Tocsin/Backup"
    assert restore_metric(RESTORE_VALIDATED, system="a", stage="b", resource=None).statistic == (
        "Minimum"
    )
