"""How databases go on in another Region."""

from collections.abc import Iterator

from tocsin.plan import partition
from tocsin.recovery import Mechanism
from tocsin.runbooks.recovery.protected_data import ProtectedData, in_region
from tocsin.runbooks.recovery.step import Step
from tocsin.runbooks.shell import word


def global_database(data: ProtectedData, mechanism: Mechanism, region: str) -> Iterator[Step]:
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
        "**If the Region still answers**, or this is a rehearsal, switch over, which loses "
        "nothing, and leave out the next two steps:",
        # It is asked of the Region that writes, as the guide says.
        (data.at_region(f"aws rds switchover-global-cluster {options}"),),
    )
    yield Step(
        "**Only if the Region does not answer**, fail over, which loses what the lag says:",
        (in_region(f"aws rds failover-global-cluster {options} --allow-data-loss", region),),
    )
    yield Step(
        "**Only if the failover is refused** because engine versions differ, take the cluster out "
        "of the global database: then it is one of its own, and takes writes. Nothing takes it "
        "back: the other cluster has to be made anew.",
        (
            in_region(
                "aws rds remove-from-global-cluster --global-cluster-identifier GLOBAL_CLUSTER "
                f"--db-cluster-identifier {arn}",
                region,
            ),
        ),
    )
    yield Step(
        "Wait until it is `available`, has an instance that writes, and take its endpoint; the "
        "global writer endpoint follows by itself.",
        (
            in_region(
                f"aws rds describe-db-clusters --db-cluster-identifier {cluster} "
                "--query 'DBClusters[0].[Status,Endpoint,"
                "DBClusterMembers[].[DBInstanceIdentifier,IsClusterWriter]]'",
                region,
            ),
        ),
    )
    yield Step(
        "Once the Region is back, Aurora makes its cluster anew. What had not arrived is in a "
        "snapshot of the old one, for as long as its backups are kept:",
        (
            data.at_region(
                f"aws rds describe-db-cluster-snapshots --db-cluster-identifier {data.name} "
                '--query "DBClusterSnapshots[?contains(DBClusterSnapshotIdentifier, '
                "'unplanned-global-failover')].[SnapshotCreateTime,DBClusterSnapshotIdentifier]\""
            ),
        ),
    )


def read_replica(_data: ProtectedData, mechanism: Mechanism, region: str) -> Iterator[Step]:
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


def replicated_backups(data: ProtectedData, _: Mechanism, region: str) -> Iterator[Step]:
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
