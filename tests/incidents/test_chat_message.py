"""What a chat shows of an incident that it can answer."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.incidents import after, notice, opened
from tocsin.incidents import Incident, chat_message, noticed


def shown(incident: Incident) -> dict[str, Any]:
    """Return the notification of an incident."""
    found: dict[str, Any] = json.loads(
        chat_message(incident, "shop-prod-incident-chat", "eu-west-1")
    )
    return found


def test_it_says_what_fires_and_what_its_button_needs() -> None:
    """In the form that Amazon Q shows: the round, the function and its Region."""
    found = shown(opened())

    assert (found["version"], found["source"]) == ("1.0", "custom")
    assert found["content"]["title"] == "CRITICAL: checkout"
    assert "No order was placed for three minutes." in found["content"]["description"]
    assert found["content"]["nextSteps"][1] == "Runbook: https://example.com/runbooks/no-orders"
    assert found["metadata"]["threadId"] == "20260314-0925-checkout-1648"
    assert found["metadata"]["additionalContext"] == {
        "execution": "20260314-0925-checkout-1648-1",
        "function": "shop-prod-incident-chat",
        "region": "eu-west-1",
    }


@given(
    service=st.text(max_size=400), summary=st.text(max_size=9_000), runbook=st.text(max_size=500)
)
def test_it_keeps_to_the_limits_and_calls_nobody(service: str, summary: str, runbook: str) -> None:
    """250 characters, 8,000 and 350; what begins by `<!` could call everybody in the channel."""
    said = replace(notice(), service=service, summary=summary, runbook=runbook)
    incident = noticed(None, said, after(0)).incident
    assert incident is not None
    content = shown(incident)["content"]
    assert 0 < len(content["title"]) <= 250
    assert 0 < len(content["description"]) <= 8_000
    assert all(0 < len(each) <= 350 for each in content["nextSteps"])
    assert "<" not in f"{content['title']}{content['description']}{content['nextSteps']}"


@pytest.mark.parametrize(("length", "is_shown"), [(300, True), (400, False)])
def test_an_address_that_does_not_fit_is_left_out(length: int, *, is_shown: bool) -> None:
    """One that is cut leads elsewhere."""
    runbook = f"https://example.com/{'a' * length}"
    incident = noticed(None, replace(notice(), runbook=runbook), after(0)).incident
    assert incident is not None
    assert (f"Runbook: {runbook}" in shown(incident)["content"]["nextSteps"]) is is_shown
    assert len(shown(incident)["content"]["nextSteps"]) == 1 + is_shown
