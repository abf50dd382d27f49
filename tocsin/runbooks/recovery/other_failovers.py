"""How tables, buckets, file systems, caches and Kafka go on in another Region."""

from collections.abc import Iterator

from tocsin.recovery import Mechanism
from tocsin.runbooks.recovery.protected_data import ProtectedData, in_region
from tocsin.runbooks.recovery.step import Step
from tocsin.runbooks.shell import word


def global_table(data: ProtectedData, _: Mechanism, region: str) -> Iterator[Step]:
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


def bucket(_: ProtectedData, mechanism: Mechanism, region: str) -> Iterator[Step]:
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


def file_system(data: ProtectedData, mechanism: Mechanism, region: str) -> Iterator[Step]:
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


def global_datastore(_: ProtectedData, mechanism: Mechanism, region: str) -> Iterator[Step]:
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


def replicator(_: ProtectedData, mechanism: Mechanism, region: str) -> Iterator[Step]:
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
