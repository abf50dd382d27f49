"""Cases of composite alarms: a rule over the states of other alarms."""

from collections.abc import Iterable, Mapping, Sequence

from tocsin.evaluation.alarm import INSUFFICIENT_DATA, OK, State
from tocsin.evaluation.composite import Rule, RuleError, UnknownAlarmError, alarm_name, parse_rule
from tocsin.evaluation.conformance.case import (
    Case,
    MalformedCaseError,
    Mismatch,
    as_state,
    refuse_unknown,
)
from tocsin.evaluation.conformance.single_windows import last_state_mismatches
from tocsin.evaluation.options import DEFAULT_OPTIONS


def check_composite(case: Case) -> list[Mismatch]:
    """Evaluate the rule for the given states of its children."""
    rule = _rule(case)
    # An alarm whose state a case does not tell has not been evaluated yet.
    states: dict[str, State] = dict.fromkeys(rule.alarm_names, INSUFFICIENT_DATA)
    given = case.pairs("datapoints") if case.fields.get("datapoints") else []
    _refuse_strangers(rule, (str(name) for name, *_ in given))
    for name, state in given:
        states |= dict.fromkeys((alarm_name(name), name), _child_state(name, state))
    got = _state(rule, states)
    expected = case.state("expected_state")
    return [] if got == expected else [Mismatch(what="state", expected=expected, got=got)]


def check_sequence(case: Case) -> list[Mismatch]:
    """Let children change one after the other; a notification goes out on each change."""
    rule, state = _rule(case), case.state("previous_state", OK)
    states: dict[str, State] = dict.fromkeys(rule.alarm_names, OK)
    got_states, got_notifications = [], []
    _refuse_strangers(rule, (str(event[-2]) for event in case.pairs("datapoints")))
    for event in case.pairs("datapoints"):
        name, entered = alarm_name(str(event[-2])), as_state("datapoints", event[-1])
        states[name] = entered
        previous, state = state, _state(rule, states)
        got_states.append(state)
        got_notifications.append(state != previous)
    mismatches = []
    for what, got in (
        ("expected_states", got_states),
        ("expected_notifications", got_notifications),
    ):
        if case.has(what) and not _agrees(case.sequence(what), got):
            mismatches.append(Mismatch(what=what, expected=case.sequence(what), got=got))
    return mismatches + last_state_mismatches(case, state)


def _agrees(expected: Sequence[object], got: Sequence[object]) -> bool:
    """Compare event by event; null expects nothing of that event."""
    return len(expected) == len(got) and all(
        wanted is None or wanted == found for wanted, found in zip(expected, got, strict=True)
    )


def _refuse_strangers(rule: Rule, names: Iterable[str]) -> None:
    refuse_unknown("alarm_rule", map(alarm_name, names), map(alarm_name, rule.alarm_names))


def _child_state(name: str, state: object) -> State:
    return INSUFFICIENT_DATA if state is None else as_state(name, state)


def _rule(case: Case) -> Rule:
    text = case.config.get("alarm_rule")
    if not isinstance(text, str):
        message = "malformed case: config.alarm_rule must be text"
        raise MalformedCaseError(message)
    try:
        return parse_rule(text)
    except RuleError as error:
        raise MalformedCaseError(str(error)) from error


def _state(rule: Rule, states: Mapping[str, State]) -> State:
    try:
        return rule.state(states, percent_rounding=DEFAULT_OPTIONS.percent_rounding)
    except UnknownAlarmError as error:
        raise MalformedCaseError(str(error)) from error
