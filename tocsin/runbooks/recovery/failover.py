"""How data go on in another Region, by what has them there."""

from collections.abc import Callable, Iterator, Mapping

from tocsin.plan import partition
from tocsin.recovery import Mechanism
from tocsin.runbooks.recovery.protected_data import ProtectedData, in_region
from tocsin.runbooks.recovery.step import Step
from tocsin.runbooks.shell import word

Steps = Callable[[ProtectedData, Mechanism, str], Iterator[Step]]


def failover(data: ProtectedData, mechanism: Mechanism) -> tuple[Step, ...]:
    """Return the steps to the copy of a mechanism; none for what has no copy in another Region."""
    steps = _BY_MECHANISM.get(mechanism.kind)
    if steps is None or mechanism.region is None:
        return ()
    return tuple(steps(data, mechanism, mechanism.region))


def _global_database(data: ProtectedData, mechanism: Mechanism, region: str) -> Iterator[Step]:
    """Yield those of Aurora Global Database.

    https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-disaster-recovery.html
    """
    cluster = word(mechanism.copy or "SECOND_CLUSTER")
    arn = f"arn:{partition(region)}:rds:{region}:{data.account}:cluster:{cluster}"
    yield Step(
        f"What would be lost now? The lag of {cluster}, in milliseconds:",
        (
            in_region(
                "aws cloudwatch get-metric-statistics --namespace AWS/RDS "
                "--metric-name AuroraGlobalDBRPOLag "
                f"--dimensions Name=DBClusterIdentifier,Value={cluster} --statistics Maximum "
                "--period 60 --start-time START --end-time END --output table",
                region,
            ),
        ),
    )
    yield Step(
        "What is the global database called?",
        (
            in_region(
                "aws rds describe-global-clusters --query "
                "'GlobalClusters[].[GlobalClusterIdentifier,Status,"
                "GlobalClusterMembers[].[DBClusterArn,IsWriter]]'",
                region,
            ),
        ),
    )
    options = f"--global-cluster-identifier GLOBAL_CLUSTER --target-db-cluster-identifier {arn}"
    yield Step(
        "The Region is lost: fail over, which loses what the lag says.",
        (in_region(f"aws rds failover-global-cluster {options} --allow-data-loss", region),),
    )
    yield Step(
        "Or it is left while it is well, as in a rehearsal: switch over, which loses nothing.",
        (in_region(f"aws rds switchover-global-cluster {options}", region),),
    )
    yield Step(
        "Wait until it is `available`, has an instance that writes, and take its endpoint:",
        (
            in_region(
                f"aws rds describe-db-clusters --db-cluster-identifier {cluster} "
                "--query 'DBClusters[0].[Status,Endpoint,"
                "DBClusterMembers[].[DBInstanceIdentifier,IsClusterWriter]]'",
                region,
            ),
        ),
    )


def _read_replica(_data: ProtectedData, mechanism: Mechanism, region: str) -> Iterator[Step]:
    """Yield those of a read replica.

    https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.Promote.html
    """
    replica = word(mechanism.copy or "REPLICA")
    yield Step(
        "How far is it behind? -1 says that it is broken.",
        (
            in_region(
                "aws cloudwatch get-metric-statistics --namespace AWS/RDS --metric-name ReplicaLag "
                f"--dimensions Name=DBInstanceIdentifier,Value={replica} --statistics Maximum "
                "--period 60 --start-time START --end-time END --output table",
                region,
            ),
        ),
    )
    yield Step(
        "Promote it, which cannot be undone: it restarts, and follows nobody any more.",
        (
            in_region(
                f"aws rds promote-read-replica --db-instance-identifier {replica} "
                "--backup-retention-period 7",
                region,
            ),
        ),
    )
    yield _instance_is_there(replica, region)


def _replicated_backups(data: ProtectedData, _: Mechanism, region: str) -> Iterator[Step]:
    """Yield those of automated backups that are replicated.

    https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReplicateBackups.html
    """
    yield Step(
        "Which replicated backup is there, and until when does it reach?",
        (
            in_region(
                "aws rds describe-db-instance-automated-backups "
                f"--db-instance-identifier {data.name} "
                "--query 'DBInstanceAutomatedBackups[].[DBInstanceAutomatedBackupsArn,"
                "RestoreWindow.LatestTime]'",
                region,
            ),
        ),
    )
    yield Step(
        "Restore to the newest moment:",
        (
            in_region(
                "aws rds restore-db-instance-to-point-in-time "
                "--source-db-instance-automated-backups-arn BACKUP_ARN "
                f"--target-db-instance-identifier {data.name} --use-latest-restorable-time "
                "--db-subnet-group-name SUBNET_GROUP --vpc-security-group-ids SECURITY_GROUPS",
                region,
            ),
        ),
    )
    yield _instance_is_there(data.name, region)


def _instance_is_there(name: str, region: str) -> Step:
    return Step(
        "Wait until it is `available`, and take its endpoint:",
        (
            in_region(
                f"aws rds describe-db-instances --db-instance-identifier {name} "
                "--query 'DBInstances[0].[DBInstanceStatus,Endpoint.Address]'",
                region,
            ),
        ),
    )


