"""Continuous backups that are kept for longer than AWS Backup keeps them, or go to cold storage."""

from collections.abc import Iterator

from tocsin.checks.check import Check, Verdict
from tocsin.checks.subject import Subject
from tocsin.recovery import Rule

_ID = "backup/continuous-retention"
_MOST_DAYS = 35
_NEVER = -1


def _find(subject: Subject) -> Iterator[Verdict]:
    for rule in subject.backups.rules:
        if rule.is_continuous:
            yield from _of(rule)


def _of(rule: Rule) -> Iterator[Verdict]:
    lifecycle = rule.part.at("Lifecycle")
    deleted, cold = lifecycle.at("DeleteAfterDays"), lifecycle.at("MoveToColdStorageAfterDays")
    if deleted.number is not None and (deleted.number > _MOST_DAYS or deleted.number == _NEVER):
        kept = "for ever" if deleted.number == _NEVER else f"for {deleted.number:g} days"
        yield deleted.problem(
            _ID,
            f"{rule.name} keeps continuous backups {kept}",
            f"write at most {_MOST_DAYS}, and add a rule without EnableContinuousBackup for "
            "what is kept for longer",
            why=f"AWS Backup goes back in time by at most {_MOST_DAYS} days, and refuses more",
        )
    if cold.number is not None and cold.number >= 0:
        yield cold.problem(
            _ID,
            f"{rule.name} moves continuous backups to cold storage",
            "remove MoveToColdStorageAfterDays, and add a rule without EnableContinuousBackup "
            "for what is kept there",
            why="AWS Backup refuses both in one rule: a continuous backup is never cold",
        )


CHECK = Check(
    id=_ID,
    title="Continuous backups are kept for 35 days at most, and never in cold storage.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/aws-backup/latest/devguide/point-in-time-recovery.html",
        "https://github.com/lgallard/terraform-aws-backup/issues/40",
    ),
)
