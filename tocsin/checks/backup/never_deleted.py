"""A rule that keeps recovery points for ever, because nothing says for how long."""

from collections.abc import Iterator

from tocsin.checks.check import Check, Verdict
from tocsin.checks.subject import Subject

_ID = "backup/never-deleted"


def _find(subject: Subject) -> Iterator[Verdict]:
    for rule in subject.backups.rules:
        lifecycle = rule.part.at("Lifecycle")
        # Whoever writes -1 means it; a continuous backup is kept for 35 days at most anyway.
        if (
            rule.is_continuous is not False
            or lifecycle.at("DeleteAfterDays").is_there
            or not lifecycle.is_known
        ):
            continue
        place = lifecycle if lifecycle.is_there else rule.part
        yield place.problem(
            _ID,
            f"{rule.name} says nothing about when its recovery points are deleted",
            "add Lifecycle.DeleteAfterDays, as 35; write -1 where they are to be kept for ever",
            why="AWS Backup keeps each of them for ever, and storage is paid for each of them",
            severity="warning",
        )


CHECK = Check(
    id=_ID,
    title="Each rule says how long it keeps recovery points.",
    severity="warning",
    run=_find,
    sources=("https://docs.aws.amazon.com/aws-backup/latest/devguide/API_Lifecycle.html",),
)
