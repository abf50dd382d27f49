"""What a function publishes each hour of the restore tests of a Region, as alarms read it."""

from tocsin.plan.specs.alarm import MetricSpec
from tocsin.restoration import NAMESPACE, dimensions

RESTORE_TEST_AGE = "RestoreTestAge"
"""Hours since a data store was validated, well or badly, or else since it is looked at."""
UNDELETED_RESTORES = "UndeletedRestores"
"""How many restores of a test AWS Backup could not delete again."""


def restore_test_age(*, system: str, stage: str, resource: str) -> MetricSpec:
    """Return the metric of a data store, by the name of its expectation."""
    return _metric(RESTORE_TEST_AGE, dimensions(system, stage, resource))


def undeleted_restores(*, system: str, stage: str, test: str) -> MetricSpec:
    """Return the metric of a test, by its id."""
    return _metric(UNDELETED_RESTORES, (("RestoreTest", test), *dimensions(system, stage, None)))


def _metric(name: str, of: tuple[tuple[str, str], ...]) -> MetricSpec:
    return MetricSpec(
        id="value", namespace=NAMESPACE, name=name, dimensions=of, statistic="Maximum", unit="None"
    )
