"""Whether what is declared to protect data is there, by mechanism."""

from collections.abc import Mapping

from tocsin.preflight.mechanisms import buckets, databases, others, tables
from tocsin.preflight.mechanisms.asked import NO_DATA, Asked, Look

LOOKS: Mapping[str, Look] = {
    "aurora_global_database": databases.aurora_global_database,
    "aurora_replica": databases.aurora_replica,
    "dynamodb_global_table": tables.global_table,
    "dynamodb_strong_global_table": tables.global_table,
    "efs_replication": others.efs_replication,
    "elasticache_backup": others.cache_backup,
    "elasticache_global_datastore": others.global_datastore,
    "elasticache_multi_az": others.cache_multi_az,
    "msk_replicator": others.msk_replicator,
    "rds_backup_replication": databases.backup_replication,
    "rds_multi_az": databases.multi_az,
    "rds_read_replica": databases.read_replica,
    "s3_replication": buckets.replication,
    "s3_replication_time_control": buckets.replication,
    "s3_versioning": buckets.versioning,
}
"""How a mechanism is looked for; point-in-time recovery depends on the service."""


def look_for(asked: Asked) -> Look:
    """Return how a mechanism of a data store is looked for."""
    if asked.mechanism.kind == "point_in_time_recovery":
        is_table = ":dynamodb:" in asked.arn
        return tables.point_in_time_recovery if is_table else databases.point_in_time_recovery
    return LOOKS[asked.mechanism.kind]


__all__ = [
    "LOOKS",
    "NO_DATA",
    "Asked",
    "look_for",
]
