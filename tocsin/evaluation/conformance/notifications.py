"""Cases of what goes out: for given transitions, past switched actions and a suppressor."""

from collections.abc import Sequence
from typing import TypeAlias

from tocsin.evaluation.alarm import INSUFFICIENT_DATA, State
from tocsin.evaluation.composite import SuppressionEvent
from tocsin.evaluation.conformance.case import Case, Mismatch, as_state
from tocsin.evaluation.conformance.instant import instant, written
from tocsin.evaluation.conformance.suppressions import suppressed_runs, suppressor_events
from tocsin.evaluation.history import ActionsSwitch, enabled_at, notifying_changes

Change: TypeAlias = tuple[float, State]
ROUNDING = 1e-3
"""Times in cases have a fraction of a second, which binary numbers hold only nearly."""


def check_notifications(case: Case) -> list[Mismatch]:
    """Compare what went out for transitions that the case itself gives.

    With a wait period, in the case or its ``config``, a suppressor holds actions back.
    """
    changes = _changes(case, "expected_states")
    if case.setting("wait_period") is None:
        before = case.state("previous_state", INSUFFICIENT_DATA)
        return notified(case, changes, before)
    events = [SuppressionEvent(at, "composite", state) for at, state in changes]
    runs = suppressed_runs(case, [*events, *suppressor_events(case)])
    switches, enabled = _switches(case), _enabled(case)
    got = [(run.at, run.state) for run in runs if enabled_at(run.at, switches, enabled=enabled)]
    return compared(case, "expected_notifications", got)


def notified(case: Case, states: Sequence[Change], before: State) -> list[Mismatch]:
    """Compare what changes of state send while actions are enabled."""
    got = notifying_changes(states, before, _switches(case), enabled=_enabled(case))
    return compared(case, "expected_notifications", got)


def compared(case: Case, name: str, got: Sequence[Change]) -> list[Mismatch]:
    """Compare times and states with those a case expects; nothing if it expects none."""
    if not case.has(name):
        return []
    expected = _changes(case, name)
    tolerance = case.number("tolerance_s", 0.0) + ROUNDING
    agrees = len(expected) == len(got) and all(
        wanted[1] == found[1] and abs(wanted[0] - found[0]) <= tolerance
        for wanted, found in zip(expected, got, strict=True)
    )
    if agrees:
        return []
    return [Mismatch(what=name, expected=_listed(expected), got=_listed(got))]


def _switches(case: Case) -> list[ActionsSwitch]:
    if not case.has("actions_enabled_timeline"):
        return []
    return [
        ActionsSwitch(at=instant(at), enabled=enabled is True)
        for at, enabled, *_ in case.pairs("actions_enabled_timeline")
    ]


def _enabled(case: Case) -> bool:
    return bool(case.config.get("actions_enabled", True))


def _changes(case: Case, name: str) -> list[Change]:
    return [(instant(at), as_state(name, state)) for at, state, *_ in case.pairs(name)]


def _listed(changes: Sequence[Change]) -> list[str]:
    return [f"{written(at)} {state}" for at, state in changes]
