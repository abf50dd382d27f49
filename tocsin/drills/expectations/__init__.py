"""What a drill may expect, and what is wrong when it does not happen."""

from tocsin.drills.expectations.notification_expectations import (
    ActionsRun,
    IncidentPaged,
    NobodyPaged,
    Paged,
    Span,
    short,
)
from tocsin.drills.expectations.state_expectations import Never, StateAt, StateTimeline, StateWithin

__all__ = [
    "ActionsRun",
    "IncidentPaged",
    "Never",
    "NobodyPaged",
    "Paged",
    "Span",
    "StateAt",
    "StateTimeline",
    "StateWithin",
    "short",
]
