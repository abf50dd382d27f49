"""A data store that no selection can match, beside others that are protected."""

from collections.abc import Iterator

from tocsin.assembly import Part, Resource
from tocsin.checks.check import Check, Verdict
from tocsin.checks.subject import Subject
from tocsin.diagnostics import Problem
from tocsin.recovery import DATA_STORES, data_stores, keeps_backups

_ID = "backup/unprotected"


def _find(subject: Subject) -> Iterator[Verdict]:
    selections = subject.backups.selections
    places = {each.resource.stack.environment for each in selections}
    if not selections:
        return
    for resource in data_stores(subject.assembly.resources(*DATA_STORES)):
        if (
            resource.stack.environment not in places
            or _is_seldom_restored(resource)
            or keeps_backups(resource)
            or any(subject.backups.may_match(each, resource) for each in selections)
        ):
            continue
        yield Problem(
            kind=_ID,
            where=resource.locate(),
            what=f"no selection of AWS Backup matches {resource.logical_id} "
            f"({DATA_STORES[resource.type].name}), and it keeps no backups by itself",
            fix="name it in a selection, or give it the tags of one",
            why="what nothing backs up is gone when somebody deletes it",
            severity="note",
        )


def _is_seldom_restored(resource: Resource) -> bool:
    """Return whether it is a bucket without versions: AWS Backup takes none of these."""
    status = Part.of(resource, "VersioningConfiguration", "Status")
    return resource.type == "AWS::S3::Bucket" and status.value != "Enabled"


CHECK = Check(
    id=_ID,
    title="Data stores that AWS Backup can protect are selected, or keep backups by themselves.",
    severity="note",
    run=_find,
    sources=("https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html",),
)
