from dataclasses import replace
from typing import Any

import aws_cdk as cdk
import pytest
from constructs.protection_plan import ProtectionPlan

from tests.support.plans import BACKUP_PLAN, RULE
from tests.support.templates import ENVIRONMENT, properties_of, template_of
from tocsin.plan import BackupPlanSpec, CopySpec, TagSelectionSpec

ROLE = "arn:aws:iam::111122223333:role/backup"


def _template_with(spec: BackupPlanSpec) -> dict[str, Any]:
    def build(stack: cdk.Stack) -> None:
        ProtectionPlan(
            stack,
            "Daily",
            spec=spec,
            vault_names={"shop-prod": "shop-prod"},
            role_arn=ROLE,
            environment=ENVIRONMENT,
        )

    return template_of(build)


def _rules_of(spec: BackupPlanSpec) -> list[dict[str, Any]]:
    (plan,) = properties_of(_template_with(spec), "AWS::Backup::BackupPlan")
    rules: list[dict[str, Any]] = plan["BackupPlan"]["BackupPlanRule"]
    return rules


def test_rule() -> None:
    """A rule has the schedule, the windows and the lifecycle of the plan."""
    (rule,) = _rules_of(BACKUP_PLAN)

    assert rule == {
        "RuleName": "daily",
        "TargetBackupVault": "shop-prod",
        "ScheduleExpression": "cron(0 3 * * ? *)",
        "ScheduleExpressionTimezone": "Europe/Berlin",
        "StartWindowMinutes": 60,
        "CompletionWindowMinutes": 360,
        "EnableContinuousBackup": False,
        "Lifecycle": {"DeleteAfterDays": 30},
        "CopyActions": [
            {
                "DestinationBackupVaultArn": (
                    "arn:aws:backup:us-west-2:111122223333:backup-vault:shop-prod-recovery"
                ),
                "Lifecycle": {"DeleteAfterDays": 90},
            }
        ],
    }


def test_a_copy_may_go_to_another_account() -> None:
    """The vault is named by text, so that nothing in the template refers to another stack."""
    other = CopySpec(vault="offsite", region="eu-west-3", retention_days=7, account="444455556666")
    (rule,) = _rules_of(replace(BACKUP_PLAN, rules=(replace(RULE, other_copies=(other,)),)))

    assert [each["DestinationBackupVaultArn"] for each in rule["CopyActions"]] == [
        "arn:aws:backup:us-west-2:111122223333:backup-vault:shop-prod-recovery",
        "arn:aws:backup:eu-west-3:444455556666:backup-vault:offsite",
    ]


def test_rule_without_copy() -> None:
    """A rule without a copy has no copy action."""
    (rule,) = _rules_of(replace(BACKUP_PLAN, rules=(replace(RULE, copy=None, continuous=True),)))

    assert "CopyActions" not in rule
    assert rule["EnableContinuousBackup"] is True


def test_recovery_points_move_to_cold_storage() -> None:
    """Snapshots of volumes move only where a rule opts in, so that it is said for these alone."""
    cold = replace(RULE, cold_after_days=30, retention_days=365)
    (plain,) = _rules_of(replace(BACKUP_PLAN, rules=(cold,)))
    (volumes,) = _rules_of(replace(BACKUP_PLAN, rules=(replace(cold, opts_in_to_archive=True),)))

    assert plain["Lifecycle"] == {"MoveToColdStorageAfterDays": 30, "DeleteAfterDays": 365}
    assert volumes["Lifecycle"] == {
        "MoveToColdStorageAfterDays": 30,
        "DeleteAfterDays": 365,
        "OptInToArchiveForSupportedResources": True,
    }


def test_selection_names_its_resources() -> None:
    """A selection has resources and neither tags nor conditions, which would widen it."""
    (selection,) = properties_of(_template_with(BACKUP_PLAN), "AWS::Backup::BackupSelection")

    assert selection["BackupSelection"] == {
        "SelectionName": "shop-prod-daily",
        "IamRoleArn": ROLE,
        "Resources": ["arn:aws:dynamodb:us-east-1:111122223333:table/shop-prod-orders"],
    }


def test_tags_are_joined_by_and() -> None:
    """All tags of one item narrow one selection; another item has another one."""
    tagged = (
        TagSelectionSpec(id="tier-1", name="tier-1", tags=(("backup", "true"), ("tier", "1"))),
        TagSelectionSpec(id="old", name="old", tags=(("old", "yes"),)),
    )
    template = _template_with(replace(BACKUP_PLAN, tagged=tagged))
    _, first, second = properties_of(template, "AWS::Backup::BackupSelection")

    assert first["BackupSelection"] == {
        "SelectionName": "tier-1",
        "IamRoleArn": ROLE,
        "Resources": ["*"],
        "Conditions": {
            "StringEquals": [
                {"ConditionKey": "aws:ResourceTag/backup", "ConditionValue": "true"},
                {"ConditionKey": "aws:ResourceTag/tier", "ConditionValue": "1"},
            ]
        },
    }
    assert len(second["BackupSelection"]["Conditions"]["StringEquals"]) == 1


def test_a_plan_may_have_tags_alone() -> None:
    """Then there is no selection of names, which would be empty."""
    tagged = (TagSelectionSpec(id="old", name="old", tags=(("old", "yes"),)),)
    template = _template_with(replace(BACKUP_PLAN, arns=(), tagged=tagged))

    assert len(properties_of(template, "AWS::Backup::BackupSelection")) == 1


@pytest.mark.parametrize("tagged", [(), (TagSelectionSpec(id="all", name="all", tags=()),)])
def test_empty_selection_is_refused(tagged: tuple[TagSelectionSpec, ...]) -> None:
    """AWS Backup takes an empty selection for everything in the region."""
    with pytest.raises(ValueError, match="'shop-prod-daily' protects nothing"):
        _template_with(replace(BACKUP_PLAN, arns=(), tagged=tagged))
