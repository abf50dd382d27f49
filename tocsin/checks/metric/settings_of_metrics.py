"""Settings without which a resource does not publish some of its metrics."""

from dataclasses import dataclass
from typing import Literal

Lacks = Literal["error", "warning", "open"]
"""What it means that the setting is not there; open where somebody may make it elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricSetting:
    """A setting of a resource that switches metrics on.

    Attributes:
        namespace: The namespace of the metrics.
        metrics: Beginnings of their names; () for all of the namespace.
        dimension: The dimension that names the resource.
        resource_type: The type of CloudFormation that has the setting.
        path: Where the setting is below the resource's properties.
        on: A pattern that one of the values there matches where the metrics are published.
        write: What switches them on.
        absent: What a resource without the setting is: open where somebody may switch the
            metrics on besides the template, None where they are on by default.
        other: What a resource with another value is.
        only_with: A dimension without which the setting does not matter.
    """

    namespace: str
    dimension: str
    resource_type: str
    path: str
    on: str
    write: str
    metrics: tuple[str, ...] = ()
    absent: Lacks | None = "open"
    other: Lacks = "error"
    only_with: str | None = None


_TRUE = "(?i)true"
_CREDITS = ("CPUCredit", "CPUSurplusCredit")
_PROVISIONED = ("ProvisionedReadCapacityUnits", "ProvisionedWriteCapacityUnits")
_LOAD = ("DBLoad",)
_INSIGHTS = ".*LambdaInsightsExtension.*"

METRIC_SETTINGS = (
    MetricSetting(
        namespace="AWS/AutoScaling",
        metrics=("Group",),
        dimension="AutoScalingGroupName",
        resource_type="AWS::AutoScaling::AutoScalingGroup",
        path="MetricsCollection.Granularity",
        on="1Minute",
        write="MetricsCollection: [{Granularity: 1Minute}]",
    ),
    MetricSetting(
        namespace="AWS/EC2",
        metrics=_CREDITS,
        dimension="InstanceId",
        resource_type="AWS::EC2::Instance",
        path="InstanceType",
        on="t[0-9].*",
        write="an InstanceType that has credits, such as t4g.small",
        absent=None,
    ),
    MetricSetting(
        namespace="AWS/DynamoDB",
        metrics=_PROVISIONED,
        dimension="TableName",
        resource_type="AWS::DynamoDB::Table",
        path="BillingMode",
        on="PROVISIONED",
        write="BillingMode: PROVISIONED",
        absent=None,
    ),
    MetricSetting(
        namespace="AWS/RDS",
        metrics=_LOAD,
        dimension="DBInstanceIdentifier",
        resource_type="AWS::RDS::DBInstance",
        path="EnablePerformanceInsights",
        on=_TRUE,
        write="EnablePerformanceInsights: true",
        other="warning",
    ),
    MetricSetting(
        namespace="AWS/Route53",
        metrics=("ConnectionTime", "SSLHandshakeTime", "TimeToFirstByte"),
        dimension="HealthCheckId",
        resource_type="AWS::Route53::HealthCheck",
        path="HealthCheckConfig.MeasureLatency",
        on=_TRUE,
        write="MeasureLatency: true",
        absent="error",
    ),
    MetricSetting(
        namespace="AWS/Events",
        metrics=("InvocationsSentToDlq", "InvocationsFailedToBeSentToDlq"),
        dimension="RuleName",
        resource_type="AWS::Events::Rule",
        path="Targets.DeadLetterConfig.Arn",
        on=".+",
        write="DeadLetterConfig at the target",
        absent="warning",
    ),
    MetricSetting(
        namespace="ECS/ContainerInsights",
        dimension="ClusterName",
        resource_type="AWS::ECS::Cluster",
        path="ClusterSettings.Value",
        on="enabled|enhanced",
        write="ClusterSettings: [{Name: containerInsights, Value: enabled}]",
    ),
    *(
        MetricSetting(
            namespace="LambdaInsights",
            dimension="function_name",
            resource_type=resource_type,
            path="Layers",
            on=_INSIGHTS,
            write="the layer LambdaInsightsExtension",
            other="open",
        )
        for resource_type in ("AWS::Lambda::Function", "AWS::Serverless::Function")
    ),
    MetricSetting(
        namespace="AWS/S3",
        dimension="BucketName",
        only_with="FilterId",
        resource_type="AWS::S3::Bucket",
        path="MetricsConfigurations.Id",
        on=".+",
        write="MetricsConfigurations: [{Id: EntireBucket}]",
    ),
)
"""Each from the "opt-in" notes of the pages that the catalogue's types name as their sources."""
