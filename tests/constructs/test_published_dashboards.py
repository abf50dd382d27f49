import json
import os
import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import aws_cdk as cdk
import pytest
from constructs.published_dashboards import CODE_FOLDERS, HANDLER, PublishedDashboards

from app import SECURITY_PACKS, add_security_packs
from tests.support.project import ROOT, context
from tests.support.templates import ENVIRONMENT, Json, properties_of, resources_of, template_of
from tocsin.plan import WorkspaceSpec
from tocsin.publishing import ACTIONS

SPEC = WorkspaceSpec(
    id="g-1a2b3c4d5e",
    region="eu-west-1",
    adopt=False,
    data_sources=True,
    sign_in=("AWS_SSO",),
    function="shop-prod-dashboards",
)
NEW = replace(SPEC, id=None, region="us-east-1")
BOARDS = {"overview.json": '{"title": "Overview"}'}
HERE = cdk.Environment(account=ENVIRONMENT.account, region=ENVIRONMENT.region)


def _add_to(stack: cdk.Stack, spec: WorkspaceSpec, boards: dict[str, str] | None = None) -> None:
    PublishedDashboards(
        stack,
        "Published",
        spec=spec,
        system="shop",
        stage="prod",
        folder="shop prod",
        dashboards=boards or BOARDS,
        environment=ENVIRONMENT,
    )


@cache
def _built(*, new: bool = False) -> Json:
    return template_of(lambda stack: _add_to(stack, NEW if new else SPEC))


def _resource(template: Json) -> dict[str, Any]:
    (found,) = properties_of(template, "Custom::GrafanaDashboards")
    return {key: value for key, value in found.items() if key != "ServiceToken"}


def test_cloudformation_is_told_what_is_published() -> None:
    """And waits no longer than the function may take, and a little."""
    digest = _resource(_built())["Digest"]

    assert _resource(_built()) == {
        "Adopt": "false",
        "DataSources": "us-east-1",
        "Digest": digest,
        "Folder": "shop prod",
        "ServiceTimeout": "600",
        "Stage": "prod",
        "System": "shop",
        "Workspace": "g-1a2b3c4d5e",
        "WorkspaceRegion": "eu-west-1",
    }
    assert len(json.dumps(_resource(_built()))) < 4_096


def test_a_dashboard_that_changed_is_published_anew() -> None:
    """By another digest, and another asset."""
    other = template_of(lambda stack: _add_to(stack, SPEC, {"overview.json": "{}"}))

    assert _resource(other)["Digest"] != _resource(_built())["Digest"]
    (before,), (after,) = (
        properties_of(each, "AWS::Lambda::Function") for each in (_built(), other)
    )
    assert before["Code"] != after["Code"]


def test_it_may_make_tokens_of_one_workspace_and_nothing_else() -> None:
    """Beside writing its log."""
    (policy,) = properties_of(_built(), "AWS::IAM::ManagedPolicy")
    publishes, logs = policy["PolicyDocument"]["Statement"]

    assert (
        publishes["Resource"] == "arn:aws:grafana:eu-west-1:111122223333:/workspaces/g-1a2b3c4d5e"
    )
    assert publishes["Action"] == [*ACTIONS]
    assert logs["Action"] == ["logs:CreateLogStream", "logs:PutLogEvents"]


def test_the_dashboards_are_packed_with_the_code(tmp_path: Path) -> None:
    """The function that is packed can be imported without anything of ours beside it."""
    app = cdk.App(context=context(), outdir=str(tmp_path), builtin_cloud_formation_validation=False)
    _add_to(cdk.Stack(app, "shop-prod-test", env=HERE), SPEC)
    app.synth()
    (asset,) = tmp_path.glob("asset.*")
    names = {path.relative_to(asset).as_posix() for path in asset.rglob("*") if path.is_file()}

    assert (asset / "boards" / "overview.json").read_text() == BOARDS["overview.json"]
    assert f"{HANDLER.rpartition('.')[0].replace('.', '/')}.py" in names
    assert {name for name in names if name.startswith("tocsin/")} == {
        "tocsin/__init__.py",
        "tocsin/version.py",
        *(path.relative_to(ROOT).as_posix() for path in (ROOT / CODE_FOLDERS[1]).glob("*.py")),
    }
    imported = subprocess.run(
        [sys.executable, "-c", f"import {HANDLER.rpartition('.')[0]}"],
        cwd=asset,
        env={**os.environ, "PYTHONPATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert imported.returncode == 0, imported.stderr


def test_a_new_workspace_reads_what_dashboards_show() -> None:
    """It is named by reference; people sign in as the viewpoint says."""
    (made,) = properties_of(_built(new=True), "AWS::Grafana::Workspace")
    (its_role, _) = properties_of(_built(new=True), "AWS::IAM::Role")
    (read, may) = properties_of(_built(new=True), "AWS::IAM::ManagedPolicy")
    (statement,) = read["PolicyDocument"]["Statement"]
    publishes = may["PolicyDocument"]["Statement"][0]

    assert made["AuthenticationProviders"] == ["AWS_SSO"]
    assert (made["PermissionType"], made["Name"]) == ("CUSTOMER_MANAGED", "shop-prod")
    assert its_role["AssumeRolePolicyDocument"]["Statement"][0]["Condition"] == {
        "StringEquals": {"aws:SourceAccount": "111122223333"},
        "ArnLike": {"aws:SourceArn": "arn:aws:grafana:us-east-1:111122223333:/workspaces/*"},
    }
    assert {"cloudwatch:GetMetricData", "logs:StartQuery", "xray:GetServiceGraph"} <= {
        *statement["Action"]
    }
    assert "Ref" in _resource(_built(new=True))["Workspace"]
    assert "Fn::Join" in publishes["Resource"]


def test_a_workspace_outlives_a_stack_that_retains() -> None:
    """People make dashboards of their own in it."""
    kept = template_of(
        lambda stack: PublishedDashboards(
            stack,
            "Published",
            spec=NEW,
            system="shop",
            stage="prod",
            folder="shop prod",
            dashboards=BOARDS,
            environment=replace(ENVIRONMENT, retain=True),
        )
    )
    (made,) = resources_of(kept, "AWS::Grafana::Workspace")

    assert made["DeletionPolicy"] == "RetainExceptOnCreate"


@pytest.mark.slow
@pytest.mark.parametrize("spec", [SPEC, NEW], ids=["existing", "new"])
def test_no_pack_finds_anything(spec: WorkspaceSpec, tmp_path: Path) -> None:
    """What is accepted has a reason where it stands."""
    app = cdk.App(context=context(), outdir=str(tmp_path))
    _add_to(cdk.Stack(app, "shop-prod-test", env=HERE), spec)
    add_security_packs(app, SECURITY_PACKS)

    app.synth()

    report = json.loads((tmp_path / "validation-report.json").read_text())
    assert report["pluginReports"] == []
