"""How data come back from a recovery point in a vault."""

from collections.abc import Iterator, Mapping, Sequence

from tocsin.plan import StoredValue, partition, stored_pieces
from tocsin.runbooks.recovery.protected_data import ProtectedData, in_region
from tocsin.runbooks.recovery.step import Step
from tocsin.runbooks.shell import word

_OWN_NAME: Mapping[str, str] = {
    "Aurora": "`DBClusterIdentifier` and, for it to be reached, subnet group and security groups",
    "DocumentDB": "`DBClusterIdentifier` and, for it to be reached, subnet and security groups",
    "DynamoDB": "`targetTableName`",
    "EBS": "`availabilityZone`",
    "EFS": '`newFileSystem` "true" and a `CreationToken`',
    "Neptune": "`DBClusterIdentifier` and, for it to be reached, subnet and security groups",
    "RDS": "`DBInstanceIdentifier` and, for it to be reached, subnet and security groups",
    "S3": '`DestinationBucketName`, and `NewBucket` "true" for one that is not there yet',
}
"""What to write of one's own into the metadata of a restore.

https://docs.aws.amazon.com/aws-backup/latest/devguide/restoring-a-backup.html
"""

RESTORES = "AWSBackupServiceRolePolicyForRestores"
BACKUPS = "AWSBackupServiceRolePolicyForBackup"
_IN_NEED_OF_AN_INSTANCE = {"Aurora": "rds", "DocumentDB": "docdb", "Neptune": "neptune"}


def role_step(region: str, managed: str = RESTORES) -> Step:
    """Return the step that finds a role in which AWS Backup may restore, or back up.

    Args:
        region: Where it does so.
        managed: The managed policy that says what.
    """
    policy = f"arn:{partition(region)}:iam::aws:policy/service-role/{managed}"
    return Step(
        "Which role may do it? Its ARN is ROLE_ARN in what follows. Look it up before it is "
        "needed, and keep it: IAM is changed in one Region, and may not answer when that is lost.",
        (
            (
                f"aws iam list-entities-for-policy --policy-arn {policy} "
                "--query 'PolicyRoles[].RoleName' --output text"
            ),
            "aws iam get-role --role-name ROLE --query Role.Arn --output text",
        ),
    )


def restored_from(
    data: ProtectedData,
    vault: str,
    region: str,
    when: str,
    settings: Sequence[tuple[str, str]] = (),
) -> Iterator[Step]:
    """Yield the steps of a restore.

    Args:
        data: What is restored.
        vault: The vault's name.
        region: Where the vault is.
        when: Which recovery point to choose.
        settings: What a test sets in place of what stands in the metadata.
    """
    name = word(vault)
    yield Step(
        f"Which recovery points are in the vault {vault}? Choose {when}.",
        (
            in_region(
                "aws backup list-recovery-points-by-backup-vault "
                f"--backup-vault-name {name} --by-resource-arn {data.arn} "
                "--query 'RecoveryPoints[].[CreationDate,Status,RecoveryPointArn]' --output table",
                region,
            ),
        ),
    )
    yield Step(
        f"How was it set? {_changes(data, settings)}{_moment(data)}",
        (
            in_region(
                "aws backup get-recovery-point-restore-metadata "
                f"--backup-vault-name {name} --recovery-point-arn RECOVERY_POINT_ARN "
                "--query RestoreMetadata --output json | tee metadata.json",
                region,
            ),
        ),
    )
    kind = f" --resource-type {data.store.type}" if data.store.type in _OWN_NAME else ""
    yield Step(
        "Restore beside what is there, and see how it goes:",
        (
            in_region(
                "aws backup start-restore-job --recovery-point-arn RECOVERY_POINT_ARN "
                f"--metadata file://metadata.json --iam-role-arn ROLE_ARN{kind}",
                region,
            ),
            in_region(
                "aws backup describe-restore-job --restore-job-id RESTORE_JOB "
                "--query '[Status,PercentDone,StatusMessage,CreatedResourceArn]'",
                region,
            ),
        ),
    )
    if data.store.type in _IN_NEED_OF_AN_INSTANCE:
        yield instance_of(data, f"{data.plain_name}-restored", region)


def _moment(data: ProtectedData) -> str:
    """Return what to do about a recovery point of all moments, which otherwise brings all back.

    https://docs.aws.amazon.com/aws-backup/latest/devguide/point-in-time-recovery.html
    """
    if not any(rule.continuous for rule in data.rules):
        return ""
    return (
        " **A recovery point with `continuous:` in its ARN is restored as it was last**, also with "
        "what was spoiled, unless the metadata name the moment before: AWS's guide to restoring "
        "this type says under which key. If in doubt, choose a snapshot from before."
    )


def instance_of(data: ProtectedData, cluster: str, region: str) -> Step:
    """Return the step without which nobody can reach a cluster that was restored."""
    service = _IN_NEED_OF_AN_INSTANCE.get(data.store.type, "rds")
    return Step(
        "Wait until the job is COMPLETED, or the cluster `available`. Then give it an instance, "
        f"which a restore does not make; if it is not called `{cluster}`, write its own name:",
        (
            in_region(
                f"aws {service} create-db-instance --db-instance-identifier {word(f'{cluster}-1')} "
                f"--db-cluster-identifier {word(cluster)} --engine ENGINE "
                "--db-instance-class INSTANCE_CLASS",
                region,
            ),
        ),
    )


def _changes(data: ProtectedData, settings: Sequence[tuple[str, str]]) -> str:
    own = _OWN_NAME.get(data.store.type, "a name of its own for what is restored")
    said = [f"In `metadata.json`, write {own}."]
    pairs = [f"`{key}` is {_known(value)}" for key, value in settings]
    if pairs:
        said.append(f"In the test, {', and '.join(pairs)}.")
    return " ".join(said)


def _known(value: str) -> str:
    """Return a value of metadata as it is read, or where it is stored."""
    pieces = (
        f"what the parameter `{each.path}` says" if isinstance(each, StoredValue) else f"`{each}`"
        for each in stored_pieces(value)
    )
    return "".join(pieces)
