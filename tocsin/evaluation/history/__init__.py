"""What CloudWatch records about changes of state, and which of them notify."""

from tocsin.evaluation.history.evidence import Evidence
from tocsin.evaluation.history.notification import (
    ActionsSwitch,
    Notification,
    actions_of,
    notifications,
    notifying_changes,
)
from tocsin.evaluation.history.reason import state_reason
from tocsin.evaluation.history.reason_data import state_reason_data
from tocsin.evaluation.history.timeline import Sightings, Timeline, Transition, seen_evidence

__all__ = [
    "ActionsSwitch",
    "Evidence",
    "Notification",
    "Sightings",
    "Timeline",
    "Transition",
    "actions_of",
    "notifications",
    "notifying_changes",
    "seen_evidence",
    "state_reason",
    "state_reason_data",
]