def _global_table(data: ProtectedData, _: Mechanism, region: str) -> Iterator[Step]:
    """Yield those of a global table, of which each replica is written to as any other.

    https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2globaltables_HowItWorks.html
    """
    yield Step(
        f"Nothing is to be failed over: the replica in {region} takes writes. Is it well?",
        (
            in_region(
                f"aws dynamodb describe-table --table-name {data.name} "
                "--query 'Table.[TableStatus,ItemCount,Replicas[].[RegionName,ReplicaStatus]]'",
                region,
            ),
        ),
    )


def _bucket(_: ProtectedData, mechanism: Mechanism, region: str) -> Iterator[Step]:
    """Yield those of a bucket that is replicated.

    https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html
    """
    bucket = word(mechanism.copy or "BUCKET")
    yield Step(
        f"Let the application read and write {bucket}. Are there the newest objects?",
        (
            in_region(
                f"aws s3api list-objects-v2 --bucket {bucket} --prefix PREFIX "
                "--query 'Contents[].[LastModified,Key]' --output table",
                region,
            ),
        ),
    )
    yield Step(
        "Before going back, replicate the other way round: nothing that is written here goes back "
        "by itself."
    )


def _file_system(data: ProtectedData, mechanism: Mechanism, region: str) -> Iterator[Step]:
    """Yield those of a file system that is replicated.

    https://docs.aws.amazon.com/efs/latest/ug/replication-use-cases.html
    """
    copy = word(mechanism.copy or "FILE_SYSTEM")
    yield Step(
        "Until when has it been in step?",
        (
            in_region(
                f"aws efs describe-replication-configurations --file-system-id {copy} "
                "--query 'Replications[].Destinations[].[FileSystemId,Status,"
                "LastReplicatedTimestamp]'",
                region,
            ),
        ),
    )
    yield Step(
        f"End the replication: {copy} takes writes from then on.",
        (
            in_region(
                f"aws efs delete-replication-configuration --source-file-system-id {data.name}",
                region,
            ),
        ),
    )
    yield Step(
        "Only if that fails because the other side does not answer, end this side alone; what is "
        "left there cannot be mended.",
        (
            in_region(
                f"aws efs delete-replication-configuration --source-file-system-id {data.name} "
                "--deletion-mode LOCAL_CONFIGURATION_ONLY",
                region,
            ),
        ),
    )


def _global_datastore(_: ProtectedData, mechanism: Mechanism, region: str) -> Iterator[Step]:
    """Yield those of ElastiCache.

    https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastores-Console.html
    """
    of = f", of which {mechanism.copy} is a node" if mechanism.copy else ""
    yield Step(
        f"What are the global datastore and its group in {region} called{of}?",
        (
            in_region(
                "aws elasticache describe-global-replication-groups --show-member-info "
                "--query 'GlobalReplicationGroups[].[GlobalReplicationGroupId,Status,"
                "Members[].[ReplicationGroupId,ReplicationGroupRegion,Role]]'",
                region,
            ),
        ),
    )
    yield Step(
        f"Promote the group in {region}; nothing does it by itself.",
        (
            in_region(
                "aws elasticache failover-global-replication-group "
                f"--global-replication-group-id GLOBAL_GROUP --primary-region {word(region)} "
                "--primary-replication-group-id GROUP",
                region,
            ),
        ),
    )


def _replicator(_: ProtectedData, mechanism: Mechanism, region: str) -> Iterator[Step]:
    """Yield those of MSK.

    https://docs.aws.amazon.com/msk/latest/developerguide/msk-replicator-failover-unplanned.html
    """
    name = f" {mechanism.copy}" if mechanism.copy else ""
    yield Step(
        f"How far is the replicator{name} behind? Producers stop writing to what is lost.",
        (
            in_region(
                "aws kafka list-replicators "
                "--query 'Replicators[].[ReplicatorName,ReplicatorState,ReplicatorArn]' "
                "--output table",
                region,
            ),
        ),
    )
    yield Step(
        "Point producers and consumers at the brokers there:",
        (
            in_region(
                "aws kafka list-clusters-v2 "
                "--query 'ClusterInfoList[].[ClusterName,State,ClusterArn]' --output table",
                region,
            ),
            in_region("aws kafka get-bootstrap-brokers --cluster-arn CLUSTER_ARN", region),
        ),
    )


_BY_MECHANISM: Mapping[str, Steps] = {
    "aurora_global_database": _global_database,
    "dynamodb_global_table": _global_table,
    "dynamodb_strong_global_table": _global_table,
    "efs_replication": _file_system,
    "elasticache_global_datastore": _global_datastore,
    "msk_replicator": _replicator,
    "rds_backup_replication": _replicated_backups,
    "rds_read_replica": _read_replica,
    "s3_replication": _bucket,
    "s3_replication_time_control": _bucket,
}
