"""Metrics that another resource than the one that publishes them switches on."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from tocsin.assembly import Resource, Stack
from tocsin.checks.metric.dimension_value import dimension_values
from tocsin.checks.metric.read_metric import ReadMetric
from tocsin.checks.metric.setting_values import setting_values
from tocsin.checks.subject import Subject

_ADDITIONAL = ("401ErrorRate", "403ErrorRate", "404ErrorRate", "502ErrorRate", "503ErrorRate",
               "504ErrorRate", "CacheHitRate", "OriginLatency")  # fmt: skip
_SUBSCRIPTION = "AWS::CloudFront::MonitoringSubscription"
_METHODS = frozenset({"Method", "Resource"})
_DETAILS_OF_STAGES: Mapping[str, str] = {
    "AWS::ApiGateway::Stage": "MethodSettings.MetricsEnabled",
    "AWS::ApiGatewayV2::Stage": "DefaultRouteSettings.DetailedMetricsEnabled",
    "AWS::Serverless::Api": "MethodSettings.MetricsEnabled",
}
"""The setting of a stage for metrics by method.

https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lacking:
    """A setting that is not there.

    Attributes:
        resource: What should have it, or should be followed by what has it.
        setting: What to write.
    """

    resource: Resource
    setting: str


def lacking_setting(each: ReadMetric, subject: Subject) -> Lacking | None:
    """Return what would switch a metric on and is not there, as far as the templates decide it."""
    if each.namespace == "AWS/ApiGateway" and (each.reading.dimension_names or set()) >= _METHODS:
        return _of_stage(each, subject)
    if each.namespace == "AWS/CloudFront" and each.name in _ADDITIONAL:
        return _of_distribution(each, subject)
    return None


def _of_stage(each: ReadMetric, subject: Subject) -> Lacking | None:
    """Find the stage whose name the alarm has, and that it has no metrics by method."""
    for value in dimension_values(each, subject):
        if value.dimension != "Stage" or "${" in value.text:
            continue
        place = each.alarm.template_alarm.stack, value.text
        stages = subject.memo(_stages).get(place, ())
        if len(stages) == 1:
            path = _DETAILS_OF_STAGES[stages[0].type]
            found = setting_values(stages[0], path)
            if found is not None and not any(str(one).lower() == "true" for one in found):
                return Lacking(resource=stages[0], setting=f"{path}: true")
    return None


def _of_distribution(each: ReadMetric, subject: Subject) -> Lacking | None:
    """Find a distribution of the templates that no monitoring subscription is for."""
    for value in dimension_values(each, subject):
        distribution = value.resource
        if value.dimension != "DistributionId" or distribution is None:
            continue
        subscribed = subject.memo(_subscribed)
        if distribution not in subscribed and None not in subscribed:
            return Lacking(resource=distribution, setting=f"a resource of type {_SUBSCRIPTION}")
    return None


def _stages(subject: Subject) -> Mapping[tuple[Stack, str], list[Resource]]:
    """Return the stages of APIs by their stacks and names."""
    found: dict[tuple[Stack, str], list[Resource]] = defaultdict(list)
    for resource in subject.assembly.resources(*_DETAILS_OF_STAGES):
        found[resource.stack, str(resource.properties.get("StageName"))].append(resource)
    return found


def _subscribed(subject: Subject) -> frozenset[Resource | None]:
    """Return the distributions with a monitoring subscription; None for one that is not known."""
    return frozenset(
        subject.assembly.index.find(resource.properties.get("DistributionId"), resource.stack)
        for resource in subject.assembly.resources(_SUBSCRIPTION)
    )
