"""How a backup and its copies are made anew, in place of those that failed."""

from collections.abc import Iterator

from tocsin.plan import BackupRuleSpec, CopySpec, partition
from tocsin.runbooks.recovery.protected_data import ProtectedData
from tocsin.runbooks.recovery.step import Step
from tocsin.runbooks.shell import word


def backed_up_again(data: ProtectedData) -> Iterator[Step]:
    """Yield the steps: why it failed, how old the newest one is, and the commands of each rule."""
    yield Step(
        "Which jobs failed, and why?",
        (
            data.at_region(
                f"aws backup list-backup-jobs --by-resource-arn {data.arn} "
                "--by-created-after START "
                "--query 'BackupJobs[].[CreationDate,State,BackupVaultName,StatusMessage]' "
                "--output table"
            ),
        ),
    )
    yield Step(
        "Which copies failed, and why?",
        (
            data.at_region(
                f"aws backup list-copy-jobs --by-resource-arn {data.arn} "
                "--by-created-after START "
                "--query 'CopyJobs[].[CreationDate,State,DestinationBackupVaultArn,StatusMessage]' "
                "--output table"
            ),
        ),
    )
    yield Step(
        "How old is the newest whole recovery point?",
        (
            data.at_region(
                f"aws backup list-recovery-points-by-resource --resource-arn {data.arn} "
                "--query 'RecoveryPoints[].[CreationDate,Status,BackupVaultName,RecoveryPointArn]' "
                "--output table"
            ),
        ),
    )
    for rule in data.rules:
        yield _again(data, rule)
        for copy in rule.copies:
            yield _copied_again(data, rule, copy)


def _again(data: ProtectedData, rule: BackupRuleSpec) -> Step:
    cold = (
        ""
        if rule.cold_after_days is None
        else f"MoveToColdStorageAfterDays={rule.cold_after_days},"
    )
    said = " as a snapshot, which is all that can be asked for by hand" if rule.continuous else ""
    return Step(
        f"Do what the rule {rule.name} would have done{said}, once the cause is gone, and wait "
        "until it is COMPLETED: RECOVERY_POINT_ARN is what the second command shows then.",
        (
            data.at_region(
                f"aws backup start-backup-job --backup-vault-name {word(rule.vault)} "
                f"--resource-arn {data.arn} --iam-role-arn ROLE_ARN "
                f"--start-window-minutes {rule.start_window_minutes} "
                f"--complete-window-minutes {rule.completion_window_minutes} "
                f"--lifecycle {cold}DeleteAfterDays={rule.retention_days}"
            ),
            # What is copied next is the recovery point of this job, once it is COMPLETED.
            data.at_region(
                "aws backup describe-backup-job --backup-job-id BACKUP_JOB "
                "--query '[State,PercentDone,StatusMessage,RecoveryPointArn]'"
            ),
        ),
    )


def _copied_again(data: ProtectedData, rule: BackupRuleSpec, copy: CopySpec) -> Step:
    account = copy.account or data.account
    vault = f"arn:{partition(copy.region)}:backup:{copy.region}:{account}:backup-vault:{copy.vault}"
    return Step(
        f"Copy it to the vault {copy.vault} in {copy.region}; for a job by hand nothing else does.",
        (
            data.at_region(
                "aws backup start-copy-job --recovery-point-arn RECOVERY_POINT_ARN "
                f"--source-backup-vault-name {word(rule.vault)} "
                f"--destination-backup-vault-arn {word(vault)} --iam-role-arn ROLE_ARN "
                f"--lifecycle DeleteAfterDays={copy.retention_days}"
            ),
        ),
    )
