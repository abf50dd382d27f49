"""Metric filters of CloudWatch Logs, and the metrics that they publish."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tocsin.assembly import Part

if TYPE_CHECKING:
    from tocsin.assembly import Resource
    from tocsin.checks.subject import Subject

TYPE = "AWS::Logs::MetricFilter"


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricFilter:
    """A metric filter.

    Attributes:
        resource: It as a resource of its template.
        transformations: What it publishes of the log events that it counts.
    """

    resource: Resource
    transformations: tuple[Part, ...]


def dimensions_of(transformation: Part) -> frozenset[str] | None:
    """Return the names of the dimensions that a metric is published with; None if not known."""
    listed = transformation.at("Dimensions")
    if not listed.is_there:
        return frozenset() if listed.is_known else None
    names = [each.at("Key").text for each in listed.items]
    if not isinstance(listed.value, list) or None in names:
        return None
    return frozenset(name for name in names if name is not None)


def metric_filters(subject: Subject) -> tuple[MetricFilter, ...]:
    """Return the metric filters of an assembly."""
    return tuple(
        MetricFilter(
            resource=resource,
            transformations=Part.of(resource, "MetricTransformations").items,
        )
        for resource in subject.assembly.resources(TYPE)
    )
