"""Whether a link is for whom it was made for, and for nobody else."""

import hmac
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.incidents import (
    TOKEN_LENGTH,
    AnswerLink,
    is_token,
    link_record_key,
    link_token,
    read_link_item,
    signed_text,
    stored_link,
)

KEY = b"k" * 32
LINK = AnswerLink(
    incident="20260314-0925-checkout-x7k2",
    round=1,
    contact="ana",
    expires=datetime(2026, 3, 15, 9, 25, tzinfo=UTC),
)


def token_of(link: AnswerLink) -> str:
    """Return the token of a link, by a key of ours."""
    return link_token(hmac.digest(KEY, signed_text(link), "sha256"))


@pytest.mark.parametrize(
    "other",
    [
        replace(LINK, incident="20260314-0925-checkout-x7k3"),
        replace(LINK, round=2),
        replace(LINK, contact="ben"),
        replace(LINK, expires=LINK.expires + timedelta(seconds=1)),
    ],
)
def test_another_link_has_another_token(other: AnswerLink) -> None:
    """Another incident, round, contact or time."""
    assert token_of(other) != token_of(LINK)


@given(st.text(min_size=1), st.integers(1, 99))
def test_two_links_never_read_alike_wherever_their_parts_end(name: str, number: int) -> None:
    """A link of one incident is not also one of another."""
    one = replace(LINK, incident=f"{name}{number}", round=1)
    other = replace(LINK, incident=name, round=int(f"{number}1"))
    assert signed_text(one) != signed_text(other)


@pytest.mark.parametrize(("seconds", "good"), [(-1, True), (0, False), (1, False)])
def test_a_link_is_good_until_it_expires(seconds: int, *, good: bool) -> None:
    """The moment at which it expires is too late."""
    assert LINK.is_good(LINK.expires + timedelta(seconds=seconds)) is good


@given(st.binary(min_size=32, max_size=32))
def test_a_token_stands_in_an_address_as_it_is(code: bytes) -> None:
    """Whatever the code of a link is."""
    token = link_token(code)
    assert len(token) == TOKEN_LENGTH
    assert is_token(token)


@pytest.mark.parametrize(
    "text", ["", "favicon.ico", "robots.txt", "a" * 21, "a" * 23, "a" * 21 + "/", "\u0661" * 22]
)
def test_what_cannot_be_a_token_is_not_looked_for(text: str) -> None:
    """Whoever asks for anything else costs no request of the table."""
    assert not is_token(text)


def test_the_table_does_not_say_the_token() -> None:
    """Whoever can read the table can still answer nothing; a link comes back as it was kept."""
    token = token_of(LINK)
    put = stored_link("shop-prod-incidents", token, LINK)

    assert token not in str(put)
    assert {key: put["Item"][key] for key in ("pk", "sk")} == link_record_key(token)
    assert put["Item"]["expires"] == {"N": str(int(LINK.expires.timestamp()))}
    assert read_link_item(put["Item"]) == LINK
