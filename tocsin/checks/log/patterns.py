"""The filter patterns of an assembly, whatever they filter for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.checks.part import Part
from tocsin.logs import FilterPatternError, compile_filter_pattern

if TYPE_CHECKING:
    from tocsin.checks.subject import Subject

TYPES = {
    "AWS::Logs::MetricFilter": "the metric filter",
    "AWS::Logs::SubscriptionFilter": "the subscription",
    "AWS::Logs::LogAnomalyDetector": "the anomaly detector",
}
"""What has filter patterns, and how it is called in texts."""


def patterns_of(subject: Subject) -> tuple[Part, ...]:
    """Return the filter patterns that are known."""
    parts = (Part.of(resource, "FilterPattern") for resource in subject.assembly.resources(*TYPES))
    return tuple(part for part in parts if part.text is not None)


def is_valid(pattern: str) -> bool:
    """Return whether a pattern can be read here."""
    try:
        compile_filter_pattern(pattern)
    except FilterPatternError:
        return False
    return True
