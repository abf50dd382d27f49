"""A framework of AWS Backup Audit Manager, and its reports."""

from collections.abc import Iterator
from typing import Any

from constructs import Construct
from constructs.resource_batch import BatchResource, add_resources, attribute
from constructs.stored_parameters import native

from tocsin.plan import BackupAuditSpec, ControlSpec, ReportSpec
from tocsin.plan import construct_id as id_of

_FRAMEWORK = "Framework"


class BackupAudit(Construct):
    """What AWS Backup looks at each day, and the reports that it writes into a bucket."""

    def __init__(self, scope: Construct, construct_id: str, *, spec: BackupAuditSpec) -> None:
        super().__init__(scope, construct_id)
        framework = BatchResource(
            id=_FRAMEWORK,
            type="AWS::Backup::Framework",
            properties={
                "FrameworkName": spec.framework,
                "FrameworkControls": [_control(each, spec) for each in spec.controls],
            },
        )
        add_resources(self, [framework, *_reports(spec)])


def _control(control: ControlSpec, spec: BackupAuditSpec) -> dict[str, Any]:
    parameters = [
        {"ParameterName": name, "ParameterValue": value} for name, value in control.parameters
    ]
    return {
        "ControlName": control.name,
        "ControlInputParameters": parameters or None,
        "ControlScope": _scope(spec) if control.is_of_resources else None,
    }


def _scope(spec: BackupAuditSpec) -> dict[str, Any] | None:
    """Return what a control looks at: one tag, or types; it takes no two of these.

    https://docs.aws.amazon.com/aws-backup/latest/devguide/API_ControlScope.html
    """
    if spec.tag is not None:
        key, value = spec.tag
        return {"Tags": [{"Key": key, "Value": value}]}
    return {"ComplianceResourceTypes": list(spec.types)} if spec.types else None


def _reports(spec: BackupAuditSpec) -> Iterator[BatchResource]:
    for report in spec.reports:
        yield BatchResource(
            id=f"{id_of(report.id)}Report",
            type="AWS::Backup::ReportPlan",
            properties={
                "ReportPlanName": report.name,
                "ReportDeliveryChannel": {
                    "S3BucketName": native(spec.bucket),
                    "S3KeyPrefix": spec.prefix,
                    "Formats": list(spec.formats),
                },
                "ReportSetting": _setting(report),
            },
        )


def _setting(report: ReportSpec) -> dict[str, Any]:
    framework = [attribute(_FRAMEWORK, "FrameworkArn")] if report.is_of_framework else None
    return {"ReportTemplate": report.template, "FrameworkArns": framework}
