"""Cases of an alarm over time: its transitions, and what it notifies of."""

from dataclasses import replace

from tocsin.alarms import read_alarm
from tocsin.evaluation.alarm import INSUFFICIENT_DATA
from tocsin.evaluation.conformance.alarm_config import alarm_properties
from tocsin.evaluation.conformance.alarm_data import sample_data
from tocsin.evaluation.conformance.case import Case, Mismatch
from tocsin.evaluation.conformance.instant import instant
from tocsin.evaluation.conformance.notifications import ROUNDING, compared, notified
from tocsin.evaluation.conformance.options import options_of
from tocsin.evaluation.conformance.single_windows import last_state_mismatches
from tocsin.evaluation.options import EvaluationOptions
from tocsin.evaluation.states import evaluate
from tocsin.timing import HOUR, MINUTE


def check_timeline(case: Case) -> list[Mismatch]:
    """Evaluate from the first to the last evaluation and compare every transition."""
    alarm = read_alarm(alarm_properties(case))
    first = instant(case.fields.get("first_evaluation"))
    last = instant(case.fields.get("last_evaluation"))
    before = case.state("previous_state", INSUFFICIENT_DATA)
    created_at = case.fields.get("created_at", first if alarm.warm_up else None)
    timeline = evaluate(
        alarm,
        sample_data(alarm, case.fields.get("samples")),
        start=first,
        end=last + ROUNDING,
        previous_state=before,
        created_at=None if created_at is None else instant(created_at),
        options=_options(case, first),
    )
    mismatches = compared(case, "expected_states", timeline.states)
    mismatches += last_state_mismatches(
        case, [before, *(state for _, state in timeline.states)][-1]
    )
    return mismatches + notified(case, timeline.states, before)


def _options(case: Case, first: float) -> EvaluationOptions:
    """Return options with the offset that the alarm keeps for its whole life."""
    return replace(
        options_of(case),
        second_offset=first % MINUTE,
        hourly_minute=int(first % HOUR // MINUTE),
        first_evaluation_delay=0.0,
    )
