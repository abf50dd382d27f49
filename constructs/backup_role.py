"""The role in which AWS Backup works."""

from collections.abc import Iterable

from aws_cdk import aws_iam as iam
from constructs import Construct
from constructs.acknowledgements import acknowledge

_FOR_ALL = (
    "service-role/AWSBackupServiceRolePolicyForBackup",
    "service-role/AWSBackupServiceRolePolicyForRestores",
)
_FOR_BUCKETS = (
    "AWSBackupServiceRolePolicyForS3Backup",
    "AWSBackupServiceRolePolicyForS3Restore",
)


def backup_role(scope: Construct, arns: Iterable[str]) -> iam.Role:
    """Return a role that can back up and restore the resources named by *arns*.

    What a name that is read on deployment stands for may be a bucket.
    https://docs.aws.amazon.com/aws-backup/latest/devguide/security-iam-awsmanpol.html
    """
    has_buckets = any(":s3:::" in arn or not arn.startswith("arn:") for arn in arns)
    names = (*_FOR_ALL, *_FOR_BUCKETS) if has_buckets else _FOR_ALL
    role = iam.Role(
        scope,
        "Role",
        assumed_by=iam.ServicePrincipal("backup.amazonaws.com"),
        description="Makes, copies and restores the recovery points of the backup plans.",
        managed_policies=[iam.ManagedPolicy.from_aws_managed_policy_name(name) for name in names],
    )
    reason = "AWS keeps this policy in step with the resource types that it backs up."
    managed = (f"arn:<AWS::Partition>:iam::aws:policy/{name}" for name in names)
    acknowledge(role, {f"AwsSolutions-IAM4[Policy::{arn}]": reason for arn in managed})
    return role
