"""Continuous backups of one thing in several vaults, of which AWS Backup makes one."""

from collections.abc import Iterable, Sequence

from tocsin.plan.backups import Protected
from tocsin.plan.stage_context import StageContext

_IN_ONE_VAULT = "S3"
"""The type whose continuous and periodic backups have to be in one vault.

https://docs.aws.amazon.com/aws-backup/latest/devguide/s3-backups.html
"""


def check_continuous_vaults(context: StageContext, protected: Sequence[Protected]) -> None:
    """Report what would be a snapshot, or nothing, though a schedule says continuous.

    A resource has one continuous backup. A second rule that asks for one in another vault makes
    snapshots, and its jobs end well.
    https://docs.aws.amazon.com/aws-backup/latest/devguide/point-in-time-recovery.html
    """
    # What is in several Regions has the same schedules in all of them.
    for each in {each.item: each for each in protected}.values():
        continuous = {schedule.vault for schedule in each.continuous}
        used = {schedule.vault for _, schedule in each.schedules}
        if len(continuous) > 1:
            _report(
                context,
                each,
                f"its continuous backups are to be in {_named(continuous)}, and AWS Backup makes "
                "one of a resource: the others are snapshots",
            )
        elif continuous and each.type == _IN_ONE_VAULT and len(used) > 1:
            _report(
                context,
                each,
                f"its backups are to be in {_named(used)}, and those of a bucket with a "
                "continuous one have to be in one vault",
            )


def _named(vaults: Iterable[str | None]) -> str:
    return " and ".join(sorted(each or "the stage's own vault" for each in vaults))


def _report(context: StageContext, each: Protected, what: str) -> None:
    context.report(
        "continuous-in-two-vaults",
        ("data_protection", "protected", each.item, "schedules"),
        what,
        "let its continuous schedule fill the vault of the others, or leave one of them out",
        rests_on=[("data_protection", "schedules", name) for name, _ in each.schedules],
    )
