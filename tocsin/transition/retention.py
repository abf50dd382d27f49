"""What becomes of a resource that no longer belongs to its stack, and what it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tocsin.assembly import Resource

Fate = Literal["delete", "retain", "snapshot"]

_FATES: Mapping[str, Fate] = {
    "Delete": "delete",
    "Retain": "retain",
    "RetainExceptOnCreate": "retain",
    "Snapshot": "snapshot",
}

HOLDINGS: Mapping[str, str] = {
    "AWS::Backup::BackupVault": "its recovery points",
    "AWS::Backup::LogicallyAirGappedBackupVault": "its recovery points",
    "AWS::CloudTrail::EventDataStore": "its events",
    "AWS::Cognito::UserPool": "its users",
    "AWS::DocDB::DBCluster": "its data",
    "AWS::DocDB::DBInstance": "its data",
    "AWS::DynamoDB::GlobalTable": "its items",
    "AWS::DynamoDB::Table": "its items",
    "AWS::EC2::Volume": "its data",
    "AWS::ECR::Repository": "its images",
    "AWS::EFS::FileSystem": "its files",
    "AWS::ElastiCache::CacheCluster": "its data",
    "AWS::ElastiCache::ReplicationGroup": "its data",
    "AWS::ElastiCache::ServerlessCache": "its data",
    "AWS::KMS::Key": "all that it encrypts",
    "AWS::KMS::ReplicaKey": "all that it encrypts",
    "AWS::Kinesis::Stream": "its records",
    "AWS::Logs::LogGroup": "its log events",
    "AWS::MSK::Cluster": "its records",
    "AWS::Neptune::DBCluster": "its data",
    "AWS::Neptune::DBInstance": "its data",
    "AWS::OpenSearchService::Domain": "its documents",
    "AWS::RDS::DBCluster": "its data",
    "AWS::RDS::DBInstance": "its data",
    "AWS::RDS::GlobalCluster": "its data",
    "AWS::Redshift::Cluster": "its data",
    "AWS::S3::Bucket": "its objects",
    "AWS::SNS::Topic": "the subscriptions that people have confirmed",
    "AWS::SQS::Queue": "the messages in it",
    "AWS::SecretsManager::Secret": "its value",
}
"""What is lost with a resource, by its type."""


def fate_when_removed(resource: Resource) -> Fate:
    """Say what becomes of a resource that its template no longer has.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
    """
    return _FATES.get(resource.deletion_policy or _default(resource), "delete")


def fate_when_replaced(after: Resource) -> Fate:
    """Say what becomes of the old resource when another takes its place.

    Args:
        after: The new one, whose template says it.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatereplacepolicy.html
    """
    return _FATES.get(after.update_replace_policy or "Delete", "delete")


def stays_after_rollback(resource: Resource) -> bool:
    """Say whether a resource stays when the deployment that made it fails."""
    return resource.deletion_policy == "Retain"


def is_importable(resource: Resource) -> bool:
    """Say whether a stack takes an existing resource over, if it is asked to import.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/import-resources-automatically.html
    """
    return fate_when_removed(resource) == "retain"


def _default(resource: Resource) -> str:
    """Give the deletion policy of a resource whose template has none."""
    is_single = (
        resource.type == "AWS::RDS::DBInstance" and "DBClusterIdentifier" not in resource.properties
    )
    return "Snapshot" if is_single or resource.type == "AWS::RDS::DBCluster" else "Delete"
