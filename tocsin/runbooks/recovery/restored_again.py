"""What is looked at when a restore test failed, and how it is repeated."""

from collections.abc import Iterator

from tocsin.runbooks.recovery.from_vault import restored_from
from tocsin.runbooks.recovery.protected_data import ProtectedData
from tocsin.runbooks.recovery.step import Step


def restored_again(data: ProtectedData) -> Iterator[Step]:
    """Yield the steps for data that a test restores."""
    yield Step(
        "Which restores of it were there, and what was found in what they restored?",
        (
            data.at_region(
                "aws backup list-restore-jobs-by-protected-resource "
                f"--resource-arn {data.arn} "
                "--query 'RestoreJobs[].[CreationDate,Status,ValidationStatus,RestoreJobId,"
                "CreatedBy.RestoreTestingPlanArn]' --output table"
            ),
        ),
    )
    yield Step(
        "What is wrong? `Status` is that of the restore, `ValidationStatus` that of the data.",
        (
            data.at_region(
                "aws backup describe-restore-job --restore-job-id RESTORE_JOB "
                "--query '[Status,StatusMessage,ValidationStatus,ValidationStatusMessage,"
                "RecoveryPointArn,CreatedResourceArn,DeletionStatus,DeletionStatusMessage]'"
            ),
        ),
    )
    for vault in dict.fromkeys(rule.vault for rule in data.rules):
        yield from restored_from(data, vault, data.region, "the one that the test restored")
    yield Step(
        "Look at it as the validator does, then delete it. A result of a test cannot be changed: "
        "the next test brings another one.",
        (
            data.at_region(
                f"aws backup describe-protected-resource --resource-arn {data.arn} "
                "--query '[LastBackupTime,LatestRestoreJobCreationDate,"
                "LatestRestoreExecutionTimeMinutes]'"
            ),
        ),
    )
