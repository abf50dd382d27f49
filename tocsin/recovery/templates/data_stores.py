"""Which resources of a template hold data that AWS Backup can protect, and how it calls them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tocsin.assembly import Part
from tocsin.recovery.store_type import STORE_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tocsin.assembly import Resource


@dataclass(frozen=True, slots=True, kw_only=True)
class DataStoreType:
    """A type of resource that holds data.

    Attributes:
        name: What AWS Backup calls it.
        arn: Its ARN without partition, Region and account: the service and what is behind these.
        own_key: Whether its recovery points have the key of the vault, and not its own.
        own_backups: Properties that switch on what a resource keeps by itself.
    """

    name: str
    arn: tuple[str, str]
    own_key: bool = False
    own_backups: tuple[tuple[str, ...], ...] = ()

    @property
    def goes_back(self) -> bool:
        """Whether AWS Backup makes continuous backups of it."""
        return STORE_TYPES[self.name].behind is not None


POINT_IN_TIME = ("PointInTimeRecoverySpecification", "PointInTimeRecoveryEnabled")
"""Where a table, or a replica of one, switches its point-in-time recovery on."""

_RETENTION = (("BackupRetentionPeriod",),)

DATA_STORES = {
    "AWS::DSQL::Cluster": DataStoreType(name="Aurora DSQL", arn=("dsql", "cluster/"), own_key=True),
    "AWS::DocDB::DBCluster": DataStoreType(
        name="DocumentDB", arn=("rds", "cluster:"), own_backups=_RETENTION
    ),
    "AWS::DynamoDB::Table": DataStoreType(
        name="DynamoDB", arn=("dynamodb", "table/"), own_key=True, own_backups=(POINT_IN_TIME,)
    ),
    "AWS::DynamoDB::GlobalTable": DataStoreType(
        name="DynamoDB", arn=("dynamodb", "table/"), own_key=True
    ),
    "AWS::EC2::Volume": DataStoreType(name="EBS", arn=("ec2", "volume/")),
    "AWS::EFS::FileSystem": DataStoreType(
        name="EFS",
        arn=("elasticfilesystem", "file-system/"),
        own_key=True,
        own_backups=(("BackupPolicy", "Status"),),
    ),
    "AWS::FSx::FileSystem": DataStoreType(name="FSx", arn=("fsx", "file-system/")),
    "AWS::Neptune::DBCluster": DataStoreType(
        name="Neptune", arn=("rds", "cluster:"), own_backups=_RETENTION
    ),
    "AWS::RDS::DBCluster": DataStoreType(
        name="RDS", arn=("rds", "cluster:"), own_backups=_RETENTION
    ),
    "AWS::RDS::DBInstance": DataStoreType(name="RDS", arn=("rds", "db:"), own_backups=_RETENTION),
    "AWS::S3::Bucket": DataStoreType(name="S3", arn=("s3", ""), own_key=True),
}
"""By type in CloudFormation.

https://docs.aws.amazon.com/aws-backup/latest/devguide/backup-feature-availability.html
"""

_OFF = (0, "0", False, "false", "DISABLED")


def keeps_backups(resource: Resource) -> bool:
    """Return whether a resource keeps backups of its own, or may."""
    store = DATA_STORES[resource.type]
    for path in store.own_backups:
        setting = Part.of(resource, *path)
        if not setting.is_known or (setting.is_there and setting.value not in _OFF):
            return True
    return resource.type == "AWS::DynamoDB::GlobalTable" and any(
        not replica.is_known or bool(replica.at(*POINT_IN_TIME).flag)
        for replica in Part.of(resource, "Replicas").items
    )


def arn_of(resource: Resource) -> str:
    """Return the ARN of a data store as a pattern: `*` for what its template leaves open."""
    service, kind = DATA_STORES[resource.type].arn
    here = resource.stack.environment
    name = resource.name if resource.is_named and "${" not in resource.name else "*"
    region, account = (here.region or "*", here.account or "*") if service != "s3" else ("", "")
    return f"arn:*:{service}:{region}:{account}:{kind}{name}"


def data_stores(resources: Iterator[Resource]) -> Iterator[Resource]:
    """Yield those of some resources that hold data which nothing else holds."""
    for resource in resources:
        if resource.type in DATA_STORES and not _is_part(resource):
            yield resource


def _is_part(resource: Resource) -> bool:
    """Return whether the data of a resource are those of another: a cluster, or a source."""
    return any(
        Part.of(resource, key).is_there
        for key in ("DBClusterIdentifier", "SourceDBInstanceIdentifier", "GlobalClusterIdentifier")
        if resource.type.endswith("DBInstance") or key == "GlobalClusterIdentifier"
    )
