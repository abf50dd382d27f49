"""Whether a stage has a Region for the copies of its backups, or says that it has none."""

from collections.abc import Iterator

from tocsin.viewpoint.finding import Finding, finding
from tocsin.viewpoint.stage import Stage
from tocsin.viewpoint.viewpoint import Viewpoint


def check_recovery_region(viewpoint: Viewpoint, stage: str) -> Iterator[Finding]:
    """Yield what is wrong with the recovery Region of *stage*, in which *viewpoint* holds.

    Copies that no stage could have are a mistake; a stage that does without them, beside one that
    has them, is told of.
    """
    settings = viewpoint.stages[stage]
    path = ("stages", stage, "recovery_region")
    if settings.recovery_region in settings.active_regions:
        yield finding(
            "recovery-region-active",
            path,
            f"the system is active in {settings.recovery_region}, and copies there would be lost "
            "with it",
            "name a Region in which the stage is not active",
            is_bearable=True,
        )
    asks_for_copies = any(
        schedule.copy_retention for schedule in viewpoint.data_protection.schedules.values()
    )
    if asks_for_copies and settings.recovery_region is None:
        is_elsewhere = any(map(_has_copies, viewpoint.stages.values()))
        yield finding(
            "no-recovery-region",
            path,
            f"no backup of {stage} is copied to another Region, because it names none"
            if is_elsewhere
            else "backups are copied to a recovery Region, and the stage names none",
            "add recovery_region with another Region, or recovery_region: off to do without copies",
            is_bearable=True,
            severity="note" if is_elsewhere else "error",
        )


def _has_copies(stage: Stage) -> bool:
    return stage.copied_to is not None
