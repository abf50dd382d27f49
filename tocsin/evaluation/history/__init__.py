"""What CloudWatch records about changes of state, and which of them notify."""

from tocsin.evaluation.history.evaluation import Evaluation, EvaluationRecords
from tocsin.evaluation.history.notification import (
    ActionsSwitch,
    Notification,
    actions_of,
    notifications,
    notifying_changes,
)
from tocsin.evaluation.history.timeline import Timeline

__all__ = [
    "ActionsSwitch",
    "Evaluation",
    "EvaluationRecords",
    "Notification",
    "Timeline",
    "actions_of",
    "notifications",
    "notifying_changes",
]
