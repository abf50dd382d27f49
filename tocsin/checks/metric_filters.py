"""Metric filters of CloudWatch Logs, and the metrics that they publish."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tocsin.checks.part import Part

if TYPE_CHECKING:
    from tocsin.assembly import Resource
    from tocsin.checks.subject import Subject

TYPE = "AWS::Logs::MetricFilter"


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricFilter:
    """A metric filter.

    Attributes:
        resource: It as a resource of its template.
        pattern: Which log events it counts.
        transformations: What it publishes of them.
    """

    resource: Resource
    pattern: Part
    transformations: tuple[Part, ...]

    @property
    def log_group(self) -> Part:
        """The log group that it reads."""
        return Part.of(self.resource, "LogGroupName")

    @property
    def kind(self) -> str | None:
        """What its pattern begins with: `{` for JSON, `[` for fields; None if it is not known."""
        text = self.pattern.text
        return None if text is None else text.strip()[:1]


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
            pattern=Part.of(resource, "FilterPattern"),
            transformations=Part.of(resource, "MetricTransformations").items,
        )
        for resource in subject.assembly.resources(TYPE)
    )
