"""What protects data beside backup plans: the system has it, and Tocsin watches it."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from tocsin.diagnostics import InvalidValueError
from tocsin.viewpoint.part import Duration, Identifier, Part
from tocsin.viewpoint.region import Region
from tocsin.viewpoint.stage import Account

On = Literal["on"]


class RecoveryTime(Part):
    """How long it takes until data are back and used, once somebody has begun."""

    takes: Annotated[Duration, Field(description="How long it takes.")]
    measured: Annotated[
        date | None, Field(description="When that was measured; declared alone without it.")
    ] = None


class Mechanism(Part):
    """A mechanism of the system, within its Region."""

    takes: Annotated[
        Duration | None,
        Field(description="How long it takes to use it, once somebody has begun."),
    ] = None
    measured: Annotated[date | None, Field(description="When that was measured.")] = None

    @model_validator(mode="after")
    def _measured_is_of_something(self) -> Self:
        if self.measured is not None and self.takes is None:
            raise InvalidValueError("nothing says what was measured then", "write takes beside it")
        return self


class Replica(Mechanism):
    """A mechanism that keeps a copy in another Region."""

    region: Annotated[
        Region | None,
        Field(description="Where the copy is; the stage's recovery Region without it."),
    ] = None
    account: Annotated[
        Account | None, Field(description="Whose the copy is; of the stage's account without it.")
    ] = None
    alarm_at: Annotated[
        Duration | None,
        Field(
            description="How far behind the copy may be before an alarm fires; the rpo that is "
            "claimed for the loss of the Region without it."
        ),
    ] = None


class AuroraGlobalDatabase(Replica):
    """A secondary cluster of Aurora."""

    cluster: Annotated[Identifier | None, Field(description="The secondary cluster.")] = None


class RdsReadReplica(Replica):
    """A read replica of a database instance."""

    instance: Annotated[Identifier | None, Field(description="The replica.")] = None


class S3Replication(Replica):
    """A rule that replicates a bucket."""

    bucket: Annotated[Identifier | None, Field(description="The destination.")] = None
    rule: Annotated[Identifier | None, Field(description="The id of the rule.")] = None


class EfsReplication(Replica):
    """The replica of a file system."""

    file_system: Annotated[Identifier | None, Field(description="The destination.")] = None


class ElastiCacheGlobalDatastore(Replica):
    """A secondary replication group of ElastiCache."""

    node: Annotated[Identifier | None, Field(description="A node of the secondary.")] = None


class MskReplicator(Replica):
    """A replicator of MSK."""

    replicator: Annotated[Identifier | None, Field(description="Its name.")] = None


class Mechanisms(Part):
    """What protects data beside backup plans; `on` where nothing is to be said of it."""

    point_in_time_recovery: On | Mechanism | None = None
    rds_backup_replication: On | Replica | None = None
    rds_read_replica: On | RdsReadReplica | None = None
    rds_multi_az: On | Mechanism | None = None
    aurora_replica: On | Mechanism | None = None
    aurora_global_database: On | AuroraGlobalDatabase | None = None
    dynamodb_global_table: On | Replica | None = None
    dynamodb_strong_global_table: On | Replica | None = None
    s3_versioning: On | Mechanism | None = None
    s3_replication: On | S3Replication | None = None
    s3_replication_time_control: On | S3Replication | None = None
    efs_replication: On | EfsReplication | None = None
    elasticache_multi_az: On | Mechanism | None = None
    elasticache_backup: On | Mechanism | None = None
    elasticache_global_datastore: On | ElastiCacheGlobalDatastore | None = None
    msk_replicator: On | MskReplicator | None = None

    @property
    def declared(self) -> Iterator[tuple[str, Mechanism]]:
        """Each mechanism that there is, by its name."""
        for name in type(self).model_fields:
            found: On | Mechanism | None = getattr(self, name)
            if found is not None:
                yield name, Replica() if found == "on" else found

    def __bool__(self) -> bool:
        """Whether there is any."""
        return any(True for _ in self.declared)
