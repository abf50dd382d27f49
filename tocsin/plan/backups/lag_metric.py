"""Which metric says how far behind a replica is, and where it is published."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from tocsin.plan.stage_context import is_dynamic
from tocsin.recovery import name_in_arn
from tocsin.timing import Delay
from tocsin.viewpoint import Mechanism


@dataclass(frozen=True, slots=True, kw_only=True)
class LagKind:
    """How CloudWatch tells the lag of a mechanism.

    Attributes:
        namespace: The metric's namespace.
        metric: Its name.
        unit: What it counts in.
        dimensions: The dimension of the data, and those that the mechanism's keys give.
        is_there: Whether it is published where the copy is, and not where the data are.
        missing: What silence means: a replica that is broken, or nothing that is written.
        interval: Seconds between two datapoints.
        broken_below: Below which value the replica is broken; None where no value says it.
        source: The page of AWS.
    """

    namespace: str
    metric: str
    unit: Literal["Milliseconds", "Seconds"]
    dimensions: Mapping[str, str]
    is_there: bool
    missing: Literal["breaching", "notBreaching", "ignore"]
    interval: int = 60
    broken_below: int | None = None
    source: str


_AWS = "https://docs.aws.amazon.com"
_S3 = LagKind(
    namespace="AWS/S3",
    metric="ReplicationLatency",
    unit="Seconds",
    dimensions={"SourceBucket": "", "DestinationBucket": "bucket", "RuleId": "rule"},
    is_there=True,
    missing="ignore",
    source=f"{_AWS}/AmazonS3/latest/userguide/repl-metrics.html",
)

LAG_KINDS: Mapping[str, LagKind] = {
    "aurora_global_database": LagKind(
        namespace="AWS/RDS",
        metric="AuroraGlobalDBRPOLag",
        unit="Milliseconds",
        dimensions={"DBClusterIdentifier": "cluster"},
        is_there=True,
        missing="breaching",
        source=f"{_AWS}/AmazonRDS/latest/AuroraUserGuide/Aurora.AuroraMonitoring.Metrics.html",
    ),
    "rds_read_replica": LagKind(
        namespace="AWS/RDS",
        metric="ReplicaLag",
        unit="Seconds",
        dimensions={"DBInstanceIdentifier": "instance"},
        is_there=True,
        missing="breaching",
        broken_below=0,
        source=f"{_AWS}/AmazonRDS/latest/UserGuide/USER_ReadRepl.Monitoring.html",
    ),
    "dynamodb_global_table": LagKind(
        namespace="AWS/DynamoDB",
        metric="ReplicationLatency",
        unit="Milliseconds",
        dimensions={"TableName": "", "ReceivingRegion": "region"},
        is_there=False,
        missing="notBreaching",
        interval=300,
        source=f"{_AWS}/amazondynamodb/latest/developerguide/metrics-dimensions.html",
    ),
    "s3_replication": _S3,
    "s3_replication_time_control": _S3,
    "efs_replication": LagKind(
        namespace="AWS/EFS",
        metric="TimeSinceLastSync",
        unit="Seconds",
        dimensions={"FileSystemId": "", "DestinationFileSystemId": "file_system"},
        is_there=False,
        missing="breaching",
        source=f"{_AWS}/efs/latest/ug/efs-metrics.html",
    ),
    "elasticache_global_datastore": LagKind(
        namespace="AWS/ElastiCache",
        metric="GlobalDatastoreReplicationLag",
        unit="Seconds",
        dimensions={"CacheClusterId": "node"},
        is_there=True,
        missing="breaching",
        source=f"{_AWS}/AmazonElastiCache/latest/dg/CacheMetrics.Redis.html",
    ),
    "msk_replicator": LagKind(
        namespace="AWS/Kafka",
        metric="ReplicationLatency",
        unit="Milliseconds",
        dimensions={"ReplicatorName": "replicator"},
        is_there=True,
        missing="notBreaching",
        source=f"{_AWS}/msk/latest/developerguide/msk-replicator-metrics-ref.html",
    ),
}
"""By mechanism; of a table with strong consistency there is no lag."""

PUBLISHED_LATE = Delay(
    typical=60,
    worst=180,
    source="assumed: as late as other metrics of these services; no page says it",
)


def missing_keys(kind: str, declared: Mechanism, arn: str) -> tuple[str, ...]:
    """Return the keys without which nobody knows which replica, or which data, it is.

    `arn` is among them where only a deployment knows the name of the data, which is a dimension:
    CloudFormation cannot take a part out of a stored parameter.
    """
    keys = LAG_KINDS[kind].dimensions.values()
    return tuple(
        key or "arn"
        for key in keys
        if key != "region"
        and not (getattr(declared, key, None) if key else arn and not is_dynamic(arn))
    )


def dimensions_of(
    kind: str, declared: Mechanism, *, arn: str, region: str, fill: Callable[[str, str], str]
) -> tuple[tuple[str, str], ...]:
    """Return the dimensions of the metric.

    Args:
        kind: The mechanism.
        declared: Its settings, with all the keys that it needs.
        arn: The data's Amazon Resource Name.
        region: Where the copy is.
        fill: Fills placeholders in the value of a key.
    """

    def value(key: str) -> str:
        if not key:
            return name_in_arn(arn)
        return region if key == "region" else fill(key, getattr(declared, key))

    return tuple(sorted((name, value(key)) for name, key in LAG_KINDS[kind].dimensions.items()))
