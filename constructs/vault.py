"""A backup vault with its own key."""

from typing import Any

from aws_cdk import aws_backup as backup
from constructs import Construct
from constructs.environment import Environment
from constructs.policies import Statement
from constructs.stage_key import stage_key

from tocsin.plan import VaultLockSpec, VaultSpec

FAILURES = (
    "BACKUP_JOB_FAILED",
    "BACKUP_JOB_EXPIRED",
    "COPY_JOB_FAILED",
    "RESTORE_JOB_FAILED",
)
"""The events of a vault that say that something went wrong.

https://docs.aws.amazon.com/aws-backup/latest/devguide/backup-notifications.html
"""

NO_MANUAL_DELETION = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Sid": "OnlyTheLifecycleDeletes",
            "Effect": "Deny",
            "Principal": "*",
            "Action": [
                "backup:DeleteRecoveryPoint",
                "backup:DisassociateRecoveryPoint",
                "backup:UpdateRecoveryPointLifecycle",
            ],
            "Resource": "*",
        }
    ],
}
"""AWS Backup itself deletes what its lifecycle ends; nobody else may, nor end it sooner.

https://docs.aws.amazon.com/aws-backup/latest/devguide/create-a-vault-access-policy.html
"""


class Vault(Construct):
    """A vault whose recovery points only their lifecycle deletes.

    Attributes:
        vault: The vault.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        spec: VaultSpec,
        environment: Environment,
        failures_to: str | None = None,
    ) -> None:
        super().__init__(scope, construct_id)
        key = stage_key(
            self,
            name=f"{spec.name}-backup",
            purpose=f"Encrypts the recovery points in the backup vault {spec.name}.",
            environment=environment,
            statements=[key_statement(environment)],
        )
        self.vault = backup.CfnBackupVault(
            self,
            "Vault",
            backup_vault_name=spec.name,
            encryption_key_arn=key.key_arn,
            access_policy=NO_MANUAL_DELETION,
            lock_configuration=_lock(spec.lock),
            notifications=_notifications(failures_to),
        )
        self.vault.apply_removal_policy(environment.removal_policy)


def key_statement(environment: Environment) -> Statement:
    """Return the statement that lets roles of the account use the key through AWS Backup.

    A copy from another region is encrypted with this key by the role of the backup plan there,
    whose name this region does not know.
    https://docs.aws.amazon.com/aws-backup/latest/devguide/encryption.html
    """
    condition: dict[str, Any] = {
        "kms:CallerAccount": environment.account,
        "kms:ViaService": _names_of_backup(environment),
    }
    return {
        "Sid": "BackupMayEncrypt",
        "Effect": "Allow",
        "Principal": {"AWS": "*"},
        "Action": [
            "kms:CreateGrant",
            "kms:Decrypt",
            "kms:DescribeKey",
            "kms:GenerateDataKey*",
            "kms:ReEncrypt*",
        ],
        "Resource": "*",
        "Condition": {"StringEquals": condition},
    }


def _names_of_backup(environment: Environment) -> str | list[str]:
    """Return by which names AWS KMS may know AWS Backup; for China no page says which it is."""
    names = [f"backup.{environment.region}.amazonaws.com"]
    if environment.domain != "amazonaws.com":
        names.append(f"backup.{environment.region}.{environment.domain}")
    return names if len(names) > 1 else names[0]


def _lock(spec: VaultLockSpec | None) -> backup.CfnBackupVault.LockConfigurationTypeProperty | None:
    if spec is None:
        return None
    return backup.CfnBackupVault.LockConfigurationTypeProperty(
        min_retention_days=spec.minimum_days,
        max_retention_days=spec.maximum_days,
        changeable_for_days=spec.changeable_days,
    )


def _notifications(
    topic_arn: str | None,
) -> backup.CfnBackupVault.NotificationObjectTypeProperty | None:
    if topic_arn is None:
        return None
    return backup.CfnBackupVault.NotificationObjectTypeProperty(
        backup_vault_events=list(FAILURES), sns_topic_arn=topic_arn
    )
