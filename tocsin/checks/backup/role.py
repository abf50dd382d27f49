"""A selection whose role cannot make the backups that it is for."""

from collections.abc import Iterator

from tocsin.assembly import Part, Resource
from tocsin.checks.check import Check, Verdict
from tocsin.checks.role_policies import policies_of
from tocsin.checks.subject import Subject
from tocsin.recovery import Selection

_ID = "backup/role"
_SERVICE = "backup.amazonaws.com"
_FOR_BACKUP = "AWSBackupServiceRolePolicyForBackup"
_FOR_S3 = "AWSBackupServiceRolePolicyForS3Backup"
_WITHOUT_BACKUP = frozenset(
    {"AWSBackupServiceRolePolicyForRestores", "AWSBackupServiceRolePolicyForS3Restore"}
)
_WHY = "each backup job of the selection fails"


def _find(subject: Subject) -> Iterator[Verdict]:
    for selection in subject.backups.selections:
        role = subject.assembly.index.find(selection.role.value, selection.resource.stack)
        if role is not None and role.type == "AWS::IAM::Role":
            yield from _of(subject, selection, role)


def _of(subject: Subject, selection: Selection, role: Resource) -> Iterator[Verdict]:
    if not _may_be_taken(role):
        yield selection.role.problem(
            _ID,
            f"AWS Backup cannot take the role {role.logical_id}: its AssumeRolePolicyDocument does "
            f"not name {_SERVICE}",
            f"add a statement that lets Principal: {{Service: {_SERVICE}}} do sts:AssumeRole",
            why=_WHY,
        )
        return
    policies = policies_of(subject, role)
    if policies.documents or not policies.are_all:
        return
    if policies.managed <= _WITHOUT_BACKUP:
        yield selection.role.problem(
            _ID,
            f"the role {role.logical_id} has no policy that lets it make backups",
            f"attach service-role/{_FOR_BACKUP} to it",
            why=_WHY,
        )
    elif policies.managed <= {*_WITHOUT_BACKUP, _FOR_BACKUP} and (
        bucket := _bucket(subject, selection)
    ):
        yield bucket.problem(
            _ID,
            f"the selection names a bucket, and its role {role.logical_id} has no policy for "
            "Amazon S3",
            f"attach {_FOR_S3} to the role too",
            why=f"{_FOR_BACKUP} has no permissions for Amazon S3: each backup of the bucket fails",
        )


def _may_be_taken(role: Resource) -> bool:
    """Return whether AWS Backup may take the role, or that is not known."""
    document = Part.of(role, "AssumeRolePolicyDocument")
    written = str(document.value)
    is_open_to_all = "'Principal': '*'" in written or "'Service': '*'" in written
    return not document.is_known or not document.value or _SERVICE in written or is_open_to_all


def _bucket(subject: Subject, selection: Selection) -> Part | None:
    """Return where a selection names a bucket."""
    for each in selection.named:
        found = subject.assembly.index.find(each.value, each.resource.stack)
        if ":s3:::" in str(each.value) or (found is not None and found.type == "AWS::S3::Bucket"):
            return each
    return None


CHECK = Check(
    id=_ID,
    title="A selection's role may back up what it selects.",
    severity="error",
    run=_find,
    sources=(
        "https://docs.aws.amazon.com/aws-backup/latest/devguide/iam-service-roles.html",
        "https://docs.aws.amazon.com/aws-backup/latest/devguide/s3-backups.html",
    ),
)
