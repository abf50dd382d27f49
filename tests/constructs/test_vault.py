from dataclasses import replace
from typing import Any

import aws_cdk as cdk
import pytest
from constructs.vault import Vault

from tests.support.plans import EVENT, VAULT
from tests.support.templates import ENVIRONMENT, properties_of, resources_of, template_of
from tocsin.plan import SEVERITIES, EventRuleSpec, Severity, VaultLockSpec, VaultSpec

TOPIC = "arn:aws:sns:us-east-1:111122223333:shop-prod"


def _template_with(
    *,
    lock: VaultLockSpec | None = None,
    events: tuple[EventRuleSpec, ...] = (),
    retain: bool = True,
    spec: VaultSpec = VAULT,
) -> dict[str, Any]:
    def build(stack: cdk.Stack) -> None:
        topic_arns: dict[Severity, str] = {each: f"{TOPIC}-{each}" for each in SEVERITIES}
        Vault(
            stack,
            "Vault",
            spec=replace(spec, lock=lock, events=events),
            topic_arns=topic_arns,
            environment=replace(ENVIRONMENT, retain=retain),
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


def test_events_go_to_the_topic_of_their_severity() -> None:
    """Each kind of event has a rule, and the vault itself announces nothing."""
    urgent = replace(EVENT, id="continuous-backup-stopped", severity="critical")
    template = _template_with(events=(EVENT, urgent))
    (vault,) = properties_of(template, "AWS::Backup::BackupVault")
    rules = properties_of(template, "AWS::Events::Rule")

    assert "Notifications" not in vault
    assert [rule["Targets"][0]["Arn"] for rule in rules] == [
        f"{TOPIC}-warning",
        f"{TOPIC}-critical",
    ]


def test_what_is_thrown_away_can_be_emptied() -> None:
    """A vault is deleted only when it is empty, so where it goes with its stack anybody may."""
    (vault,) = properties_of(_template_with(retain=False), "AWS::Backup::BackupVault")

    assert "AccessPolicy" not in vault


def test_an_air_gapped_vault_has_no_key_of_the_account() -> None:
    """A key would be lost with the account, and what it encrypts with it."""
    lock = VaultLockSpec(minimum_days=7, maximum_days=35, changeable_days=None)
    template = _template_with(lock=lock, spec=replace(VAULT, is_air_gapped=True))
    (vault,) = properties_of(template, "AWS::Backup::LogicallyAirGappedBackupVault")

    assert (vault["MinRetentionDays"], vault["MaxRetentionDays"]) == (7, 35)
    assert "EncryptionKeyArn" not in vault
    assert properties_of(template, "AWS::KMS::Key") == []
    assert properties_of(template, "AWS::Backup::BackupVault") == []


def test_other_accounts_read_what_is_copied_to_them() -> None:
    """They use the key, and hand it on to services of AWS alone."""
    template = _template_with(spec=replace(VAULT, readers=("444455556666",)))
    (key,) = properties_of(template, "AWS::KMS::Key")
    use, grant = key["KeyPolicy"]["Statement"][2:]

    assert use["Principal"] == {"AWS": "arn:aws:iam::444455556666:root"}
    assert "kms:Decrypt" in use["Action"]
    assert "kms:CreateGrant" not in use["Action"]
    assert grant["Condition"] == {"Bool": {"kms:GrantIsForAWSResource": "true"}}


@pytest.mark.parametrize(("retain", "policy"), [(True, "RetainExceptOnCreate"), (False, "Delete")])
def test_backups_outlive_the_stack(*, retain: bool, policy: str) -> None:
    """Vault and key stay together, or go together."""
    template = _template_with(retain=retain)

    assert [
        each["DeletionPolicy"]
        for kind in ("AWS::Backup::BackupVault", "AWS::KMS::Key")
        for each in resources_of(template, kind)
    ] == [policy, policy]
