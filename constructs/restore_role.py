"""The role in which AWS Backup restores for tests."""

from collections.abc import Collection

from constructs import Construct
from constructs.resource_batch import add_resources
from constructs.roles import policy_of_aws, role

_FOR_ALL = "service-role/AWSBackupServiceRolePolicyForRestores"
_FOR_BUCKETS = "AWSBackupServiceRolePolicyForS3Restore"
_ROLE = "Role/Resource"


def restore_role(scope: Construct, types: Collection[str]) -> str:
    """Add a role that can restore what is of *types*, and back up nothing; return its ARN.

    What was restored AWS Backup deletes in a role of its own.
    https://docs.aws.amazon.com/aws-backup/latest/devguide/security-iam-awsmanpol.html
    """
    names = (_FOR_ALL, _FOR_BUCKETS) if "S3" in types else (_FOR_ALL,)
    reason = "AWS keeps this policy in step with the resource types that it restores."
    managed = (f"arn:<AWS::Partition>:iam::aws:policy/{name}" for name in names)
    made = role(
        _ROLE,
        service="backup.amazonaws.com",
        description="Restores recovery points for restore tests.",
        policies=[policy_of_aws(name) for name in names],
        accepted={f"AwsSolutions-IAM4[Policy::{arn}]": reason for arn in managed},
        asked=("Arn",),
    )
    return add_resources(scope, [made])[f"{_ROLE}.Arn"]
