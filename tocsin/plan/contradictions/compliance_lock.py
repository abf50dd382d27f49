"""Locks that nobody can ever remove."""

from collections.abc import Sequence

from tocsin.diagnostics import KeyPath, format_duration
from tocsin.plan.backups import Protected, lock_of, lock_place
from tocsin.plan.stage_context import StageContext


def warn_of_compliance(context: StageContext, protected: Sequence[Protected]) -> None:
    """Warn of each lock of a vault in use that becomes permanent, as it was chosen.

    https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html
    """
    used = {schedule.vault for each in protected for _, schedule in each.schedules}
    for vault in sorted(used, key=str):
        lock = lock_of(context, vault)
        if lock is not None and lock.changeable_for is not None:
            longest = lock.maximum_retention
            _warn(
                context,
                (*lock_place(vault), "changeable_for"),
                format_duration(lock.changeable_for),
                format_duration(longest) if longest is not None else None,
            )


def _warn(context: StageContext, path: KeyPath, grace: str, longest: str | None) -> None:
    paid = f"for up to {longest}" if longest is not None else "for as long as its schedule says"
    context.report(
        "lock-for-ever",
        path,
        f"{grace} after the vault is made its lock becomes permanent: nobody removes it then, "
        "not the root user and not AWS",
        "keep it if a rule asks for that; without changeable_for whoever has the permission can "
        "remove the lock",
        why=f"What is written into the vault stays, and is paid, {paid}; neither the vault nor "
        "its stack can be deleted before, and closing the account alone ends it.",
        severity="warning",
    )
