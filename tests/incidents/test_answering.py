"""A page is answered once, whatever happens in between."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.incidents import after, notice, opened
from tocsin.incidents import (
    AlarmState,
    Incident,
    Standing,
    acknowledged,
    answered,
    noticed,
    resolved,
    standing,
)

CHANGES = ("OK", "ALARM", "answer", "resolve")


def changed(incident: Incident, change: str, second: int) -> Incident:
    """Return the incident after something has happened to it."""
    at = after(second)
    if change == "answer":
        step = answered(incident, incident.round, "ben", at, "by a link")
    elif change == "resolve":
        step = resolved(incident, "ben", at)
    else:
        state: AlarmState = "OK" if change == "OK" else "ALARM"
        step = noticed(incident, notice(state=state, seconds=second), at)
    assert step.incident is not None
    return step.incident


@given(st.lists(st.sampled_from(CHANGES), max_size=12))
def test_what_answered_once_answers_nothing_ever_after(changes: list[str]) -> None:
    """A link that was used changes nothing, also when the incident opens again."""
    first = opened()
    incident = answered(first, 1, "ana", after(1), "by a link").incident
    assert incident is not None
    assert (incident.acknowledged_by, standing(incident, 1)) == ("ana", "taken")

    for number, change in enumerate(changes):
        incident = changed(incident, change, number + 2)
        assert answered(incident, 1, "ana", after(99), "by a link").incident == incident
        assert standing(incident, 1) != "waits"


@pytest.mark.parametrize(
    ("by", "found"),
    [
        ("nobody", "waits"),
        ("another", "taken"),
        ("its end", "over"),
        ("a new round", "begun again"),
    ],
)
def test_how_a_round_stands(by: str, found: Standing) -> None:
    """For whoever would answer it."""
    incident = opened()
    if by == "another":
        incident = acknowledged(incident, "ben", after(1)).incident or incident
    elif by == "its end":
        incident = changed(incident, "OK", 1)
    elif by == "a new round":
        incident = changed(changed(incident, "OK", 1), "ALARM", 2)
    assert standing(incident, 1) == found


def test_an_incident_that_is_not_known_is_answered_by_nothing() -> None:
    """It was removed after more than a year."""
    assert answered(None, 1, "ana", after(1), "by a link").incident is None
