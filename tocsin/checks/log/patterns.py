"""The filter patterns of an assembly, whatever they filter for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tocsin.assembly import Part
from tocsin.logs import FilterPatternError, compile_filter_pattern

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tocsin.assembly import Resource
    from tocsin.checks.subject import Subject

TYPES = {
    "AWS::Logs::MetricFilter": "the metric filter",
    "AWS::Logs::SubscriptionFilter": "the subscription",
    "AWS::Logs::LogAnomalyDetector": "the anomaly detector",
}
"""What has filter patterns, and how it is called in texts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterPattern:
    """A filter pattern that is known.

    Attributes:
        part: Where it stands.
        text: The pattern.
        error: Why it cannot be read here; None if it can.
    """

    part: Part
    text: str
    error: FilterPatternError | None


def patterns_of(subject: Subject) -> Mapping[Resource, FilterPattern]:
    """Return the filter patterns that are known, by what has them. Each text is read once."""
    errors: dict[str, FilterPatternError | None] = {}
    found: dict[Resource, FilterPattern] = {}
    for resource in subject.assembly.resources(*TYPES):
        part = Part.of(resource, "FilterPattern")
        text = part.text
        if text is None:
            continue
        if text not in errors:
            errors[text] = _error(text)
        found[resource] = FilterPattern(part=part, text=text, error=errors[text])
    return found


def _error(text: str) -> FilterPatternError | None:
    try:
        compile_filter_pattern(text)
    except FilterPatternError as error:
        return error
    return None
