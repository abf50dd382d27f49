from dataclasses import replace
from typing import Any

import aws_cdk as cdk
import pytest
from constructs.vault import Vault

from tests.support.plans import VAULT
from tests.support.templates import ENVIRONMENT, properties_of, resources_of, template_of
from tocsin.plan import VaultLockSpec

TOPIC = "arn:aws:sns:us-east-1:111122223333:shop-prod-warning"


def _template_with(
    *, lock: VaultLockSpec | None = None, failures_to: str | None = None, retain: bool = True
) -> dict[str, Any]:
    def build(stack: cdk.Stack) -> None:
        Vault(
            stack,
            "Vault",
            spec=replace(VAULT, lock=lock),
            environment=replace(ENVIRONMENT, retain=retain),
            failures_to=failures_to,
        )

    return template_of(build)


def test_nobody_deletes_by_hand() -> None:
    """Recovery points end with their lifecycle; nobody ends or shortens them."""
    (vault,) = properties_of(_template_with(), "AWS::Backup::BackupVault")
    (statement,) = vault["AccessPolicy"]["Statement"]

    assert (statement["Effect"], statement["Principal"]) == ("Deny", "*")
    assert "backup:DeleteRecoveryPoint" in statement["Action"]
    assert "backup:UpdateRecoveryPointLifecycle" in statement["Action"]
    assert not [action for action in statement["Action"] if "*" in action]
    assert "Condition" not in statement


def test_vault_has_its_own_key() -> None:
    """The vault's key is rotated, and roles of the account use it through AWS Backup."""
    template = _template_with()
    (key,) = properties_of(template, "AWS::KMS::Key")
    (vault,) = properties_of(template, "AWS::Backup::BackupVault")
    statement = key["KeyPolicy"]["Statement"][1]

    assert key["EnableKeyRotation"] is True
    assert "Fn::GetAtt" in vault["EncryptionKeyArn"]
    assert {"kms:CreateGrant", "kms:Decrypt", "kms:GenerateDataKey*"} <= set(statement["Action"])
    assert statement["Condition"] == {
        "StringEquals": {
            "kms:CallerAccount": "111122223333",
            "kms:ViaService": "backup.us-east-1.amazonaws.com",
        }
    }


@pytest.mark.parametrize(
    ("lock", "expected"),
    [
        (None, None),
        (
            VaultLockSpec(minimum_days=7, maximum_days=None, changeable_days=None),
            {"MinRetentionDays": 7},
        ),
        (
            VaultLockSpec(minimum_days=7, maximum_days=365, changeable_days=3),
            {"MinRetentionDays": 7, "MaxRetentionDays": 365, "ChangeableForDays": 3},
        ),
    ],
)
def test_lock(lock: VaultLockSpec | None, expected: dict[str, int] | None) -> None:
    """A lock without a grace can be removed, so that the difference is kept."""
    (vault,) = properties_of(_template_with(lock=lock), "AWS::Backup::BackupVault")

    assert vault.get("LockConfiguration") == expected


def test_failures_are_announced() -> None:
    """What went wrong is announced, and what went well is not."""
    (vault,) = properties_of(_template_with(failures_to=TOPIC), "AWS::Backup::BackupVault")

    assert vault["Notifications"] == {
        "SNSTopicArn": TOPIC,
        "BackupVaultEvents": [
            "BACKUP_JOB_FAILED",
            "BACKUP_JOB_EXPIRED",
            "COPY_JOB_FAILED",
            "RESTORE_JOB_FAILED",
        ],
    }


def test_recovery_vault_has_nobody_to_tell() -> None:
    """A vault without a topic in its region announces nothing."""
    (vault,) = properties_of(_template_with(), "AWS::Backup::BackupVault")

    assert "Notifications" not in vault


@pytest.mark.parametrize(("retain", "policy"), [(True, "RetainExceptOnCreate"), (False, "Delete")])
def test_backups_outlive_the_stack(*, retain: bool, policy: str) -> None:
    """Vault and key stay together, or go together."""
    template = _template_with(retain=retain)

    assert [
        each["DeletionPolicy"]
        for kind in ("AWS::Backup::BackupVault", "AWS::KMS::Key")
        for each in resources_of(template, kind)
    ] == [policy, policy]
