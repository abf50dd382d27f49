"""Cases of action suppression: changes of a composite and of its suppressor."""

from math import inf
from typing import Literal, cast

from tocsin.evaluation.alarm import INSUFFICIENT_DATA, OK
from tocsin.evaluation.composite import SuppressionEvent, SuppressionStateMachine
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
    machine = SuppressionStateMachine[float](
        wait_period=as_number("wait_period", case.setting("wait_period")),
        extension_period=as_number("extension_period", case.setting("extension_period")),
        composite=case.state("previous_state", INSUFFICIENT_DATA),
        suppressor=case.state("suppressor_initial", OK),
        options=DEFAULT_OPTIONS.suppression,
    )
    events = sorted(map(_event, case.pairs("events", length=3)), key=lambda event: event.at)
    end = instant(case.fields["end"]) if case.has("end") else inf
    got = [[run.at, run.state] for run in machine.run(events, end=end)]
    expected = [
        [instant(at), as_state("expected_actions", state)]
        for at, state, *_ in case.pairs("expected_actions")
    ]
    return [] if got == expected else [Mismatch(what="actions", expected=expected, got=got)]


def _event(entry: object) -> SuppressionEvent[float]:
    at, subject, state, *_ = cast("list[object]", entry)
    if subject not in _SUBJECTS:
        message = f"malformed case: events name {', '.join(_SUBJECTS)}, found {subject!r}"
        raise MalformedCaseError(message)
    known = cast("Literal['composite', 'suppressor', 'replaced']", subject)
    return SuppressionEvent(instant(at), known, as_state("events", state))
