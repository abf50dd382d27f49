"""What protects data beside backup plans, and what AWS documents of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from tocsin.recovery.amount import Basis
from tocsin.recovery.scenario import Scenario

_AWS = "https://docs.aws.amazon.com"
_RDS, _AURORA = f"{_AWS}/AmazonRDS/latest/UserGuide", f"{_AWS}/AmazonRDS/latest/AuroraUserGuide"
_DYNAMODB = f"{_AWS}/amazondynamodb/latest/developerguide"
_S3 = f"{_AWS}/AmazonS3/latest/userguide"
_CACHE = f"{_AWS}/AmazonElastiCache/latest/dg"


@dataclass(frozen=True, slots=True, kw_only=True)
class MechanismKind:
    """A mechanism that the system has, and Tocsin watches.

    Attributes:
        name: Its name in a viewpoint.
        types: The types of data store that can have it, as AWS Backup or the service calls them.
        survives: The scenarios after which its copy of the data is there and good. What replicates
            copies a deletion, too.
        behind: How far behind it may be as AWS documents it; None where it states nothing.
        behind_basis: Whether that is promised.
        takes: How long AWS documents that it takes to be used; None where it states nothing.
        is_automatic: Whether it is used without anybody's decision.
        is_restore: Whether using it is a restore, which takes as long as one.
        is_elsewhere: Whether its copy is in another Region, which has to be named.
        source: The page of AWS.
    """

    name: str
    types: tuple[str, ...]
    survives: frozenset[Scenario]
    behind: timedelta | None = None
    behind_basis: Basis = "typical"
    takes: timedelta | None = None
    is_automatic: bool = False
    is_restore: bool = False
    is_elsewhere: bool = False
    source: str


_CORRUPTION: frozenset[Scenario] = frozenset({"corruption", "zone"})
_ZONE: frozenset[Scenario] = frozenset({"zone"})
_REGION: frozenset[Scenario] = frozenset({"zone", "region"})
_NOTHING = timedelta(0)

MECHANISMS: Mapping[str, MechanismKind] = {
    each.name: each
    for each in (
        MechanismKind(
            name="point_in_time_recovery",
            types=("Aurora", "DocumentDB", "DynamoDB", "Neptune", "RDS"),
            survives=_CORRUPTION,
            is_restore=True,
            behind=timedelta(minutes=5),
            source=f"{_DYNAMODB}/PointInTimeRecovery_Howitworks.html",
        ),
        MechanismKind(
            name="rds_backup_replication",
            types=("RDS",),
            survives=frozenset({"corruption", "zone", "region"}),
            is_restore=True,
            behind=timedelta(minutes=30),
            is_elsewhere=True,
            source=f"{_RDS}/USER_ReplicateBackups.html",
        ),
        MechanismKind(
            name="rds_read_replica",
            types=("RDS",),
            survives=_REGION,
            is_elsewhere=True,
            source=f"{_RDS}/USER_ReadRepl.XRgn.html",
        ),
        MechanismKind(
            name="rds_multi_az",
            types=("RDS",),
            survives=_ZONE,
            behind=_NOTHING,
            behind_basis="bound",
            takes=timedelta(seconds=120),
            is_automatic=True,
            source=f"{_RDS}/Concepts.MultiAZ.Failover.html",
        ),
        MechanismKind(
            name="aurora_replica",
            types=("Aurora",),
            survives=_ZONE,
            behind=_NOTHING,
            behind_basis="bound",
            takes=timedelta(seconds=60),
            is_automatic=True,
            source=f"{_AURORA}/Concepts.AuroraHighAvailability.html",
        ),
        MechanismKind(
            name="aurora_global_database",
            types=("Aurora",),
            survives=_REGION,
            behind=timedelta(seconds=1),
            is_elsewhere=True,
            source=f"{_AURORA}/aurora-global-database-disaster-recovery.html",
        ),
        MechanismKind(
            name="dynamodb_global_table",
            types=("DynamoDB",),
            survives=_REGION,
            behind=timedelta(seconds=5),
            is_elsewhere=True,
            source=f"{_DYNAMODB}/V2globaltables_HowItWorks.html",
        ),
        MechanismKind(
            name="dynamodb_strong_global_table",
            types=("DynamoDB",),
            survives=_REGION,
            behind=_NOTHING,
            behind_basis="bound",
            is_elsewhere=True,
            source=f"{_DYNAMODB}/V2globaltables_HowItWorks.html",
        ),
        MechanismKind(
            name="s3_versioning",
            types=("S3",),
            survives=frozenset({"corruption"}),
            behind=_NOTHING,
            behind_basis="bound",
            source=f"{_S3}/Versioning.html",
        ),
        MechanismKind(
            name="s3_replication",
            types=("S3",),
            survives=_REGION,
            is_elsewhere=True,
            source=f"{_S3}/replication.html",
        ),
        MechanismKind(
            name="s3_replication_time_control",
            types=("S3",),
            survives=_REGION,
            behind=timedelta(minutes=15),
            is_elsewhere=True,
            source=f"{_S3}/replication-time-control.html",
        ),
        MechanismKind(
            name="efs_replication",
            types=("EFS",),
            survives=_REGION,
            behind=timedelta(minutes=15),
            is_elsewhere=True,
            source=f"{_AWS}/efs/latest/ug/efs-replication.html",
        ),
        MechanismKind(
            name="elasticache_multi_az",
            types=("ElastiCache",),
            survives=_ZONE,
            takes=timedelta(seconds=60),
            is_automatic=True,
            source=f"{_CACHE}/AutoFailover.html",
        ),
        MechanismKind(
            name="elasticache_backup",
            types=("ElastiCache",),
            survives=_CORRUPTION,
            is_restore=True,
            behind=timedelta(days=1),
            source=f"{_CACHE}/backups-automatic.html",
        ),
        MechanismKind(
            name="elasticache_global_datastore",
            types=("ElastiCache",),
            survives=_REGION,
            is_elsewhere=True,
            source=f"{_CACHE}/Redis-Global-Datastores-Getting-Started.html",
        ),
        MechanismKind(
            name="msk_replicator",
            types=("MSK",),
            survives=_REGION,
            is_elsewhere=True,
            source=f"{_AWS}/msk/latest/developerguide/msk-replicator.html",
        ),
    )
}
"""By name."""
