"""Resources of the right type and of another kind: a Network Load Balancer, an Aurora instance."""

import re
from functools import lru_cache

from tocsin.assembly import Resource
from tocsin.catalogue import ResourceType, load_resource_type
from tocsin.checks.metric.dimension_value import DimensionValue
from tocsin.checks.metric.setting_values import setting_values
from tocsin.checks.metric.wrong import Wrong
from tocsin.diagnostics import quoted

_KINDS = frozenset({"Engine", "EngineType", "FileSystemType", "Protocol", "ProtocolType", "Type"})
"""Properties that say of which kind a resource is, and that never change."""


def of_other_kind(value: DimensionValue) -> Wrong | None:
    """Find a resource of a kind that does not publish the metric, by the catalogue's types."""
    resource, here = value.resource, value.read.here
    if resource is None or here is None:
        return None
    if value.dimension not in _dimensions(here.resource_types, resource.type):
        return None
    kinds = [load_resource_type(name) for name in here.resource_types]
    if any(_may_be(kind, resource) for kind in kinds):
        return None
    titles = " or ".join(sorted(kind.title for kind in kinds))
    return Wrong(
        what=f"{resource.logical_id} ({_kind_of(resource)}) does not publish {value.read.name}",
        fix=f"read a metric of its own kind; {value.read.name} is one of: {titles}",
        severity="warning",
    )


@lru_cache(maxsize=256)
def _dimensions(resource_types: tuple[str, ...], cloudformation_type: str) -> frozenset[str]:
    """Return the dimensions of some resource types whose values a CloudFormation type gives."""
    kinds = map(load_resource_type, resource_types)
    return frozenset(
        kind.identifiers[name].dimension
        for kind in kinds
        for each, form in kind.cloudformation.items()
        for name, source in form.identifiers.items()
        if (source.linked or each) == cloudformation_type
    )


def _may_be(kind: ResourceType, resource: Resource) -> bool:
    """Say whether a resource may be of a type: no property that tells its kind is another."""
    form = kind.cloudformation.get(resource.type)
    if form is None:
        return True
    for key, pattern in form.where.items():
        if key not in _KINDS:
            continue
        found = setting_values(resource, key)
        if found is None or (not found and key == "Engine"):
            return True
        if not re.fullmatch(pattern, str(found[0]) if found else ""):
            return False
    return True


def _kind_of(resource: Resource) -> str:
    told = [
        f"{key} {quoted(resource.properties[key])}"
        for key in sorted(_KINDS)
        if key in resource.properties
    ]
    return ", ".join(told) or f"{resource.type} of the default kind"
