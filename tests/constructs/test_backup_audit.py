from dataclasses import replace
from typing import Any

import pytest
from constructs.backup_audit import BackupAudit

from tests.support.templates import properties_of, template_of
from tocsin.plan import BackupAuditSpec, ControlSpec, ReportSpec

SPEC = BackupAuditSpec(
    framework="shop_prod",
    controls=(
        ControlSpec(name="BACKUP_RECOVERY_POINT_ENCRYPTED"),
        ControlSpec(
            name="BACKUP_LAST_RECOVERY_POINT_CREATED",
            parameters=(("recoveryPointAgeUnit", "hours"),),
            is_of_resources=True,
        ),
    ),
    types=("Aurora", "DynamoDB"),
    tag=None,
    reports=(
        ReportSpec(
            id="jobs", name="shop_jobs", template="BACKUP_JOB_REPORT", is_of_framework=False
        ),
        ReportSpec(
            id="controls",
            name="shop_controls",
            template="CONTROL_COMPLIANCE_REPORT",
            is_of_framework=True,
        ),
    ),
    bucket="shop-reports",
    prefix="shop/prod",
    formats=("CSV",),
)


def _template(spec: BackupAuditSpec) -> dict[str, Any]:
    return template_of(lambda stack: BackupAudit(stack, "Audit", spec=spec))


@pytest.mark.parametrize(
    ("spec", "scope"),
    [
        (SPEC, {"ComplianceResourceTypes": ["Aurora", "DynamoDB"]}),
        (replace(SPEC, tag=("system", "shop")), {"Tags": [{"Key": "system", "Value": "shop"}]}),
        (replace(SPEC, types=()), None),
    ],
)
def test_framework(spec: BackupAuditSpec, scope: dict[str, Any] | None) -> None:
    """A control of resources has a scope of one kind, and others have none."""
    (framework,) = properties_of(_template(spec), "AWS::Backup::Framework")
    points, restores = framework["FrameworkControls"]

    assert points == {"ControlName": "BACKUP_RECOVERY_POINT_ENCRYPTED"}
    assert restores["ControlInputParameters"] == [
        {"ParameterName": "recoveryPointAgeUnit", "ParameterValue": "hours"}
    ]
    assert restores.get("ControlScope") == scope


def test_reports() -> None:
    """Only reports on controls name the framework."""
    jobs, controls = properties_of(_template(SPEC), "AWS::Backup::ReportPlan")

    assert jobs["ReportSetting"] == {"ReportTemplate": "BACKUP_JOB_REPORT"}
    assert "Fn::GetAtt" in controls["ReportSetting"]["FrameworkArns"][0]
    assert jobs["ReportDeliveryChannel"] == {
        "S3BucketName": "shop-reports",
        "S3KeyPrefix": "shop/prod",
        "Formats": ["CSV"],
    }
