"""A vault lock that AWS Backup refuses."""

from collections.abc import Iterator

from tocsin.checks.backup.vault_lock import VaultLock, locks_of
from tocsin.checks.check import Check, Verdict
from tocsin.checks.subject import Subject

_ID = "backup/lock-refused"
_LEAST_GRACE = 3
_MOST_DAYS = 36_500
_LEAST_DAYS = 1
_LEAST_DAYS_AIR_GAPPED = 7


def _find(subject: Subject) -> Iterator[Verdict]:
    for lock in locks_of(subject):
        yield from _of(lock)


def _of(lock: VaultLock) -> Iterator[Verdict]:
    least, most, grace = lock.least.number, lock.most.number, lock.grace.number
    floor = _LEAST_DAYS_AIR_GAPPED if lock.is_air_gapped else _LEAST_DAYS
    if least is not None and least < floor:
        yield lock.least.problem(
            _ID,
            f"the vault keeps everything for at least {least:g} days",
            f"write at least {floor}",
            why=f"AWS Backup takes no minimum below {floor} here",
        )
    if most is not None and most > _MOST_DAYS:
        yield lock.most.problem(
            _ID,
            f"the vault keeps nothing for more than {most:g} days",
            f"write at most {_MOST_DAYS:,}",
            why="AWS Backup takes at most a hundred years",
        )
    if least is not None and most is not None and least > most:
        yield lock.least.problem(
            _ID,
            f"the least retention, {least:g} days, is above the greatest, {most:g} days",
            f"write at most {most:g}, or raise MaxRetentionDays",
            why="AWS Backup refuses a lock that nothing can keep to",
        )
    if grace is not None and not _LEAST_GRACE <= grace <= _MOST_DAYS:
        yield lock.grace.problem(
            _ID,
            f"the lock can be changed for {grace:g} days",
            f"write {_LEAST_GRACE} to {_MOST_DAYS:,}, or leave it out for a lock that "
            "administrators can remove",
            why=f"AWS Backup asks for at least {_LEAST_GRACE} days until a lock is final",
        )


CHECK = Check(
    id=_ID,
    title="AWS Backup takes the lock of each vault.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/aws-backup/latest/devguide/API_PutBackupVaultLockConfiguration.html",
        "https://docs.aws.amazon.com/aws-backup/latest/devguide/API_CreateLogicallyAirGappedBackupVault.html",
    ),
)
