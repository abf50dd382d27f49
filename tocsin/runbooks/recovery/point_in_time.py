"""How data go back to a moment before they were spoiled, by the type of their store."""

from collections.abc import Callable, Iterator, Mapping

from tocsin.runbooks.recovery.from_vault import instance_of
from tocsin.runbooks.recovery.protected_data import ProtectedData
from tocsin.runbooks.recovery.step import Step
from tocsin.runbooks.shell import word

_CLUSTERS = {"Aurora": "rds", "DocumentDB": "docdb", "Neptune": "neptune"}
_BY_ITSELF = "point_in_time_recovery"
_NETWORK = "--db-subnet-group-name SUBNET_GROUP --vpc-security-group-ids SECURITY_GROUPS"


def back_in_time(data: ProtectedData) -> tuple[Step, ...]:
    """Return the steps back to a moment; none where only recovery points are left."""
    kinds = {each.kind for each in data.store.mechanisms}
    if data.store.type == "S3":
        return tuple(_versions(data)) if "s3_versioning" in kinds else ()
    is_continuous = any(rule.continuous for rule in data.rules) and data.store.documented.behind
    steps = _BY_TYPE.get(data.store.type)
    return tuple(steps(data)) if steps and (_BY_ITSELF in kinds or is_continuous) else ()


def _restored(data: ProtectedData) -> str:
    return word(f"{data.plain_name}-restored")


def _table(data: ProtectedData) -> Iterator[Step]:
    """Yield those of a table.

    https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/pointintimerecovery_restores.html
    """
    yield Step(
        "From when to when can it be restored?",
        (
            data.at_region(
                f"aws dynamodb describe-continuous-backups --table-name {data.name} "
                "--query 'ContinuousBackupsDescription.PointInTimeRecoveryDescription."
                "[EarliestRestorableDateTime,LatestRestorableDateTime]'"
            ),
        ),
    )
    yield Step(
        "Restore beside it, to the last second that was good (TIME, as 2026-03-14T02:00:00Z):",
        (
            data.at_region(
                f"aws dynamodb restore-table-to-point-in-time --source-table-name {data.name} "
                f"--target-table-name {_restored(data)} --restore-date-time TIME"
            ),
        ),
    )
    yield Step(
        "Wait until it is `ACTIVE`, and count what is in it:",
        (
            data.at_region(
                f"aws dynamodb describe-table --table-name {_restored(data)} "
                "--query 'Table.[TableStatus,RestoreSummary.RestoreDateTime]'"
            ),
            data.at_region(
                f"aws dynamodb scan --table-name {_restored(data)} --select COUNT --query Count"
            ),
        ),
    )
    yield Step(
        "Switch on what a restore leaves out, also time to live, streams, scaling and tags. The "
        f"table is in this Region alone{_of_strong(data)}:",
        (
            data.at_region(
                f"aws dynamodb update-continuous-backups --table-name {_restored(data)} "
                "--point-in-time-recovery-specification PointInTimeRecoveryEnabled=true"
            ),
            *_replicated(data),
        ),
    )


def _of_strong(data: ProtectedData) -> str:
    """Say of a table that is consistent over Regions what the commands cannot give it back."""
    is_strong = any(each.kind == "dynamodb_strong_global_table" for each in data.store.mechanisms)
    return ", and strong consistency over Regions does not come back with it" if is_strong else ""


def _replicated(data: ProtectedData) -> Iterator[str]:
    """Yield what makes a restored table global again: it comes back in one Region alone."""
    for each in data.store.mechanisms:
        if each.kind == "dynamodb_global_table" and each.region is not None:
            creates = f'[{{"Create":{{"RegionName":"{each.region}"}}}}]'
            yield data.at_region(
                f"aws dynamodb update-table --table-name {_restored(data)} "
                f"--replica-updates {word(creates)}"
            )


