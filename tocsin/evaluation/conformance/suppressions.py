"""Cases of action suppression: changes of a composite and of its suppressor."""

from collections.abc import Iterable
from math import inf
from typing import Literal, cast

from tocsin.evaluation.alarm import INSUFFICIENT_DATA, OK
from tocsin.evaluation.composite import ActionRun, SuppressionEvent, SuppressionStateMachine
from tocsin.evaluation.conformance.case import (
    Case,
    MalformedCaseError,
    Mismatch,
    as_number,
    as_state,
)
from tocsin.evaluation.conformance.instant import instant
from tocsin.evaluation.options import DEFAULT_OPTIONS

_SUBJECTS = ("composite", "suppressor", "replaced")


def check_suppressor(case: Case) -> list[Mismatch]:
    """Run the events and compare which actions run, and when."""
    got = [[run.at, run.state] for run in suppressed_runs(case, suppressor_events(case))]
    expected = [
        [instant(at), as_state("expected_actions", state)]
        for at, state, *_ in case.pairs("expected_actions")
    ]
    return [] if got == expected else [Mismatch(what="actions", expected=expected, got=got)]


def suppressed_runs(
    case: Case, events: Iterable[SuppressionEvent[float]]
) -> list[ActionRun[float]]:
    """Return which actions run, and when, past the suppressor that a case describes.

    A case that leaves out the extension period, which only matters when the suppressor leaves
    ALARM, has one as long as the wait period.
    """
    wait_period = as_number("wait_period", case.setting("wait_period"))
    extension_period = case.setting("extension_period")
    machine = SuppressionStateMachine[float](
        wait_period=wait_period,
        extension_period=wait_period
        if extension_period is None
        else as_number("extension_period", extension_period),
        composite=case.state("previous_state", INSUFFICIENT_DATA),
        suppressor=case.state("suppressor_initial", OK),
        options=DEFAULT_OPTIONS.suppression,
    )
    end = instant(case.fields["end"]) if case.has("end") else inf
    return machine.run(sorted(events, key=lambda event: event.at), end=end)


def suppressor_events(case: Case) -> list[SuppressionEvent[float]]:
    """Return the events that a case lists, in its order."""
    return [_event(entry) for entry in case.pairs("events", length=3)] if case.has("events") else []


def _event(entry: object) -> SuppressionEvent[float]:
    at, subject, state, *_ = cast("list[object]", entry)
    if subject not in _SUBJECTS:
        message = f"malformed case: events name {', '.join(_SUBJECTS)}, found {subject!r}"
        raise MalformedCaseError(message)
    known = cast("Literal['composite', 'suppressor', 'replaced']", subject)
    return SuppressionEvent(instant(at), known, as_state("events", state))
