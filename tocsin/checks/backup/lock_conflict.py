"""Retention that the lock of a vault does not take."""

from collections.abc import Iterator

from tocsin.assembly import Part
from tocsin.checks.backup.vault_lock import VaultLock
from tocsin.checks.check import Check, Undecided, Verdict
from tocsin.checks.subject import Subject
from tocsin.recovery import FOR_EVER, Written, kept_days, written_by

_ID = "backup/lock-conflict"


def _find(subject: Subject) -> Iterator[Verdict]:
    for rule in subject.backups.rules:
        for written in written_by(rule):
            vault = subject.backups.vault_of(written.vault)
            lock = VaultLock.of(vault) if vault is not None else None
            if lock is not None:
                yield from _of(written, lock)


def _of(written: Written, lock: VaultLock) -> Iterator[Verdict]:
    days, thing = kept_days(written.lifecycle), "copies" if written.is_copy else "recovery points"
    if days is None:
        question = f"whether the lock of the vault takes {thing} of {written.rule.name}"
        yield Undecided.about(written.lifecycle.at("DeleteAfterDays"), _ID, question)
        return
    least, most = lock.least.number, lock.most.number
    if least is not None and days < least:
        limit, fix = f"at least {least:g}", f"keep them for {least:g} days or longer"
    elif most is not None and days > most:
        limit, fix = f"at most {most:g}", f"write DeleteAfterDays of {most:g} or less"
    else:
        return
    kept = "for ever" if days == FOR_EVER else f"for {days:g} days"
    yield _place(written).problem(
        _ID,
        f"{written.rule.name} keeps {thing} {kept}, and the lock of their vault asks for {limit}",
        f"{fix}, or change the lock while it can be changed",
        why="each job that writes into a locked vault with another retention fails",
    )


def _place(written: Written) -> Part:
    """Return what says the retention, or else what leaves it out."""
    deleted = written.lifecycle.at("DeleteAfterDays")
    if deleted.is_there:
        return deleted
    return written.vault if written.is_copy else written.rule.part


CHECK = Check(
    id=_ID,
    title="Rules keep recovery points for as long as the lock of their vault asks for.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html",
        "https://docs.aws.amazon.com/aws-backup/latest/devguide/API_PutBackupVaultLockConfiguration.html",
    ),
)
