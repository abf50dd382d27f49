"""Metrics that AWS does not publish for nothing."""

from collections.abc import Iterator, Mapping

from tocsin.assembly import Assembly, Resource, readings_of
from tocsin.cost.counted import Counted, Uncounted
from tocsin.cost.counting.of_resource import counted, uncounted
from tocsin.cost.usage import Usage

_OF_AWS = "AWS/"
_OF_A_DETAILED_INSTANCE = 7
"""https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/manage-detailed-monitoring.html"""


def custom_metrics(assembly: Assembly, _: Usage) -> Iterator[Counted | Uncounted]:
    """Yield each metric in a namespace of its own that an alarm reads or a metric filter makes.

    What applications publish beside it is charged for too, and no template says it. Namespaces
    that begin with `AWS/` cost nothing; those of agents and Container Insights do.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_billing.html
    """
    seen: set[object] = set()
    for metric, resource in _read(assembly):
        environment = resource.stack.environment
        identity = (metric, environment.account_text, environment.region_text)
        if identity not in seen:
            seen.add(identity)
            yield counted("custom-metric", 1, resource)
    for instance in assembly.resources("AWS::EC2::Instance"):
        if instance.properties.get("Monitoring") in (True, "true"):
            yield counted("custom-metric", _OF_A_DETAILED_INSTANCE, instance)
    for name in assembly.resources("AWS::Logs::MetricFilter"):
        if any(each.get("Dimensions") for each in _transformations(name)):
            what = "metrics of metric filters with dimensions: one for each value"
            yield uncounted(what, name, "nothing; those that alarms read are counted")


def _read(assembly: Assembly) -> Iterator[tuple[object, Resource]]:
    for alarm in assembly.alarms:
        for each in readings_of(alarm):
            if each.namespace is not None and not each.namespace.startswith(_OF_AWS):
                dimensions = None if each.dimensions is None else frozenset(each.dimensions.items())
                yield (each.namespace, each.name, dimensions), alarm.resource
    for metric_filter in assembly.resources("AWS::Logs::MetricFilter"):
        for made in _transformations(metric_filter):
            if not made.get("Dimensions"):
                no_dimensions: frozenset[object] = frozenset()
                names = (str(made.get("MetricNamespace")), str(made.get("MetricName")))
                yield (*names, no_dimensions), metric_filter


def _transformations(metric_filter: Resource) -> Iterator[Mapping[str, object]]:
    listed = metric_filter.properties.get("MetricTransformations")
    yield from (
        each for each in (listed if isinstance(listed, list) else ()) if isinstance(each, dict)
    )
