"""Container Insights, where alarms need it."""

from collections.abc import Iterator

from tocsin.aws import AwsRegion
from tocsin.diagnostics import Problem
from tocsin.preflight.check import found
from tocsin.preflight.deployment import Deployment, is_known

_ON = frozenset({"enabled", "enhanced"})
_MOST_CLUSTERS = 100
_ADD_ON = "amazon-cloudwatch-observability"
_WHY = "its alarms watch metrics that nobody publishes"


def find_container_insights(deployment: Deployment, region: AwsRegion) -> Iterator[Problem]:
    """Yield clusters whose alarms watch metrics that are not published."""
    yield from _ecs(region, _clusters(deployment, region, "ECS/ContainerInsights"))
    yield from _eks(region, _clusters(deployment, region, "ContainerInsights"))


def _clusters(deployment: Deployment, region: AwsRegion, namespace: str) -> list[str]:
    return sorted(
        {
            value
            for alarm in deployment.alarms(region.name)
            for metric in alarm.series.metrics
            if metric.namespace == namespace
            for name, value in metric.dimensions
            if name == "ClusterName" and is_known(value)
        }
    )


def _ecs(region: AwsRegion, names: list[str]) -> Iterator[Problem]:
    for first in range(0, len(names), _MOST_CLUSTERS):
        batch = names[first : first + _MOST_CLUSTERS]
        answer = region.ask("ecs", "describe_clusters", clusters=batch, include=["SETTINGS"]) or {}
        settings = {
            each["clusterName"]: {each["name"]: each["value"] for each in each.get("settings", ())}
            for each in answer.get("clusters", ())
            if each.get("status") != "INACTIVE"
        }
        for name in batch:
            if name not in settings:
                yield found(
                    "no-cluster",
                    region,
                    f"ECS cluster {name}",
                    "it does not exist",
                    why=_WHY,
                    fix="deploy it, or correct its name in the viewpoint",
                    severity="warning",
                )
            elif settings[name].get("containerInsights") not in _ON:
                yield found(
                    "no-container-insights",
                    region,
                    f"ECS cluster {name}",
                    "Container Insights is off",
                    why=_WHY,
                    fix=f"turn it on: aws ecs update-cluster-settings --region {region.name} "
                    f"--cluster {name} --settings name=containerInsights,value=enabled",
                )


def _eks(region: AwsRegion, names: list[str]) -> Iterator[Problem]:
    for name in names:
        if region.ask("eks", "describe_addon", clusterName=name, addonName=_ADD_ON) is None:
            yield found(
                "no-container-insights",
                region,
                f"EKS cluster {name}",
                f"it has no add-on {_ADD_ON}",
                why=f"unless an agent of your own publishes them, {_WHY}",
                fix=f"install it: aws eks create-addon --cluster-name {name} "
                f"--region {region.name} --addon-name {_ADD_ON}",
                severity="warning",
            )
