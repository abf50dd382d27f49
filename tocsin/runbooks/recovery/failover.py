"""How data go on in another Region, by what has them there."""

from collections.abc import Callable, Iterator, Mapping

from tocsin.recovery import Mechanism
from tocsin.runbooks.recovery import database_failovers, other_failovers
from tocsin.runbooks.recovery.protected_data import ProtectedData
from tocsin.runbooks.recovery.step import Step

Steps = Callable[[ProtectedData, Mechanism, str], Iterator[Step]]


def failover(data: ProtectedData, mechanism: Mechanism) -> tuple[Step, ...]:
    """Return the steps to the copy of a mechanism; none for what has no copy in another Region."""
    steps = _BY_MECHANISM.get(mechanism.kind)
    if steps is None or mechanism.region is None:
        return ()
    return tuple(steps(data, mechanism, mechanism.region))


_BY_MECHANISM: Mapping[str, Steps] = {
    "aurora_global_database": database_failovers.global_database,
    "dynamodb_global_table": other_failovers.global_table,
    "dynamodb_strong_global_table": other_failovers.global_table,
    "efs_replication": other_failovers.file_system,
    "elasticache_global_datastore": other_failovers.global_datastore,
    "msk_replicator": other_failovers.replicator,
    "rds_backup_replication": database_failovers.replicated_backups,
    "rds_read_replica": database_failovers.read_replica,
    "s3_replication": other_failovers.bucket,
    "s3_replication_time_control": other_failovers.bucket,
}
