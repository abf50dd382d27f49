"""Recovery points that are deleted less than 90 days after they went to cold storage."""

from collections.abc import Iterator

from tocsin.assembly import Part
from tocsin.checks.check import Check, Verdict
from tocsin.checks.subject import Subject
from tocsin.recovery import FOR_EVER, kept_days

_ID = "backup/cold-too-short"
_LEAST_DAYS = 90


def _find(subject: Subject) -> Iterator[Verdict]:
    for rule in subject.backups.rules:
        for holder in (rule.part, *rule.copies):
            yield from _of(holder.at("Lifecycle"))


def _of(lifecycle: Part) -> Iterator[Verdict]:
    cold, kept = lifecycle.at("MoveToColdStorageAfterDays").number, kept_days(lifecycle)
    if cold is None or cold < 0 or kept is None or kept == FOR_EVER:
        return
    if kept < cold + _LEAST_DAYS:
        yield lifecycle.at("DeleteAfterDays").problem(
            _ID,
            f"recovery points go to cold storage after {cold:g} days and are deleted after "
            f"{kept:g}, {kept - cold:g} days later",
            f"write at least {cold + _LEAST_DAYS:g}, or remove MoveToColdStorageAfterDays",
            why=f"AWS Backup refuses a lifecycle with less than {_LEAST_DAYS} days in cold storage",
        )


CHECK = Check(
    id=_ID,
    title="What goes to cold storage stays there for at least 90 days.",
    severity="error",
    run=_find,
    sources=("https://docs.aws.amazon.com/aws-backup/latest/devguide/API_Lifecycle.html",),
)
