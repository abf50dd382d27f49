from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.synthesis import Json, artifacts_in, templates_in
from tests.support.templates import properties_of
from tests.support.viewpoints import STAGES

every_stage = pytest.mark.parametrize("stage", STAGES)


def _copies(template: Json) -> set[Any]:
    """Return the vaults that the rules in a template copy into."""
    return {
        copy["DestinationBackupVaultArn"]
        for plan in properties_of(template, "AWS::Backup::BackupPlan")
        for rule in plan["BackupPlan"]["BackupPlanRule"]
        for copy in rule.get("CopyActions", [])
    }


@every_stage
def test_copies_go_to_the_vaults_in_the_recovery_region(
    stage: str, assemblies: dict[str, Path]
) -> None:
    """The vaults that copies name are those that the recovery stack makes, before the plans."""
    templates, artifacts = templates_in(assemblies[stage]), artifacts_in(assemblies[stage])
    vaults = properties_of(templates[f"shop-{stage}-recovery"], "AWS::Backup::BackupVault")
    account = artifacts[f"shop-{stage}-recovery"]["environment"].split("/")[2]
    place = f"arn:aws:backup:eu-central-1:{account}:backup-vault"

    assert _copies(templates[f"shop-{stage}-backup"]) == {
        *(f"{place}:{vault['BackupVaultName']}" for vault in vaults),
        f"arn:aws:backup:eu-west-3:444455556666:backup-vault:shop-{stage}-offsite",
    }
    assert len(vaults) == 2
    assert f"shop-{stage}-recovery" in artifacts[f"shop-{stage}-backup"]["dependencies"]


@every_stage
def test_no_region_holds_on_to_another(stage: str, assemblies: dict[str, Path]) -> None:
    """Nothing is exported across Regions, so that each stack is deployed and deleted by itself."""
    templates = templates_in(assemblies[stage])
    for name in ("backup", "recovery"):
        template = templates[f"shop-{stage}-{name}"]
        kinds = {each["Type"] for each in template["Resources"].values()}

        assert not [kind for kind in kinds if "CrossRegionExport" in kind]
        assert not [place for place in _copies(template) if not isinstance(place, str)]


@every_stage
def test_selections_name_what_they_protect(stage: str, assemblies: dict[str, Path]) -> None:
    """Nothing is protected by a wildcard, and nothing protects everything."""
    template = templates_in(assemblies[stage])[f"shop-{stage}-backup"]
    selections = properties_of(template, "AWS::Backup::BackupSelection")

    assert selections
    for selection in selections:
        resources = selection["BackupSelection"]["Resources"]
        assert resources
        assert not [arn for arn in resources if "*" in arn]


def test_database_can_go_back_to_any_second(assemblies: dict[str, Path]) -> None:
    """What is backed up continuously keeps 30 days; a daily backup beside it is copied."""
    template = templates_in(assemblies["prod"])["shop-prod-backup"]
    rules = {
        rule["RuleName"]: rule
        for plan in properties_of(template, "AWS::Backup::BackupPlan")
        for rule in plan["BackupPlan"]["BackupPlanRule"]
        if "continuous" in plan["BackupPlan"]["BackupPlanName"]
    }

    assert rules["continuous"]["EnableContinuousBackup"] is True
    assert rules["continuous"]["Lifecycle"] == {"DeleteAfterDays": 30}
    assert rules["daily"]["CopyActions"]


def test_each_vault_has_its_own_key(assemblies: dict[str, Path]) -> None:
    """A copy is encrypted with a key of the recovery region."""
    for name in ("backup", "recovery"):
        template = templates_in(assemblies["prod"])[f"shop-prod-{name}"]
        vaults = properties_of(template, "AWS::Backup::BackupVault")
        keys = {vault["EncryptionKeyArn"]["Fn::GetAtt"][0] for vault in vaults}
        assert keys <= template["Resources"].keys()
        assert len(keys) == len(vaults) == 2


