import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import aws_cdk as cdk
import pytest
from aws_cdk import aws_logs as logs
from aws_cdk import aws_sqs as sqs
from cdk_nag import AwsSolutionsChecks

from app import SECURITY_PACKS, add_security_packs
from tests.support.assemblies import shared_assemblies
from tests.support.project import context
from tests.support.synthesis import templates_in
from tests.support.viewpoints import SMALL, STAGES, changed

COPIED = "copy_retention: 90d, also_copied_to: [offsite, air_gapped]"
VAULTS = """\
  vault_lock: {minimum_retention: 7d}
  audit: {reports: shop-reports}
  air_gapped: {minimum_retention: 7d, maximum_retention: 90d}
  copies: {offsite: {account: '444455556666', region: eu-west-3, vault: all}}
  schedules:
"""
TAGGED = """
    tier 1: {tags: {backup: "true", tier: "1"}, schedules: [daily]}
"""
REGIONS = ("us-east-1", "eu-central-1", "ap-southeast-4")


@pytest.mark.parametrize("stage", STAGES)
def test_cdk_finds_nothing(stage: str, assemblies: dict[str, Path]) -> None:
    """Neither CloudFormation's schemas nor any pack find anything that is not acknowledged."""
    report = json.loads((assemblies[stage] / "validation-report.json").read_text())

    assert report["pluginReports"] == []


@pytest.fixture(scope="module")
def monthly(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The assembly of a stage with all that the shop has no use for: seldom backups, and a lock."""
    folder = tmp_path_factory.mktemp("monthly")
    viewpoint = changed(
        ("cron(0 3 * * ? *)", f"cron(0 3 1 * ? *), {COPIED}"),
        ("  schedules:\n", VAULTS),
        text=f"{SMALL.rstrip()}{TAGGED}",
    )
    path = folder / "viewpoint.yaml"
    path.write_text(viewpoint)
    return shared_assemblies(folder, path, ["prod"])["prod"]


@pytest.mark.slow
def test_cdk_finds_nothing_in_what_is_rare(monthly: Path) -> None:
    """The function that looks at recovery points passes all packs, as do all parts of backups."""
    report = json.loads((monthly / "validation-report.json").read_text())
    types = {
        resource["Type"].removeprefix("AWS::Backup::")
        for template in templates_in(monthly).values()
        for resource in template["Resources"].values()
    }
    functions = [
        name
        for template in templates_in(monthly).values()
        for name, resource in template["Resources"].items()
        if resource["Type"] == "AWS::Lambda::Function"
    ]

    assert len(functions) == 3
    assert {"BackupVault", "LogicallyAirGappedBackupVault", "BackupSelection"} <= types
    assert {"Framework", "ReportPlan"} <= types
    assert report["pluginReports"] == []


@pytest.mark.slow
def test_cfn_lint_finds_nothing(assemblies: dict[str, Path], monthly: Path) -> None:
    """cfn-lint has no error and no warning for any template, in old and in new regions."""
    folders = [*(assemblies[stage] for stage in STAGES), monthly]
    paths = [str(path) for folder in folders for path in folder.glob("*.template.json")]
    process = subprocess.run(
        [
            str(Path(sys.executable).with_name("cfn-lint")),
            *("--format", "parseable", "--regions", *REGIONS),
            *("--", *paths),
        ],
        capture_output=True,
        text=True,
        check=False,
    )

    assert len(paths) >= len(STAGES) * 10
    assert (process.stdout, process.returncode) == ("", 0)


def _unacknowledged(stack: cdk.Stack) -> None:
    sqs.Queue(stack, "Queue", enforce_ssl=True)


def _unsafe(stack: cdk.Stack) -> None:
    sqs.Queue(stack, "Queue")
    logs.LogGroup(stack, "Log")


def _misspelt(stack: cdk.Stack) -> None:
    properties = {"AlarmNmae": "x", "ComparisonOperator": "GreaterThanThreshold"}
    cdk.CfnResource(stack, "Alarm", type="AWS::CloudWatch::Alarm", properties=properties)


@pytest.mark.slow
@pytest.mark.parametrize("build", [_unacknowledged, _misspelt])
def test_findings_fail_the_synthesis(build: Callable[[cdk.Stack], None], tmp_path: Path) -> None:
    """What is found fails the synthesis, so that an empty report means something."""
    app = cdk.App(context=context(), outdir=str(tmp_path))
    build(cdk.Stack(app, "shop-prod-test"))
    cdk.Validations.of(app).add_plugins(AwsSolutionsChecks(app))

    with pytest.raises(RuntimeError, match=r"[Vv]alidation"):
        app.synth()
    assert templates_in(tmp_path)
    assert json.loads((tmp_path / "validation-report.json").read_text())["pluginReports"]


@pytest.mark.slow
def test_every_pack_is_asked(tmp_path: Path) -> None:
    """Each of the packs finds something in a stack that all have a rule for."""
    app = cdk.App(context={**context(), "tocsin:nag": "all"}, outdir=str(tmp_path))
    _unsafe(cdk.Stack(app, "shop-prod-test"))
    add_security_packs(app, SECURITY_PACKS)

    with pytest.raises(RuntimeError, match=r"[Vv]alidation"):
        app.synth()
    reports = json.loads((tmp_path / "validation-report.json").read_text())["pluginReports"]
    assert len({report["pluginName"] for report in reports}) == len(SECURITY_PACKS)
