"""What a data store of a template protects itself with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.assembly import Part
from tocsin.recovery.mechanism import Mechanism
from tocsin.recovery.templates.data_stores import POINT_IN_TIME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from tocsin.assembly import Assembly, Resource

    Found = Iterator[Mechanism]

_INSTANCES_WITH_A_READER = 2


def own_mechanisms(resource: Resource, assembly: Assembly) -> tuple[Mechanism, ...]:
    """Return the mechanisms that a template's properties switch on; what is open is left out."""
    find = _BY_TYPE.get(resource.type)
    return tuple(find(resource, assembly)) if find is not None else ()


def _table(resource: Resource, _assembly: Assembly) -> Found:
    if Part.of(resource, *POINT_IN_TIME).flag:
        yield Mechanism(kind="point_in_time_recovery")


def _global_table(resource: Resource, _assembly: Assembly) -> Found:
    here = resource.stack.environment.region
    is_strong = Part.of(resource, "MultiRegionConsistency").text == "STRONG"
    kind = "dynamodb_strong_global_table" if is_strong else "dynamodb_global_table"
    for replica in Part.of(resource, "Replicas").items:
        region = replica.at("Region").text
        if region == here and replica.at(*POINT_IN_TIME).flag:
            yield Mechanism(kind="point_in_time_recovery")
        elif region is not None and here is not None and region != here:
            yield Mechanism(kind=kind, region=region)


def _instance(resource: Resource, _assembly: Assembly) -> Found:
    yield from _automated_backups(resource)
    if Part.of(resource, "MultiAZ").flag:
        yield Mechanism(kind="rds_multi_az")
    region = Part.of(resource, "AutomaticBackupReplicationRegion").text
    if region is not None:
        yield Mechanism(kind="rds_backup_replication", region=region)


def _cluster(resource: Resource, assembly: Assembly) -> Found:
    """Find those of a cluster; without a setting, its automated backups go back one day.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbcluster.html
    """
    yield from _automated_backups(resource)
    instances = [
        each
        for each in assembly.resources("AWS::RDS::DBInstance")
        if assembly.index.find(each.properties.get("DBClusterIdentifier"), each.stack) is resource
    ]
    if len(instances) >= _INSTANCES_WITH_A_READER:
        yield Mechanism(kind="aurora_replica")


def _automated_backups(resource: Resource) -> Found:
    kept = Part.of(resource, "BackupRetentionPeriod")
    if not kept.is_there or (kept.number or 0) > 0:
        yield Mechanism(kind="point_in_time_recovery")


def _bucket(resource: Resource, _assembly: Assembly) -> Found:
    if Part.of(resource, "VersioningConfiguration", "Status").text == "Enabled":
        yield Mechanism(kind="s3_versioning")


def _file_system(resource: Resource, _assembly: Assembly) -> Found:
    for destination in Part.of(resource, "ReplicationConfiguration", "Destinations").items:
        region = destination.at("Region").text
        if region is not None and region != resource.stack.environment.region:
            yield Mechanism(kind="efs_replication", region=region)


_BY_TYPE: Mapping[str, Callable[[Resource, Assembly], Found]] = {
    "AWS::DocDB::DBCluster": _cluster,
    "AWS::DynamoDB::GlobalTable": _global_table,
    "AWS::DynamoDB::Table": _table,
    "AWS::EFS::FileSystem": _file_system,
    "AWS::Neptune::DBCluster": _cluster,
    "AWS::RDS::DBCluster": _cluster,
    "AWS::RDS::DBInstance": _instance,
    "AWS::S3::Bucket": _bucket,
}
