"""What metric filters of an assembly publish, in whatever namespace."""

from collections.abc import Iterator
from dataclasses import dataclass

from tocsin.assembly import Resource
from tocsin.checks.subject import Subject
from tocsin.diagnostics import KeyPath

_FILTER = "AWS::Logs::MetricFilter"


@dataclass(frozen=True, slots=True, kw_only=True)
class FilteredMetric:
    """A metric that a metric filter publishes.

    Attributes:
        resource: The metric filter.
        path: Where the transformation stands below its properties.
        namespace: The metric's namespace.
        name: The metric's name.
    """

    resource: Resource
    path: KeyPath
    namespace: str
    name: str


def filtered_metrics(subject: Subject) -> tuple[FilteredMetric, ...]:
    """Return what the metric filters of an assembly publish, as far as templates tell."""
    filters = subject.assembly.resources(_FILTER)
    return tuple(each for resource in filters for each in _of(resource))


def own_namespaces(subject: Subject) -> frozenset[str]:
    """Return the namespaces that metric filters of an assembly publish in."""
    return frozenset(each.namespace for each in subject.memo(filtered_metrics))


def _of(resource: Resource) -> Iterator[FilteredMetric]:
    listed = resource.properties.get("MetricTransformations")
    for index, each in enumerate(listed if isinstance(listed, list) else ()):
        if not isinstance(each, dict):
            continue
        namespace, name = each.get("MetricNamespace"), each.get("MetricName")
        if isinstance(namespace, str) and isinstance(name, str):
            path: KeyPath = ("MetricTransformations", index)
            yield FilteredMetric(resource=resource, path=path, namespace=namespace, name=name)
