"""A selection without anything in it, which is one of everything."""

from collections.abc import Iterator

from tocsin.checks.check import Check, Verdict
from tocsin.checks.subject import Subject

_ID = "backup/selects-everything"
_KEYS = ("Resources", "ListOfTags", "Conditions", "NotResources")


def _find(subject: Subject) -> Iterator[Verdict]:
    for selection in subject.backups.selections:
        settings = [selection.part.at(key) for key in _KEYS]
        if any(each.value or not each.is_known for each in settings):
            continue
        yield selection.part.problem(
            _ID,
            "the selection has neither Resources nor ListOfTags, Conditions or NotResources",
            'name what it selects; write Resources: ["*"] where everything is meant',
            why="AWS Backup then selects every supported resource of the account and Region",
            severity="warning",
        )


CHECK = Check(
    id=_ID,
    title="A selection says what it selects.",
    severity="warning",
    run=_find,
    sources=("https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupSelection.html",),
)
