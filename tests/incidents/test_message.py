"""What a person reads at night: on any phone, whatever stands in names and descriptions."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.incidents import after, notice, opened
from tocsin.incidents import (
    TOKEN_LENGTH,
    Incident,
    acknowledged,
    mail,
    mail_of_end,
    noticed,
    resolved,
    subject,
    text_message,
    text_message_of_end,
)

GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
"""The characters that take the room of one. https://www.3gpp.org/dynareport/23038.htm"""


def of(**changes: str) -> Incident:
    """Return an incident whose notification said something else."""
    step = noticed(None, replace(notice(), **changes), after(0))  # type: ignore[arg-type]
    assert step.incident is not None
    return step.incident


def over(incident: Incident) -> Incident:
    """Return the incident when it is over."""
    step = resolved(incident, "ana", after(600), "It is repaired.")
    assert step.incident is not None
    return step.incident


def test_a_page_says_what_a_person_needs() -> None:
    """How urgent, what it is about, what happened, since when, what to do, how to answer."""
    assert text_message(opened()) == (
        "CRITICAL checkout: No order was placed for three minutes. Since 09:25Z. "
        "https://example.com/runbooks/no-orders tocsin ack 20260314-0925-checkout-1648"
    )


LINK = f"https://{'a' * 32}.lambda-url.us-east-1.on.aws/{'t' * TOKEN_LENGTH}"


def test_a_page_with_a_link_says_what_happened_all_the_same() -> None:
    """What the link opens has the runbook and the rest."""
    assert text_message(opened(), link=LINK) == (
        f"CRITICAL checkout: No order was placed for three mi... Since 09:25Z. {LINK}"
    )
    assert f"Acknowledge: {LINK}\nor by: tocsin ack " in mail(opened(), link=LINK)


@given(service=st.text(max_size=300), summary=st.text(max_size=300))
def test_every_page_with_a_link_is_one_text_message(service: str, summary: str) -> None:
    """In the Region with the longest name, too, with the link whole and room for what happened."""
    link = LINK.replace("us-east-1", "ap-southeast-1")
    text = text_message(of(service=service, summary=summary), link=link)

    assert len(text) <= 160
    assert set(text) <= GSM - {"\n", "\r"}
    assert text.endswith(f" {link}")
    shown = text.removesuffix(link).partition(": ")[2].strip()
    said = summary.isascii() and summary.isprintable()
    assert len(shown) >= min(len(" ".join(summary.split())), 20) or not said


def test_the_end_is_told() -> None:
    """To whoever was paged."""
    assert text_message_of_end(over(opened())) == (
        "OVER at 09:35Z: checkout: No order was placed for three minutes. "
        "20260314-0925-checkout-1648"
    )


@given(
    service=st.text(max_size=300),
    summary=st.text(max_size=300),
    runbook=st.text(max_size=120) | st.just("https://example.com/[a]~b"),
    subject_=st.text(max_size=255),
)
def test_every_page_is_one_text_message(
    service: str, summary: str, runbook: str, subject_: str
) -> None:
    """Of the alphabet of GSM, and with the whole answer at its end."""
    incident = of(service=service, summary=summary, runbook=runbook, subject=subject_)

    for text in (text_message(incident), text_message_of_end(over(incident))):
        assert len(text) <= 160
        assert set(text) <= GSM - {"\n", "\r"}
        assert text.endswith(incident.id)
    assert text_message(incident).startswith("CRITICAL ")
    title = subject(incident)
    assert len(title) <= 100
    assert title.isascii()
    assert title.isprintable()
    for text in (mail(incident), mail_of_end(over(incident))):
        text.encode()
        assert all(each.isprintable() or each == "\n" for each in text.replace(runbook, ""))


@pytest.mark.parametrize(
    ("changes", "begins"),
    [
        ({"service": "Größe"}, "CRITICAL Grosse: No order"),
        ({"service": "注文"}, "CRITICAL no-orders: No order"),
        ({"service": "注文", "subject": "注文がない"}, "CRITICAL incident: No order"),
        ({"summary": "注文がない"}, "CRITICAL checkout: no-orders Since"),
        (
            {"summary": "2\u00a0\u2265 1 \u2013 \u201call\u201d {x} ~5"},
            'CRITICAL checkout: 2 >= 1 - "all" (x) -5 Since',
        ),
        ({"service": "s" * 255}, f"CRITICAL {'s' * 37}...: No order"),
        ({"summary": "a\x1b[31mb\x00c"}, "CRITICAL checkout: a (31mb c Since"),
    ],
    ids=["accents", "service", "nothing Latin", "summary", "signs", "long", "control characters"],
)
def test_whatever_a_phone_cannot_show_has_a_place(changes: dict[str, str], begins: str) -> None:
    """A service in another script goes by its alarm's name, which is mostly Latin."""
    assert text_message(of(**changes)).startswith(begins)


def test_a_long_link_makes_room_for_what_happened() -> None:
    """It stands in the mail, which is sent as well."""
    runbook = f"https://example.com/{'r' * 60}"

    assert runbook not in text_message(of(runbook=runbook))
    assert f"Runbook: {runbook}" in mail(of(runbook=runbook))


def test_a_mail_has_all_that_fires() -> None:
    """Each with since when; and how to answer."""
    incident = opened()
    step = noticed(incident, notice("slow-orders", seconds=60), after(61))
    assert step.incident is not None

    assert mail(step.incident) == (
        "CRITICAL: checkout\n"
        "\n"
        "- no-orders, since 2026-03-14 09:25 UTC: No order was placed for three minutes.\n"
        "- slow-orders, since 2026-03-14 09:26 UTC: No order was placed for three minutes.\n"
        "\n"
        "Runbook: https://example.com/runbooks/no-orders\n"
        "\n"
        "Acknowledge: tocsin ack 20260314-0925-checkout-1648\n"
        "\n"
        "Incident 20260314-0925-checkout-1648, open since 2026-03-14 09:25 UTC."
    )


def test_a_mail_of_a_flood_stays_short() -> None:
    """A hundred alarms are counted."""
    incident = opened()
    for number in range(99):
        step = noticed(incident, notice(f"alarm-{number}"), after(1))
        assert step.incident is not None
        incident = step.incident

    assert "- and 50 more" in mail(incident)
    assert "(+99 more)" in text_message(incident)


def test_who_looks_after_it_changes_no_page() -> None:
    """Pages are sent while nobody does."""
    step = acknowledged(opened(), "ana", after(60))
    assert step.incident is not None

    assert text_message(step.incident) == text_message(opened())
