"""From the values in a window to the state of an alarm."""

from tocsin.evaluation.states.alarm_input import alarm_input
from tocsin.evaluation.states.contributors import ContributorTimelines, evaluate_contributors
from tocsin.evaluation.states.engine import evaluate, evaluate_all, evaluate_once
from tocsin.evaluation.states.expression_series import AlarmDataError
from tocsin.evaluation.states.slot_values import slot_values
from tocsin.evaluation.states.state_rule import breaching_slots, effective_treatment

__all__ = [
    "AlarmDataError",
    "ContributorTimelines",
    "alarm_input",
    "breaching_slots",
    "effective_treatment",
    "evaluate",
    "evaluate_all",
    "evaluate_contributors",
    "evaluate_once",
    "slot_values",
]
