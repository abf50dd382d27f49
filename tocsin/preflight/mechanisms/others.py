"""What protects file systems, caches and clusters of Kafka."""

from collections.abc import Mapping
from typing import Any

from tocsin.aws import AwsRegion
from tocsin.preflight.mechanisms.asked import NO_DATA, Asked


def efs_replication(region: AwsRegion, asked: Asked) -> str | None:
    """Return what is wrong with the replica of a file system."""
    answer = region.ask("efs", "describe_replication_configurations", FileSystemId=asked.name) or {}
    states = {
        each.get("Status")
        for replication in answer.get("Replications", ())
        for each in replication.get("Destinations", ())
        if each.get("Region") == asked.elsewhere and asked.is_copy(each.get("FileSystemId", ""))
    }
    if not states:
        return f"it is not replicated to {asked.wanted}"
    return None if "ENABLED" in states else f"its replication is {', '.join(sorted(states))}"


def cache_multi_az(region: AwsRegion, asked: Asked) -> str | None:
    """Return what is wrong with the failover of a cache."""
    group = _group(region, asked)
    if group is None:
        return NO_DATA
    if group.get("AutomaticFailover") != "enabled":
        return "its automatic failover is off"
    return None if group.get("MultiAZ") == "enabled" else "it is not Multi-AZ"


def cache_backup(region: AwsRegion, asked: Asked) -> str | None:
    """Return what is wrong with the automatic backups of a cache."""
    group = _group(region, asked)
    if group is None:
        return NO_DATA
    return None if group.get("SnapshotRetentionLimit", 0) > 0 else "it keeps no automatic backups"


def global_datastore(region: AwsRegion, asked: Asked) -> str | None:
    """Return what is wrong with the secondary of a global datastore."""
    group = _group(region, asked)
    if group is None:
        return NO_DATA
    info = group.get("GlobalReplicationGroupInfo", {})
    if (name := info.get("GlobalReplicationGroupId")) is None:
        return "it is not in a global datastore"
    members = [
        member
        for found in region.listed(
            "elasticache",
            "describe_global_replication_groups",
            "GlobalReplicationGroups",
            GlobalReplicationGroupId=name,
            ShowMemberInfo=True,
        )
        or ()
        for member in found.get("Members", ())
    ]
    there = [each for each in members if each.get("ReplicationGroupRegion") == asked.elsewhere]
    if not there:
        return f"its global datastore has no group in {asked.elsewhere}"
    status = there[0].get("Status")
    return None if status == "associated" else f"its group in {asked.elsewhere} is {status}"


def msk_replicator(region: AwsRegion, asked: Asked) -> str | None:
    """Return what is wrong with the replicator of a cluster, which is where it replicates to."""
    replicators = asked.there(region).listed("kafka", "list_replicators", "Replicators") or ()
    for each in replicators:
        reads = {_cluster(summary) for summary in each.get("KafkaClustersSummary", ())}
        if asked.arn in reads and asked.is_copy(each.get("ReplicatorName", "")):
            state = each.get("ReplicatorState")
            return None if state == "RUNNING" else f"the replicator {asked.wanted} is {state}"
    return f"no replicator {asked.wanted} reads it"


def _cluster(summary: Mapping[str, Any]) -> str:
    return str(summary.get("AmazonMskCluster", {}).get("MskClusterArn", ""))


def _group(region: AwsRegion, asked: Asked) -> Mapping[str, Any] | None:
    name = asked.name
    found = region.ask("elasticache", "describe_replication_groups", ReplicationGroupId=name) or {}
    return next(iter(found.get("ReplicationGroups", ())), None)
