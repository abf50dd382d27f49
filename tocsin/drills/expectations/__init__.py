"""What a drill may expect, and what is wrong when it does not happen."""

from tocsin.drills.expectations.event_expectations import (
    EventPaged,
    EventReceived,
    MessageSays,
    NobodyTold,
    RulesMatch,
)
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
    "EventPaged",
    "EventReceived",
    "Expectation",
    "Failure",
    "IncidentPaged",
    "MessageSays",
    "Never",
    "NobodyPaged",
    "NobodyTold",
    "Paged",
    "Received",
    "RulesMatch",
    "Span",
    "StateAt",
    "StateTimeline",
    "StateWithin",
]
