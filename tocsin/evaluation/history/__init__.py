"""What CloudWatch records about changes of state, and which of them notify."""

from tocsin.evaluation.history.alarm_message import AlarmPlace, StateChange, alarm_message
from tocsin.evaluation.history.decision import Decision, decision_of
from tocsin.evaluation.history.reason_data import cloudwatch_time
from tocsin.evaluation.history.timeline import (
    ActionsSwitch,
    Evaluation,
    EvaluationRecords,
    Notification,
    Timeline,
    actions_of,
    enabled_at,
    notifications,
    notifying_changes,
)

__all__ = [
    "ActionsSwitch",
    "AlarmPlace",
    "Decision",
    "Evaluation",
    "EvaluationRecords",
    "Notification",
    "StateChange",
    "Timeline",
    "actions_of",
    "alarm_message",
    "cloudwatch_time",
    "decision_of",
    "enabled_at",
    "notifications",
    "notifying_changes",
]
