from pathlib import Path

import pytest

from tests.support.synthesis import STAGES, artifacts_in, templates_in
from tests.support.templates import properties_of

every_stage = pytest.mark.parametrize("stage", STAGES)


@every_stage
def test_copies_go_to_the_vault_in_the_recovery_region(
    stage: str, assemblies: dict[str, Path]
) -> None:
    """The vault that copies name is the one that the recovery stack makes, before the plans."""
    templates, artifacts = templates_in(assemblies[stage]), artifacts_in(assemblies[stage])
    (vault,) = properties_of(templates[f"shop-{stage}-recovery"], "AWS::Backup::BackupVault")
    account = artifacts[f"shop-{stage}-recovery"]["environment"].split("/")[2]
    plans = properties_of(templates[f"shop-{stage}-backup"], "AWS::Backup::BackupPlan")
    copies = {
        copy["DestinationBackupVaultArn"]
        for plan in plans
        for rule in plan["BackupPlan"]["BackupPlanRule"]
        for copy in rule.get("CopyActions", [])
    }

    name = vault["BackupVaultName"]
    assert copies == {f"arn:aws:backup:us-west-2:{account}:backup-vault:{name}"}
    assert f"shop-{stage}-recovery" in artifacts[f"shop-{stage}-backup"]["dependencies"]


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
    """The database has continuous backups of 30 days, and a daily one that is copied."""
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


def test_both_vaults_have_their_own_keys(assemblies: dict[str, Path]) -> None:
    """A copy is encrypted with a key of the recovery region."""
    for name in ("backup", "recovery"):
        template = templates_in(assemblies["prod"])[f"shop-prod-{name}"]
        (vault,) = properties_of(template, "AWS::Backup::BackupVault")
        assert vault["EncryptionKeyArn"]["Fn::GetAtt"][0] in template["Resources"]
