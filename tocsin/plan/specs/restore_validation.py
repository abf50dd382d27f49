"""What the function that looks at restored data stores measures, as alarms read it."""

from tocsin.plan.specs.alarm import MetricSpec
from tocsin.restoration import (
    NAMESPACE,
    RESTORE_TIME,
    RESTORE_VALIDATED,
    RESTORED_POINT_AGE,
    dimensions,
)

_WORST = {RESTORE_VALIDATED: "Minimum", RESTORE_TIME: "Maximum", RESTORED_POINT_AGE: "Maximum"}
_UNIT = {RESTORE_VALIDATED: "None", RESTORE_TIME: "Seconds", RESTORED_POINT_AGE: "Seconds"}


def restore_metric(name: str, *, system: str, stage: str, resource: str | None) -> MetricSpec:
    """Return a metric of restore tests, by its worst value.

    It is published in the Region whose vault was tested.

    Args:
        name: RESTORE_VALIDATED, RESTORE_TIME or RESTORED_POINT_AGE.
        system: The system's name.
        stage: The stage's name.
        resource: What the viewpoint calls the data store; None, of RESTORE_VALIDATED alone, for
            all of the stage, those among them that the viewpoint does not know.
    """
    return MetricSpec(
        id="value",
        namespace=NAMESPACE,
        name=name,
        dimensions=dimensions(system, stage, resource),
        statistic=_WORST[name],
        unit=_UNIT[name],
    )