@every_stage
def test_each_region_tells_of_its_own_vault(stage: str, assemblies: dict[str, Path]) -> None:
    """Rules of both regions go to topics of theirs; nothing is told from another region."""
    templates = templates_in(assemblies[stage])
    for stack, alerting in (("backup", "alerting"), ("recovery", "alerting-eu-central-1")):
        rules = properties_of(templates[f"shop-{stage}-{stack}"], "AWS::Events::Rule")
        told = [arn for rule in rules if "Fn::ImportValue" in (arn := rule["Targets"][0]["Arn"])]
        targets = [arn["Fn::ImportValue"] for arn in told]

        assert len(targets) >= 4
        assert {target.partition(":")[0] for target in targets} == {f"shop-{stage}-{alerting}"}


_OF_RECOVERY_POINTS = {
    "backup:DeleteRecoveryPoint",
    "backup:DisassociateRecoveryPoint",
    "backup:UpdateRecoveryPointLifecycle",
}


@every_stage
def test_nothing_is_denied_that_a_stack_does(stage: str, assemblies: dict[str, Path]) -> None:
    """What is denied is talking without TLS, and, in vaults that stay, deleting by hand.

    CloudFormation can change and delete each resource, and a stage that is thrown away lets
    anybody with the permission empty its vaults, because only then they can be deleted.
    """
    denied = [
        statement
        for template in templates_in(assemblies[stage]).values()
        for statement in _statements(template["Resources"])
        if statement["Effect"] == "Deny"
        and statement.get("Condition") != {"Bool": {"aws:SecureTransport": "false"}}
    ]

    if stage == "prod":
        assert len(denied) == 4
    else:
        assert denied == []
    assert all(set(statement["Action"]) <= _OF_RECOVERY_POINTS for statement in denied)


def _statements(part: Any) -> Iterator[Any]:  # noqa: ANN401 - any part of a template
    """Yield the statements of all policies in *part*."""
    if isinstance(part, list):
        for each in part:
            yield from _statements(each)
    elif isinstance(part, dict):
        if "Effect" in part:
            yield part
        for each in part.values():
            yield from _statements(each)


@every_stage
def test_backups_and_copies_are_restored_where_they_are(
    stage: str, assemblies: dict[str, Path]
) -> None:
    """A plan of each Region takes what is in its own vaults, and a function there looks at it."""
    templates = templates_in(assemblies[stage])
    for stack in ("backup", "recovery"):
        template = templates[f"shop-{stage}-{stack}"]
        plans = properties_of(template, "AWS::Backup::RestoreTestingPlan")
        vaults = [
            vault["Fn::GetAtt"]
            for plan in plans
            for vault in plan["RecoveryPointSelection"]["IncludeVaults"]
        ]
        asked = [
            rule["EventPattern"]["detail"]["restoreTestingPlanArn"]
            for rule in properties_of(template, "AWS::Events::Rule")
            if "restoreTestingPlanArn" in rule.get("EventPattern", {}).get("detail", {})
        ]

        assert {template["Resources"][name]["Type"] for name, _ in vaults} == {
            "AWS::Backup::BackupVault"
        }
        assert len(asked) == len(plans) >= 1


def test_what_a_test_sets_is_read_on_deployment(assemblies: dict[str, Path]) -> None:
    """The group of subnets in which a cluster is restored is the system's."""
    template = templates_in(assemblies["prod"])["shop-prod-backup"]
    (aurora,) = (
        each
        for each in properties_of(template, "AWS::Backup::RestoreTestingSelection")
        if each["ProtectedResourceType"] == "Aurora"
    )

    assert set(aurora["RestoreMetadataOverrides"]["dbSubnetGroupName"]) == {"Ref"}
    assert aurora["RestoreMetadataOverrides"]["vpcSecurityGroupIds"] == '["sg-1"]'
