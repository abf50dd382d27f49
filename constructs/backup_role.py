"""The role in which AWS Backup works."""

from collections.abc import Iterable

from constructs import Construct
from constructs.resource_batch import add_resources
from constructs.roles import policy_of_aws, role

_FOR_ALL = (
    "service-role/AWSBackupServiceRolePolicyForBackup",
    "service-role/AWSBackupServiceRolePolicyForRestores",
)
_FOR_BUCKETS = (
    "AWSBackupServiceRolePolicyForS3Backup",
    "AWSBackupServiceRolePolicyForS3Restore",
)
_ROLE = "Role/Resource"


def backup_role(scope: Construct, arns: Iterable[str], *, by_tags: bool = False) -> str:
    """Add a role that can back up and restore the resources named by *arns*; return its ARN.

    What a name that is read on deployment stands for may be a bucket, and so may what some tags
    select (*by_tags*).
    https://docs.aws.amazon.com/aws-backup/latest/devguide/security-iam-awsmanpol.html
    """
    has_buckets = by_tags or any(":s3:::" in arn or not arn.startswith("arn:") for arn in arns)
    names = (*_FOR_ALL, *_FOR_BUCKETS) if has_buckets else _FOR_ALL
    reason = "AWS keeps this policy in step with the resource types that it backs up."
    managed = (f"arn:<AWS::Partition>:iam::aws:policy/{name}" for name in names)
    made = role(
        _ROLE,
        service="backup.amazonaws.com",
        description="Makes, copies and restores the recovery points of the backup plans.",
        policies=[policy_of_aws(name) for name in names],
        accepted={f"AwsSolutions-IAM4[Policy::{arn}]": reason for arn in managed},
        asked=("Arn",),
    )
    return add_resources(scope, [made])[f"{_ROLE}.Arn"]
