"""Replication that a resource does not have."""

from collections.abc import Mapping
from dataclasses import dataclass

from tocsin.diagnostics import KeyPath, one_of
from tocsin.plan.stage_context import StageContext, is_dynamic
from tocsin.viewpoint import ProtectedResource, Replication


@dataclass(frozen=True, slots=True, kw_only=True)
class _Replicated:
    """What a kind of replication is for.

    Attributes:
        things: In words.
        namespace: Where the metrics of such resources are.
        dimension: A dimension that such resources have, if the namespace has others too.
        arn: The service and the begin of the resource in their Amazon Resource Names.
    """

    things: str
    namespace: str
    dimension: str | None = None
    arn: str


_KINDS: Mapping[Replication, _Replicated] = {
    "dynamodb_global_table": _Replicated(
        things="DynamoDB tables", namespace="AWS/DynamoDB", arn="dynamodb:table"
    ),
    "aurora_global_database": _Replicated(
        things="clusters of Aurora",
        namespace="AWS/RDS",
        dimension="DBClusterIdentifier",
        arn="rds:cluster",
    ),
    "rds_read_replica": _Replicated(
        things="database instances of RDS",
        namespace="AWS/RDS",
        dimension="DBInstanceIdentifier",
        arn="rds:db",
    ),
    "s3_replication": _Replicated(things="buckets of S3", namespace="AWS/S3", arn="s3:"),
    "efs_replication": _Replicated(
        things="file systems of EFS", namespace="AWS/EFS", arn="elasticfilesystem:file-system"
    ),
    "elasticache_global_datastore": _Replicated(
        things="replication groups of ElastiCache",
        namespace="AWS/ElastiCache",
        arn="elasticache:",
    ),
    "msk_replicator": _Replicated(
        things="clusters of MSK", namespace="AWS/Kafka", arn="kafka:cluster"
    ),
}
"""What each kind of replication is for.

https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GlobalTables.html
https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database.html
https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.XRgn.html
https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html
https://docs.aws.amazon.com/efs/latest/ug/efs-replication.html
https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastore.html
https://docs.aws.amazon.com/msk/latest/developerguide/msk-replicator.html
"""


def check_replication(context: StageContext) -> None:
    """Report resources that cannot be replicated in the way that is declared."""
    for name, item in context.viewpoint.data_protection.protected.items():
        if item.replicate_by is None:
            continue
        kind, fitting = _KINDS[item.replicate_by], _fitting(context, item)
        if fitting is None or item.replicate_by in fitting:
            continue
        context.report(
            "replication-of-another-type",
            ("data_protection", "protected", name, "replicate_by"),
            f"{item.replicate_by} is for {kind.things}, and this is none of them",
            f"use {one_of(fitting)}" if fitting else "remove it: nothing here replicates it",
            why="Nothing carries the objective that it is to carry.",
            rests_on=_rests_on(item),
        )


def _fitting(context: StageContext, item: ProtectedResource) -> tuple[Replication, ...] | None:
    """Return what can replicate *item*; None if what it is is not known."""
    if item.tags is not None:
        return tuple(_KINDS)
    if item.tags is not None:
        return None
    if item.arn is not None:
        return _fitting_arn(context.fill_known(item.arn))
    service, _, resource = (item.resource or "").partition("/")
    name = context.viewpoint.services[service].resources[resource].type
    type_ = context.resource_type(name)
    if type_ is None:
        return None
    dimensions = {each.dimension for each in type_.identifiers.values()}
    return tuple(
        replication
        for replication, kind in _KINDS.items()
        if kind.namespace == type_.namespace
        and (kind.dimension is None or kind.dimension in dimensions)
    )


def _fitting_arn(arn: str) -> tuple[Replication, ...] | None:
    parts = arn.split(":", 5)
    if is_dynamic(arn) or len(parts) < 6:  # noqa: PLR2004 - arn:partition:service:region:account:resource
        return None
    named = f"{parts[2]}:{parts[5]}"
    return tuple(replication for replication, kind in _KINDS.items() if named.startswith(kind.arn))


def _rests_on(item: ProtectedResource) -> list[KeyPath]:
    service, _, resource = (item.resource or "").partition("/")
    return [("services", service, "resources", resource, "type")] if item.resource else []
