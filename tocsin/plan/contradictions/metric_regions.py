"""Metrics that are not where they are looked for."""

from collections.abc import Mapping

from tocsin.plan.metric_series import published_in
from tocsin.plan.specs import partition
from tocsin.plan.stage_context import StageContext
from tocsin.viewpoint import Metric, Service

_ONLY_IN: Mapping[str, str] = {
    "AWS/Billing": "us-east-1",
    "AWS/CloudFront": "us-east-1",
    "AWS/GlobalAccelerator": "us-west-2",
    "AWS/Route53": "us-east-1",
}
"""The one Region of the metrics of services that are in no Region, by namespace.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/monitor_estimated_charges_with_cloudwatch.html
https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/programming-cloudwatch-metrics.html
https://docs.aws.amazon.com/global-accelerator/latest/dg/cloudwatch-monitoring.html
https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/monitoring-cloudwatch.html
"""

_PARTITION = "aws"


def check_metric_regions(context: StageContext) -> None:
    """Report metrics that another Region has than the one in which the stage reads them."""
    if partition(context.stage.home) != _PARTITION:
        return
    for service_name, service in context.viewpoint.services.items():
        for name, metric in service.metrics.items():
            _check(context, service_name, service, name, metric)


def _check(
    context: StageContext, service_name: str, service: Service, name: str, metric: Metric
) -> None:
    namespace = metric.namespace or ""
    region = _ONLY_IN.get(namespace)
    read_in = [there.region for there in published_in(context, service, name)]
    elsewhere = [each for each in read_in if each != region]
    if region is None or not elsewhere:
        return
    context.report(
        "metric-of-another-region",
        ("services", service_name, "metrics", name, "namespace"),
        f"the metrics of {namespace} are in {region} alone, and the stage {context.stage_name} "
        f"reads them in {' and '.join(elsewhere)}",
        f"add {region} to the regions of the stage, and write regions: [{region}] at the metric; "
        "or use a resource type that knows where its metrics are",
        why="Nothing is ever seen of the metric, and no alarm on it fires.",
        rests_on=[context.stage_path],
    )
