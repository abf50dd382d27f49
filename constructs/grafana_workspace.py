"""A workspace of Amazon Managed Grafana, and what it may read."""

from collections.abc import Iterator

from constructs.environment import Environment
from constructs.resource_batch import BatchResource, attribute, ref
from constructs.roles import managed_policy, role

from tocsin.plan import WorkspaceSpec

WORKSPACE = "Workspace"
_PERMISSIONS, _ROLE = "WorkspaceMay/Resource", "WorkspaceRole/Resource"
_ANYTHING = "What dashboards read has no names that are known here, and most of it no resources."

_READS: tuple[str, ...] = (
    "application-signals:BatchGet*",
    "application-signals:Get*",
    "application-signals:List*",
    "cloudwatch:DescribeAlarmHistory",
    "cloudwatch:DescribeAlarms",
    "cloudwatch:DescribeAlarmsForMetric",
    "cloudwatch:GetInsightRuleReport",
    "cloudwatch:GetMetricData",
    "cloudwatch:ListMetrics",
    "ec2:DescribeInstances",
    "ec2:DescribeRegions",
    "ec2:DescribeTags",
    "logs:DescribeLogGroups",
    "logs:GetLogEvents",
    "logs:GetLogGroupFields",
    "logs:GetQueryResults",
    "logs:StartQuery",
    "logs:StopQuery",
    "oam:ListAttachedLinks",
    "oam:ListSinks",
    "tag:GetResources",
    "xray:BatchGetTraces",
    "xray:GetGroup",
    "xray:GetGroups",
    "xray:GetInsight",
    "xray:GetInsightSummaries",
    "xray:GetServiceGraph",
    "xray:GetTimeSeriesServiceStatistics",
    "xray:GetTraceGraph",
    "xray:GetTraceSummaries",
)
"""What the data sources of CloudWatch and X-Ray read.

https://grafana.com/docs/grafana/latest/datasources/aws-cloudwatch/configure/
"""


def workspace(
    spec: WorkspaceSpec, *, name: str, environment: Environment
) -> Iterator[BatchResource]:
    """Yield a workspace that nobody has yet, its role, and what that may read.

    Args:
        spec: How people sign in.
        name: What it is called.
        environment: Where it is.
    """
    read = {"Effect": "Allow", "Action": [*_READS], "Resource": "*"}
    findings = {"AwsSolutions-IAM5[Resource::*]": _ANYTHING}
    findings |= {f"AwsSolutions-IAM5[Action::{each}]": _ANYTHING for each in _READS if "*" in each}
    yield managed_policy(_PERMISSIONS, [read], accepted=findings)
    yield role(
        _ROLE,
        service="grafana.amazonaws.com",
        description="Reads what dashboards show.",
        policies=[ref(_PERMISSIONS)],
        only_if={
            "StringEquals": {"aws:SourceAccount": environment.account},
            "ArnLike": {"aws:SourceArn": environment.arn("grafana", "/workspaces/*")},
        },
    )
    yield BatchResource(
        id=WORKSPACE,
        type="AWS::Grafana::Workspace",
        properties={
            "AccountAccessType": "CURRENT_ACCOUNT",
            "AuthenticationProviders": [*spec.sign_in],
            "DataSources": ["CLOUDWATCH", "XRAY"],
            "Description": "Dashboards that are made from a viewpoint.",
            "Name": name,
            "PermissionType": "CUSTOMER_MANAGED",
            "RoleArn": attribute(_ROLE, "Arn"),
        },
        # People make dashboards of their own in it.
        retention=environment.retention,
        asked=("Endpoint", "Ref"),
    )
