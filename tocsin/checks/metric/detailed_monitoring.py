"""Whether EC2 publishes a metric every minute: by the templates that launch the instances."""

from tocsin.assembly import Resource
from tocsin.checks.metric.dimension_value import dimension_values
from tocsin.checks.metric.read_metric import ReadMetric
from tocsin.checks.metric.setting_values import setting_values
from tocsin.checks.subject import Subject

_INSTANCE = "AWS::EC2::Instance"
_GROUP = "AWS::AutoScaling::AutoScalingGroup"
_LAUNCH_TEMPLATE = "AWS::EC2::LaunchTemplate"
_LAUNCH_CONFIGURATION = "AWS::AutoScaling::LaunchConfiguration"


def detailed_monitoring(each: ReadMetric, subject: Subject) -> bool | None:
    """Say whether the instances of a metric have detailed monitoring, None if nothing tells."""
    resources = [one.resource for one in dimension_values(each, subject) if one.resource]
    if len(resources) != 1:
        return None
    resource = resources[0]
    if resource.type == _INSTANCE:
        return _of_instance(resource)
    return _of_group(resource, subject) if resource.type == _GROUP else None


def _of_instance(instance: Resource) -> bool | None:
    if "LaunchTemplate" in instance.properties:
        return None
    return _is_on(instance, "Monitoring", default=False)


def _of_group(group: Resource, subject: Subject) -> bool | None:
    """An Auto Scaling group launches by a launch template or by a launch configuration."""
    names = setting_values(group, "LaunchTemplate.LaunchTemplateId") or setting_values(
        group, "LaunchConfigurationName"
    )
    found = subject.assembly.index.find(names[0], group.stack) if names else None
    if found is None:
        return None
    if found.type == _LAUNCH_TEMPLATE:
        return _is_on(found, "LaunchTemplateData.Monitoring.Enabled", default=False)
    if found.type == _LAUNCH_CONFIGURATION:
        return _is_on(found, "InstanceMonitoring", default=True)
    return None


def _is_on(resource: Resource, path: str, *, default: bool) -> bool | None:
    values = setting_values(resource, path)
    if values is None:
        return None
    return str(values[0]).lower() == "true" if values else default
