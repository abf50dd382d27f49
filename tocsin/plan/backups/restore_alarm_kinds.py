"""What is said of the kinds of alarms on restore tests."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreAlarm:
    """What is said of a kind of alarm.

    Attributes:
        runbook: Its id, and that of the runbook.
        title: A few words; the runbook has the same.
        label: What people call the numbers.
        unit: How people read them.
        why_it_matters: One sentence.
        first_action: One sentence.
    """

    runbook: str
    title: str
    label: str
    unit: str
    why_it_matters: str
    first_action: str


BAD = RestoreAlarm(
    runbook="restored-data-are-bad",
    title="Restored data are bad",
    label="Good validations",
    unit="validations",
    why_it_matters="A recovery from this backup would end the same way, and backups may have been "
    "like that for long.",
    first_action="Read the result of the validation, which says what was wrong; then restore the "
    "recovery point before, to learn whether one or all are bad.",
)
SLOW = RestoreAlarm(
    runbook="restore-is-slow",
    title="A restore is slow",
    label="Time of the restore job",
    unit="seconds",
    why_it_matters="What is promised of the time to recover rests on a shorter restore.",
    first_action="Compare it with the tests before: a size that has grown stays, a bad day does "
    "not.",
)
OLD = RestoreAlarm(
    runbook="restored-point-is-old",
    title="A restored recovery point is old",
    label="Age of the restored recovery point",
    unit="seconds",
    why_it_matters="It was the newest that there was: a recovery would lose more than the "
    "schedules promise.",
    first_action="List the newest recovery points of the vault, and the jobs that should have "
    "made one since.",
)
FAILED = RestoreAlarm(
    runbook="restore-validator-failed",
    title="The validator of restores failed",
    label="Errors of the validator",
    unit="errors",
    why_it_matters="A restore may be left without a result, so that nobody knows whether its "
    "backup is good.",
    first_action="Read the newest error in its log; Lambda invokes it twice more for each restore.",
)
SILENT = RestoreAlarm(
    runbook="no-restore-test",
    title="A restore test is missing",
    label="Time since the last restore test",
    unit="hours",
    why_it_matters="Whether its backups can be restored is not known any more.",
    first_action="List the restore jobs of the test: there is none, or it has no result of a "
    "validation.",
)
LEFT = RestoreAlarm(
    runbook="restores-not-deleted",
    title="Restores were not deleted",
    label="Restores that could not be deleted",
    unit="restores",
    why_it_matters="They cost as much as what they are a copy of, and have the same data in them.",
    first_action="List what the test left behind, and delete it by hand.",
)
