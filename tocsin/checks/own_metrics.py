"""What metric filters of an assembly publish, in whatever namespace."""

from collections.abc import Iterator
from dataclasses import dataclass

from tocsin.assembly import Part
from tocsin.checks.metric_filters import metric_filters
from tocsin.checks.subject import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class FilteredMetric:
    """A metric that a metric filter publishes.

    Attributes:
        transformation: Where it does.
        namespace: The metric's namespace.
        name: The metric's name.
    """

    transformation: Part
    namespace: str
    name: str


def filtered_metrics(subject: Subject) -> tuple[FilteredMetric, ...]:
    """Return what the metric filters of an assembly publish, as far as templates tell."""
    return tuple(_filtered(subject))


def own_namespaces(subject: Subject) -> frozenset[str]:
    """Return the namespaces that metric filters of an assembly publish in."""
    return frozenset(each.namespace for each in subject.memo(filtered_metrics))


def _filtered(subject: Subject) -> Iterator[FilteredMetric]:
    for metric_filter in subject.memo(metric_filters):
        for part in metric_filter.transformations:
            namespace, name = part.at("MetricNamespace").text, part.at("MetricName").text
            if namespace is not None and name is not None:
                yield FilteredMetric(transformation=part, namespace=namespace, name=name)
