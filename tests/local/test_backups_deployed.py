"""Vaults, plans, copies and audit in both Regions of the embedded AWS, as templates have them."""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

import aws_cdk as cdk
import pytest

from local.endpoint import ACCOUNT, HOME_REGION, Endpoint
from stacks import build_stacks
from tests.support.emulator import delete_stack, deploy_template
from tests.support.project import context
from tests.support.viewpoints import changed, planned

pytestmark = pytest.mark.emulator

RECOVERY_REGION = "eu-central-1"
KEPT = ("AWS::Backup::", "AWS::KMS::", "AWS::IAM::")
"""The types that are deployed here; what tells people is deployed with the shop."""

FUNCTIONS = ("AgeCheck", "RestoreTestsValidator")
"""What is part of a function, which the restore drill runs."""

ARCHIVE = (
    "    archive: {schedule: cron(0 6 ? * SUN *), retention: 400d, copy_retention: 400d, "
    "cold_after: 30d, vault: vital, also_copied_to: [offsite, air_gapped]}\n"
)
PARTS = """\
  vault_lock: {minimum_retention: 7d}
  vaults: {vital: {lock: {minimum_retention: 365d}}}
  copies: {offsite: {account: '444455556666', region: eu-west-3, vault: all}}
  air_gapped: {minimum_retention: 7d, maximum_retention: 400d}
  audit: {reports: shop-reports}
  restore_tests:
    weekly: {schedule: cron(0 6 ? * SUN *), protected: [orders], where: both, within: 2h}
  schedules:
"""
PROTECTED = """
    tier 1: {tags: {backup: "true", tier: "1"}, schedules: [daily]}
"""
VIEWPOINT = changed(
    ('"111122223333", region: eu-west-1', f'"{ACCOUNT}", region: {HOME_REGION}'),
    ("  schedules:\n", PARTS + ARCHIVE),
    ("cron(0 3 * * ? *)", "cron(0 3 * * ? *), copy_retention: 30d"),
    ("schedules: [daily]", "schedules: [daily, archive]"),
)


class Deployed(NamedTuple):
    """What answers for AWS Backup in each Region, and the stubs of both."""

    home: Any
    recovery: Any
    stubs: dict[str, str]


@pytest.fixture(scope="module")
def deployed(emulator: Endpoint) -> Iterator[Deployed]:
    """The stacks of backups in both Regions, the recovery Region first."""
    app = cdk.App(context=context(), builtin_cloud_formation_validation=False)
    build_stacks(app, planned(VIEWPOINT.rstrip("\n") + PROTECTED))
    assembly = app.synth()
    places = {"shop-prod-recovery": RECOVERY_REGION, "shop-prod-backup": HOME_REGION}
    for stack, region in places.items():
        template = assembly.get_stack_by_name(stack).template
        deploy_template(emulator, stack, _kept(template), region=region)
    yield Deployed(
        home=emulator.client("backup"),
        recovery=emulator.client("backup", RECOVERY_REGION),
        stubs={each["physical_id"]: each["type"] for each in emulator.stub_resources()},
    )
    for stack, region in places.items():
        delete_stack(emulator, stack, region=region)


def _kept(template: dict[str, Any]) -> dict[str, Any]:
    """Return what is deployed, to go with its stack."""
    return {
        name: {**each, "DeletionPolicy": "Delete"}
        for name, each in template["Resources"].items()
        if each["Type"].startswith(KEPT) and not any(part in name for part in FUNCTIONS)
    }


def _locks(client: Any) -> dict[str, int]:  # noqa: ANN401 - a boto3 client
    names = [each["BackupVaultName"] for each in client.list_backup_vaults()["BackupVaultList"]]
    ours = [name for name in names if name.startswith("shop-prod")]
    described = {name: client.describe_backup_vault(BackupVaultName=name) for name in ours}
    return {name: each["MinRetentionDays"] for name, each in described.items()}


def test_vaults_of_both_tiers_are_in_both_regions(deployed: Deployed) -> None:
    """Each has its lock, and its policy, by which nobody deletes from it."""
    assert _locks(deployed.home) == {"shop-prod": 7, "shop-prod-vital": 365}
    assert _locks(deployed.recovery) == {"shop-prod-recovery": 7, "shop-prod-recovery-vital": 365}
    policy = deployed.home.get_backup_vault_access_policy(BackupVaultName="shop-prod-vital")

    (statement,) = json.loads(policy["Policy"])["Statement"]
    assert statement["Effect"] == "Deny"
    assert "backup:DeleteRecoveryPoint" in statement["Action"]


def test_rules_fill_their_vaults_and_copy(deployed: Deployed) -> None:
    """The rule of the tier goes cold and into three other places; the daily one into one."""
    plans = [
        deployed.home.get_backup_plan(BackupPlanId=each["BackupPlanId"])["BackupPlan"]
        for each in deployed.home.list_backup_plans()["BackupPlansList"]
    ]
    rules = {rule["RuleName"]: rule for plan in plans for rule in plan["Rules"]}
    copies = {
        name: [each["DestinationBackupVaultArn"].split(":", 3)[3] for each in rule["CopyActions"]]
        for name, rule in rules.items()
    }

    assert copies == {
        "daily": [f"{RECOVERY_REGION}:{ACCOUNT}:backup-vault:shop-prod-recovery"],
        "archive": [
            f"{RECOVERY_REGION}:{ACCOUNT}:backup-vault:shop-prod-recovery-vital",
            "eu-west-3:444455556666:backup-vault:all",
            f"{RECOVERY_REGION}:{ACCOUNT}:backup-vault:shop-prod-air-gapped",
        ],
    }
    assert rules["archive"]["Lifecycle"] == {
        "MoveToColdStorageAfterDays": 30,
        "DeleteAfterDays": 400,
    }


def test_tags_select_by_and(deployed: Deployed) -> None:
    """The selection by tags arrives with its conditions, and the other one with its names."""
    found = {}
    for plan in deployed.home.list_backup_plans()["BackupPlansList"]:
        identity = {"BackupPlanId": plan["BackupPlanId"]}
        for each in deployed.home.list_backup_selections(**identity)["BackupSelectionsList"]:
            chosen = deployed.home.get_backup_selection(SelectionId=each["SelectionId"], **identity)
            found[each["SelectionName"]] = chosen["BackupSelection"]

    tags = found["tier-1"]["Conditions"]["StringEquals"]
    assert {each["ConditionKey"]: each["ConditionValue"] for each in tags} == {
        "aws:ResourceTag/backup": "true",
        "aws:ResourceTag/tier": "1",
    }
    assert found["shop-prod-archive-and-daily"]["Resources"]


def test_what_is_only_recorded(deployed: Deployed) -> None:
    """The emulator has no air-gapped vault, audit or restore test, and says so of each."""
    kinds = list(deployed.stubs.values())

    assert kinds.count("AWS::Backup::LogicallyAirGappedBackupVault") == 1
    assert kinds.count("AWS::Backup::Framework") == 1
    assert kinds.count("AWS::Backup::ReportPlan") == 5
    assert kinds.count("AWS::Backup::RestoreTestingPlan") >= 2
    assert "AWS::Backup::RestoreTestingSelection" in kinds
