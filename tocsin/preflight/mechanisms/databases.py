"""What protects clusters and instances of databases."""

from collections.abc import Mapping, Sequence
from typing import Any

from tocsin.assembly import read_arn
from tocsin.aws import AwsRegion
from tocsin.preflight.mechanisms.asked import NO_DATA, Asked
from tocsin.recovery import name_in_arn, region_in_arn

_INSTANCES_WITH_A_READER = 2


def point_in_time_recovery(region: AwsRegion, asked: Asked) -> str | None:
    """Return what is wrong with the automated backups of a cluster or an instance."""
    found = _instance(region, asked) if _is_instance(asked) else _cluster(region, asked)
    if found is None:
        return NO_DATA
    return None if found.get("BackupRetentionPeriod", 0) > 0 else "it keeps no automated backups"


def aurora_replica(region: AwsRegion, asked: Asked) -> str | None:
    """Return what is wrong with the readers of a cluster."""
    found = _cluster(region, asked)
    if found is None:
        return NO_DATA
    if len(found.get("DBClusterMembers", ())) < _INSTANCES_WITH_A_READER:
        return "it has no reader beside its writer"
    return None if found.get("MultiAZ") else "its instances are all in one Availability Zone"


def aurora_global_database(region: AwsRegion, asked: Asked) -> str | None:
    """Return what is wrong with the secondary cluster of a global database."""
    own = _cluster(region, asked)
    if own is None:
        return NO_DATA
    clusters = region.listed("rds", "describe_global_clusters", "GlobalClusters") or ()
    for cluster in clusters:
        members = cluster.get("GlobalClusterMembers", ())
        if asked.arn in {each.get("DBClusterArn") for each in members}:
            return _secondary(region, asked, own, members)
    return "it is not in a global database"


def _secondary(
    region: AwsRegion,
    asked: Asked,
    own: Mapping[str, Any],
    members: Sequence[Mapping[str, Any]],
) -> str | None:
    member = next((each for each in members if _is_there(asked, each)), None)
    if member is None:
        return f"its global database has no cluster {asked.wanted}"
    if member.get("SynchronizationStatus") == "pending-resync":
        return f"the cluster {asked.wanted} is to be synchronized anew"
    name = name_in_arn(member["DBClusterArn"])
    found = asked.there(region).ask("rds", "describe_db_clusters", DBClusterIdentifier=name) or {}
    second: Mapping[str, Any] = next(iter(found.get("DBClusters", ())), {})
    if not second.get("DBClusterMembers"):
        return f"the cluster {asked.wanted} has no instance, which a failover would have to make"
    versions = [each.get("EngineVersion", "") for each in (own, second)]
    if len(set(map(_major_and_minor, versions))) > 1:
        own_version, other = versions
        return f"it is of {own_version}, and {asked.wanted} of {other}: a failover needs both alike"
    return None


def _major_and_minor(version: str) -> str:
    """Return what has to be alike for a managed failover; patches may differ for some engines.

    https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-upgrade.html
    """
    return ".".join(version.rpartition("aurora.")[2].split(".")[:2])


def multi_az(region: AwsRegion, asked: Asked) -> str | None:
    """Return what is wrong with the standby of an instance."""
    found = _instance(region, asked)
    if found is None:
        return NO_DATA
    return None if found.get("MultiAZ") else "it has no standby in another Availability Zone"


def read_replica(region: AwsRegion, asked: Asked) -> str | None:
    """Return what is wrong with the replica of an instance, which says itself whose it is."""
    if _instance(region, asked) is None:
        return NO_DATA
    named = {"DBInstanceIdentifier": asked.mechanism.copy} if asked.mechanism.copy else {}
    found = asked.there(region).listed("rds", "describe_db_instances", "DBInstances", **named)
    sources = {each.get("ReadReplicaSourceDBInstanceIdentifier") for each in found or ()}
    return None if asked.arn in sources else f"it has no read replica {asked.wanted}"


def backup_replication(region: AwsRegion, asked: Asked) -> str | None:
    """Return what is wrong with automated backups that are replicated."""
    found = _instance(region, asked)
    if found is None:
        return NO_DATA
    replications = found.get("DBInstanceAutomatedBackupsReplications", ())
    arns = (each.get("DBInstanceAutomatedBackupsArn", "") for each in replications)
    is_there = asked.elsewhere in {region_in_arn(arn) for arn in arns}
    return None if is_there else f"its automated backups are not replicated to {asked.elsewhere}"


def _is_there(asked: Asked, member: Mapping[str, Any]) -> bool:
    arn = member.get("DBClusterArn", "")
    return region_in_arn(arn) == asked.elsewhere and asked.is_copy(name_in_arn(arn))


def _is_instance(asked: Asked) -> bool:
    parts = read_arn(asked.arn)
    return parts is not None and parts.resource.startswith("db:")


def _cluster(region: AwsRegion, asked: Asked) -> Mapping[str, Any] | None:
    """Return a cluster; RDS describes those of DocumentDB and Neptune, too."""
    found = region.ask("rds", "describe_db_clusters", DBClusterIdentifier=asked.name) or {}
    return next(iter(found.get("DBClusters", ())), None)


def _instance(region: AwsRegion, asked: Asked) -> Mapping[str, Any] | None:
    found = region.ask("rds", "describe_db_instances", DBInstanceIdentifier=asked.name) or {}
    return next(iter(found.get("DBInstances", ())), None)
