"""A backup vault with its own key."""

from collections.abc import Iterator, Mapping
from typing import Any

from constructs import Construct
from constructs.age_check import AgeCheck
from constructs.environment import Environment
from constructs.event_rule import event_rule
from constructs.policies import Statement
from constructs.resource_batch import BatchResource, add_resources
from constructs.stage_key import stage_key
from constructs.stored_parameters import native

from tocsin.plan import RECOVERY_METADATA, Severity, VaultLockSpec, VaultSpec, construct_id

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

_ARN = "BackupVaultArn"


def vault_id(spec: VaultSpec) -> str:
    """Return the construct id of a vault: of the stage's own one it has no name in it."""
    return "Vault" if spec.tier is None else f"{construct_id(spec.tier)}Vault"


class Vault(Construct):
    """A vault, and the rules for what goes wrong in it.

    Where backups outlive their stack, only their lifecycle deletes recovery points. Where they do
    not, anybody with the permission does: a vault is deleted only when it is empty.

    Attributes:
        vault_name: Its name, as a reference: what uses it comes after it.
        vault_arn: Its Amazon Resource Name, as a reference.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        spec: VaultSpec,
        topic_arns: Mapping[Severity, str],
        environment: Environment,
        recovery: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(scope, construct_id)
        if spec.is_air_gapped:
            vault = _air_gapped_vault(spec, environment)
        else:
            vault = _vault(spec, self._key_arn(spec, environment), environment, recovery)
        events = (
            event_rule(event, topic_arns[event.severity], environment) for event in spec.events
        )
        answers = add_resources(self, [vault, *events])
        self.vault_name = answers[f"{vault.id}.Ref"]
        self.vault_arn = answers[f"{vault.id}.{_ARN}"]
        if spec.age_check is not None:
            AgeCheck(self, "AgeCheck", spec=spec.age_check, environment=environment)

    def _key_arn(self, spec: VaultSpec, environment: Environment) -> str:
        return stage_key(
            self,
            name=f"{spec.name}-backup",
            purpose=f"Encrypts the recovery points in the backup vault {spec.name}.",
            environment=environment,
            statements=[key_statement(environment), *reading_statements(spec, environment)],
        )


def _vault(
    spec: VaultSpec,
    key_arn: str,
    environment: Environment,
    recovery: Mapping[str, Any] | None,
) -> BatchResource:
    return BatchResource(
        id="Vault",
        type="AWS::Backup::BackupVault",
        properties={
            "BackupVaultName": spec.name,
            "EncryptionKeyArn": key_arn,
            "AccessPolicy": NO_MANUAL_DELETION if environment.retain else None,
            "LockConfiguration": _lock(spec.lock),
        },
        metadata={RECOVERY_METADATA: _native(recovery)} if recovery else {},
        retention=environment.retention,
        asked=("Ref", _ARN),
    )


def _air_gapped_vault(spec: VaultSpec, environment: Environment) -> BatchResource:
    """Return a vault that AWS encrypts itself: a key of the account would be lost with it.

    https://docs.aws.amazon.com/aws-backup/latest/devguide/logicallyairgappedvault.html
    """
    return BatchResource(
        id="Vault",
        type="AWS::Backup::LogicallyAirGappedBackupVault",
        properties={
            "BackupVaultName": spec.name,
            "AccessPolicy": NO_MANUAL_DELETION,
            "MinRetentionDays": spec.lock.minimum_days if spec.lock is not None else None,
            "MaxRetentionDays": spec.lock.maximum_days if spec.lock is not None else None,
        },
        retention=environment.retention,
        asked=("Ref", _ARN),
    )


def reading_statements(spec: VaultSpec, environment: Environment) -> Iterator[Statement]:
    """Yield the statements with which other accounts read what is copied to them.

    https://docs.aws.amazon.com/aws-backup/latest/devguide/create-cross-account-backup.html
    """
    if not spec.readers:
        return
    others = [environment.arn("iam", "root", region="", account=each) for each in spec.readers]
    principal = {"AWS": others if len(others) > 1 else others[0]}
    yield {
        "Sid": "OthersMayCopy",
        "Effect": "Allow",
        "Principal": principal,
        "Action": [
            "kms:Decrypt",
            "kms:DescribeKey",
            "kms:Encrypt",
            "kms:GenerateDataKey*",
            "kms:ReEncrypt*",
        ],
        "Resource": "*",
    }
    yield {
        "Sid": "OthersMayGrantToServices",
        "Effect": "Allow",
        "Principal": principal,
        "Action": ["kms:CreateGrant", "kms:ListGrants", "kms:RevokeGrant"],
        "Resource": "*",
        "Condition": {"Bool": {"kms:GrantIsForAWSResource": "true"}},
    }


def _native(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is claimed, with names that only a deployment knows as references."""
    stores = [{**each, "arn": native(each["arn"])} for each in document["stores"]]
    return {**document, "stores": stores}


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


def _lock(spec: VaultLockSpec | None) -> dict[str, int | None] | None:
    if spec is None:
        return None
    return {
        "MinRetentionDays": spec.minimum_days,
        "MaxRetentionDays": spec.maximum_days,
        "ChangeableForDays": spec.changeable_days,
    }
