"""The page that a link opens, whatever stands in names and descriptions."""

import re
from base64 import b64encode
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.incidents import after, notice, opened
from tocsin.incidents import (
    HEADERS,
    AnswerLink,
    Incident,
    acknowledged,
    answer_page,
    no_such_page,
    noticed,
    resolved,
)

KNOWN = {
    "html", "head", "meta", "title", "style", "body", "h1", "p", "strong", "form", "button", "ul",
    "li", "a", "code",
}  # fmt: skip


class Reader(HTMLParser):
    """Reads the elements, addresses and words of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.addresses: list[str | None] = []
        self.words: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what begins."""
        self.elements.append(tag)
        self.addresses += [value for name, value in attrs if name in {"href", "src", "action"}]

    def handle_data(self, data: str) -> None:
        """Keep what is read."""
        self.words.append(data)


def link(incident: Incident, contact: str = "ana") -> AnswerLink:
    """Return the link of its first page."""
    expires = incident.opened + timedelta(hours=12)
    return AnswerLink(incident=incident.id, round=1, contact=contact, expires=expires)


def page(incident: Incident, contact: str = "ana") -> Reader:
    """Return the page that a contact's link opens."""
    made = answer_page(incident, link(incident, contact))
    assert made.status == 200
    return Reader(made.html)


def test_it_says_what_the_page_said_and_has_a_button() -> None:
    """With the runbook, which a text message has no room for."""
    found = page(opened())
    text = " ".join(found.words)

    assert found.elements.count("button") == 1
    assert found.addresses == ["https://example.com/runbooks/no-orders"]
    assert "CRITICAL: checkout" in text
    assert "ana looks after it" in text
    assert "No order was placed for three minutes." in text
    assert "20260314-0925-checkout-1648" in text


def _taken(by: str) -> Incident:
    step = acknowledged(opened(), by, after(60))
    assert step.incident is not None
    return step.incident


def _over() -> Incident:
    step = resolved(opened(), "ben", after(60))
    assert step.incident is not None
    return step.incident


def _again() -> Incident:
    step = noticed(_over(), notice(seconds=90), after(90))
    assert step.incident is not None
    return step.incident


@pytest.mark.parametrize(
    ("incident", "said"),
    [
        (_taken("ana"), "You look after it; nobody else is paged."),
        (_taken("ben"), "ben looks after it; nobody else is paged."),
        (_over(), "It is over."),
        (_again(), "This page is old: it has begun again since."),
    ],
)
def test_there_is_no_button_where_nothing_is_to_be_answered(incident: Incident, said: str) -> None:
    """And it says why."""
    found = page(incident)
    assert "button" not in found.elements
    assert said in " ".join(found.words)


@given(
    service=st.text(max_size=80),
    summary=st.text(max_size=120),
    subject=st.text(min_size=1, max_size=60),
    runbook=st.text(max_size=60)
    | st.sampled_from(["javascript:alert(1)", 'https://x.example/"><script>', "data:text/html,x"]),
    contact=st.text(min_size=1, max_size=40) | st.just("<b>ana</b>"),
)
def test_nothing_that_is_shown_is_markup(
    service: str, summary: str, subject: str, runbook: str, contact: str
) -> None:
    """Elements are ours, and an address leads to a page of the web or is not there."""
    said = replace(notice(), service=service, summary=summary, subject=subject, runbook=runbook)
    incident = noticed(None, said, after(0)).incident
    assert incident is not None
    found = page(incident, contact)

    assert set(found.elements) <= KNOWN
    assert found.elements.count("button") == 1
    assert all(each and each.startswith(("https://", "http://")) for each in found.addresses)


def test_a_link_that_is_not_good_says_nothing_else() -> None:
    """Neither what it was for, nor whether there ever was such a one."""
    assert no_such_page() == no_such_page()
    assert no_such_page().status == 404
    assert "button" not in Reader(no_such_page().html).elements


def test_nothing_is_kept_loaded_framed_or_told() -> None:
    """The address is what lets somebody answer: no other server hears it."""
    assert HEADERS["Cache-Control"] == "no-store"
    assert HEADERS["Referrer-Policy"] == "no-referrer"
    policy = HEADERS["Content-Security-Policy"]
    for part in ("default-src 'none'", "form-action 'self'", "frame-ancestors 'none'"):
        assert part in policy
    assert "unsafe-inline" not in policy


def test_a_browser_takes_our_style_and_no_other() -> None:
    """It is named by the hash of what stands in each page."""
    style = re.search("<style>(.*)</style>", no_such_page().html)
    assert style
    named = b64encode(sha256(style[1].encode()).digest()).decode()
    assert f"style-src 'sha256-{named}'" in HEADERS["Content-Security-Policy"]
