"""What a drill may expect, and what is wrong when it does not happen."""

from tocsin.drills.expectations.expectation import Expectation, Failure, Span
from tocsin.drills.expectations.notification_expectations import (
    ActionsRun,
    IncidentPaged,
    NobodyPaged,
    Paged,
)
from tocsin.drills.expectations.received import Received
from tocsin.drills.expectations.state_expectations import Never, StateAt, StateTimeline, StateWithin

__all__ = [
    "ActionsRun",
    "Expectation",
    "Failure",
    "IncidentPaged",
    "Never",
    "NobodyPaged",
    "Paged",
    "Received",
    "Span",
    "StateAt",
    "StateTimeline",
    "StateWithin",
]