def _cluster(data: ProtectedData) -> Iterator[Step]:
    """Yield those of a cluster, of whichever engine.

    https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-pitr.html
    """
    service = _CLUSTERS[data.store.type]
    yield Step(
        "From when to when can it be restored, and in which network and with what is it?",
        (
            data.at_region(
                f"aws {service} describe-db-clusters --db-cluster-identifier {data.name} "
                "--query 'DBClusters[0].[EarliestRestorableTime,LatestRestorableTime,"
                "DBSubnetGroup,VpcSecurityGroups[].VpcSecurityGroupId,Engine,EngineVersion]'"
            ),
        ),
    )
    yield Step(
        "Restore beside it, to the last second that was good (TIME, as 2026-03-14T02:00:00Z):",
        (
            data.at_region(
                f"aws {service} restore-db-cluster-to-point-in-time "
                f"--source-db-cluster-identifier {data.name} "
                f"--db-cluster-identifier {_restored(data)} --restore-to-time TIME {_NETWORK}"
            ),
        ),
    )
    yield instance_of(data, f"{data.plain_name}-restored", data.region)
    yield Step(
        "Wait until it is `available`; its endpoint is a new one.",
        (
            data.at_region(
                f"aws {service} describe-db-clusters --db-cluster-identifier {_restored(data)} "
                "--query 'DBClusters[0].[Status,Endpoint,DBClusterMembers[].DBInstanceIdentifier]'"
            ),
        ),
    )


def _instance(data: ProtectedData) -> Iterator[Step]:
    """Yield those of a database instance.

    https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIT.html
    """
    yield Step(
        "Until when can it be restored, and in which network is it?",
        (
            data.at_region(
                f"aws rds describe-db-instances --db-instance-identifier {data.name} "
                "--query 'DBInstances[0].[LatestRestorableTime,DBSubnetGroup.DBSubnetGroupName,"
                "VpcSecurityGroups[].VpcSecurityGroupId,DBInstanceClass,MultiAZ]'"
            ),
        ),
    )
    yield Step(
        "Restore beside it, to the last second that was good (TIME, as 2026-03-14T02:00:00Z):",
        (
            data.at_region(
                "aws rds restore-db-instance-to-point-in-time "
                f"--source-db-instance-identifier {data.name} "
                f"--target-db-instance-identifier {_restored(data)} --restore-time TIME {_NETWORK}"
            ),
        ),
    )
    yield Step(
        "Wait until it is `available`; its endpoint is a new one, and what it reads first is slow.",
        (
            data.at_region(
                f"aws rds describe-db-instances --db-instance-identifier {_restored(data)} "
                "--query 'DBInstances[0].[DBInstanceStatus,Endpoint.Address]'"
            ),
        ),
    )


def _versions(data: ProtectedData) -> Iterator[Step]:
    """Yield those of a bucket that keeps versions.

    https://docs.aws.amazon.com/AmazonS3/latest/userguide/RestoringPreviousVersions.html
    """
    yield Step(
        "What was deleted, and which versions are there of what was overwritten?",
        (
            data.at_region(
                f"aws s3api list-object-versions --bucket {data.name} --prefix PREFIX "
                "--query 'DeleteMarkers[].[LastModified,Key,VersionId]' --output table"
            ),
            data.at_region(
                f"aws s3api list-object-versions --bucket {data.name} --prefix PREFIX "
                "--query 'Versions[].[LastModified,IsLatest,Key,VersionId]' --output table"
            ),
        ),
    )
    yield Step(
        "What was deleted comes back without its marker; what was overwritten is copied anew. "
        "**MARKER is an id of the first list alone: a version of the second is deleted for ever.** "
        "Look first: of a marker, `head-object` answers 405.",
        (
            data.at_region(
                f"aws s3api head-object --bucket {data.name} --key KEY --version-id MARKER"
            ),
            data.at_region(
                f"aws s3api delete-object --bucket {data.name} --key KEY --version-id MARKER"
            ),
            data.at_region(
                f"aws s3api copy-object --bucket {data.name} --key KEY "
                f"--copy-source {word(f'{data.plain_name}/KEY?versionId=VERSION')}"
            ),
        ),
    )


_BY_TYPE: Mapping[str, Callable[[ProtectedData], Iterator[Step]]] = {
    "Aurora": _cluster,
    "DocumentDB": _cluster,
    "DynamoDB": _table,
    "Neptune": _cluster,
    "RDS": _instance,
}
