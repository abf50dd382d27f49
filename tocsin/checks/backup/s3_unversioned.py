"""A bucket that is to be backed up, and keeps no versions."""

from collections.abc import Iterator

from tocsin.assembly import Part
from tocsin.checks.check import Check, Verdict
from tocsin.checks.subject import Subject

_ID = "backup/s3-unversioned"


def _find(subject: Subject) -> Iterator[Verdict]:
    for selection in subject.backups.selections:
        for named in selection.named:
            bucket = subject.assembly.index.find(named.value, named.resource.stack)
            if bucket is None or bucket.type != "AWS::S3::Bucket":
                continue
            status = Part.of(bucket, "VersioningConfiguration", "Status")
            if not status.is_known or status.value == "Enabled":
                continue
            yield status.problem(
                _ID,
                f"the bucket {bucket.logical_id} is selected for backups, and its versioning is "
                + ("not set" if not status.is_there else f"{status.value}"),
                "write VersioningConfiguration: {Status: Enabled}",
                why="AWS Backup backs up a bucket only if it keeps versions: each job fails",
            )


CHECK = Check(
    id=_ID,
    title="A bucket that is backed up keeps versions.",
    severity="error",
    run=_find,
    sources=("https://docs.aws.amazon.com/aws-backup/latest/devguide/s3-backups.html",),
)
