"""What the policy of another account's vault has to say for copies to arrive."""

from typing import Any

from tocsin.plan.specs import partition


def copy_policy(account: str, region: str) -> dict[str, Any]:
    """Return the access policy of a vault that takes copies from *account*.

    https://docs.aws.amazon.com/aws-backup/latest/devguide/create-cross-account-backup.html

    Args:
        account: The account of the backups.
        region: The vault's Region.
    """
    return {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Sid": f"CopiesFrom{account}",
                "Effect": "Allow",
                "Principal": {"AWS": f"arn:{partition(region)}:iam::{account}:root"},
                "Action": "backup:CopyIntoBackupVault",
                "Resource": "*",
            }
        ],
    }
