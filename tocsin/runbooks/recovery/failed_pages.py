"""The pages for backups and tests that failed."""

from collections.abc import Sequence

from tocsin.plan import Plan
from tocsin.runbooks.recovery.backup_again import backed_up_again
from tocsin.runbooks.recovery.from_vault import BACKUPS, role_step
from tocsin.runbooks.recovery.page import (
    Part,
    RecoveryPage,
    heading_of,
    make_page,
)
from tocsin.runbooks.recovery.protected_data import ProtectedData
from tocsin.runbooks.recovery.restored_again import Tested, restored_again
from tocsin.viewpoint import Viewpoint


def backup_failed(plan: Plan, viewpoint: Viewpoint, found: Sequence[ProtectedData]) -> RecoveryPage:
    """Return the page for a backup or a copy that failed, or never came."""
    return make_page(
        plan,
        viewpoint,
        name="failed-backup",
        title="A backup or a copy failed",
        opening=(
            (
                "What to do when a job failed, expired or never came. Users notice nothing, and "
                "the newest recovery point gets older than is claimed. Take the cause away first, "
                "then do by hand what is missing; do not wait for the next run."
            ),
        ),
        parts=(
            Part(heading="Before anything", steps=(role_step(plan.region, BACKUPS),)),
            *(
                Part(heading=heading_of(each), steps=[*each.lookups(), *backed_up_again(each)])
                for each in found
            ),
        ),
        afterwards=(
            "The job is `COMPLETED`, and so is the next one of the schedule.",
            "The alarm on the age of backups is back to OK.",
        ),
    )


def test_failed(plan: Plan, viewpoint: Viewpoint, found: Sequence[Tested]) -> RecoveryPage:
    """Return the page for a restore test that failed."""
    return make_page(
        plan,
        viewpoint,
        name="failed-restore-test",
        title="A restore test failed",
        opening=(
            (
                "What to do when a test could not restore, took too long, or restored something "
                "that is not good. Until it is known why, count on it that a real restore fails "
                "as well."
            ),
        ),
        parts=(
            Part(heading="Before anything", steps=(role_step(plan.region),)),
            *(
                Part(
                    heading=f"{heading_of(each.data)}, tested in {each.place.region}",
                    note=each.said,
                    steps=[*each.data.lookups(), *restored_again(each)],
                )
                for each in found
            ),
        ),
        afterwards=(
            "What you restored by hand is deleted: it costs money, and holds real data.",
            (
                "The next test is good. If the backup was bad, the one before it is the newest "
                "that counts: say so, and back up anew."
            ),
        ),
    )
