"""Cases of an alarm over time: its transitions and its notifications."""

from collections.abc import Sequence

from tocsin.alarms import read_alarm
from tocsin.evaluation.alarm import INSUFFICIENT_DATA, State
from tocsin.evaluation.conformance.alarm_config import alarm_properties
from tocsin.evaluation.conformance.alarm_data import sample_data
from tocsin.evaluation.conformance.case import Case, Mismatch, as_state
from tocsin.evaluation.conformance.instant import instant, written
from tocsin.evaluation.conformance.single_windows import last_state_mismatches, options_of
from tocsin.evaluation.history import ActionsSwitch, notifying_changes
from tocsin.evaluation.options import EvaluationOptions
from tocsin.evaluation.states import evaluate
from tocsin.timing import HOUR, MINUTE

_Change = tuple[float, State]
# Times in cases have a fraction of a second, which binary numbers hold only nearly.
_ROUNDING = 1e-3


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
        end=last + _ROUNDING,
        previous_state=before,
        created_at=None if created_at is None else instant(created_at),
        options=_options(case, first),
    )
    mismatches = _compared(case, "expected_states", timeline.states)
    mismatches += last_state_mismatches(
        case, [before, *(state for _, state in timeline.states)][-1]
    )
    return mismatches + _notified(case, timeline.states, before)


def check_notifications(case: Case) -> list[Mismatch]:
    """Compare what went out for transitions that the case itself gives."""
    before = case.state("previous_state", INSUFFICIENT_DATA)
    return _notified(case, _changes(case, "expected_states"), before)


def _options(case: Case, first: float) -> EvaluationOptions:
    """Return options with the offset that the alarm keeps for its whole life."""
    return EvaluationOptions(
        evaluation_range=options_of(case).evaluation_range,
        second_offset=first % MINUTE,
        hourly_minute=int(first % HOUR // MINUTE),
        first_evaluation_delay=0.0,
    )


def _notified(case: Case, states: Sequence[_Change], before: State) -> list[Mismatch]:
    if not case.has("expected_notifications"):
        return []
    switches: list[ActionsSwitch] = []
    if case.has("actions_enabled_timeline"):
        switches = [
            ActionsSwitch(at=instant(at), enabled=enabled is True)
            for at, enabled, *_ in case.pairs("actions_enabled_timeline")
        ]
    enabled = bool(case.config.get("actions_enabled", True))
    got = notifying_changes(states, before, switches, enabled=enabled)
    return _compared(case, "expected_notifications", got)


def _compared(case: Case, name: str, got: Sequence[_Change]) -> list[Mismatch]:
    if not case.has(name):
        return []
    expected = _changes(case, name)
    tolerance = case.number("tolerance_s", 0.0) + _ROUNDING
    agrees = len(expected) == len(got) and all(
        wanted[1] == found[1] and abs(wanted[0] - found[0]) <= tolerance
        for wanted, found in zip(expected, got, strict=True)
    )
    if agrees:
        return []
    return [Mismatch(what=name, expected=_listed(expected), got=_listed(got))]


def _changes(case: Case, name: str) -> list[_Change]:
    return [(instant(at), as_state(name, state)) for at, state, *_ in case.pairs(name)]


def _listed(changes: Sequence[_Change]) -> list[str]:
    return [f"{written(at)} {state}" for at, state in changes]
