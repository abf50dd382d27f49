"""Whether a link lets in whom it was made for, and nobody else."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.incidents import TOKEN_LENGTH, AnswerLink, is_signed, link_token, reference_of

KEY, OLD_KEY = b"k" * 32, b"o" * 32
LINK = AnswerLink(
    incident="20260314-0925-checkout-x7k2",
    round=1,
    contact="ana",
    expires=datetime(2026, 3, 15, 9, 25, tzinfo=UTC),
)
TOKEN = link_token(LINK, KEY)
LONGEST_HOST = f"{'a' * 32}.lambda-url.ap-southeast-1.on.aws"


def test_a_link_of_ours_is_taken() -> None:
    """The token of a page that was sent is taken."""
    assert is_signed(TOKEN, LINK, [KEY])


def test_links_of_the_key_before_are_taken_while_keys_are_exchanged() -> None:
    """A key that was exchanged is good for the pages that are out, and not for ever."""
    assert is_signed(link_token(LINK, OLD_KEY), LINK, [KEY, OLD_KEY])
    assert not is_signed(link_token(LINK, OLD_KEY), LINK, [KEY])


@given(st.integers(0, TOKEN_LENGTH - 1), st.characters())
def test_any_changed_character_is_refused(at: int, other: str) -> None:
    """One character is enough to be refused."""
    changed = f"{TOKEN[:at]}{other}{TOKEN[at + 1 :]}"
    assert is_signed(changed, LINK, [KEY]) is (changed == TOKEN)


@given(st.text())
def test_whatever_else_stands_in_an_address_is_refused(text: str) -> None:
    """Nothing that was not signed is taken, and none of it makes the check fail."""
    assert not is_signed(text, LINK, [KEY])
    assert reference_of(text) is None or len(text) == TOKEN_LENGTH


@pytest.mark.parametrize(
    "other",
    [
        replace(LINK, incident="20260314-0925-checkout-x7k3"),
        replace(LINK, round=2),
        replace(LINK, contact="ben"),
        replace(LINK, expires=LINK.expires + timedelta(seconds=1)),
    ],
)
def test_a_token_is_good_for_its_own_link_alone(other: AnswerLink) -> None:
    """Another incident, round, contact or time needs another token."""
    assert not is_signed(TOKEN, other, [KEY])
    assert reference_of(link_token(other, KEY)) != reference_of(TOKEN)


@given(st.text(min_size=1), st.integers(1, 99))
def test_two_links_never_read_alike_wherever_their_parts_end(name: str, number: int) -> None:
    """A link of one incident is not also one of another."""
    one = replace(LINK, incident=f"{name}{number}", round=1)
    other = replace(LINK, incident=name, round=int(f"{number}1"))
    assert link_token(one, KEY) != link_token(other, KEY)


@pytest.mark.parametrize(("seconds", "good"), [(-1, True), (0, False), (1, False)])
def test_a_link_is_good_until_it_expires(seconds: int, *, good: bool) -> None:
    """The moment at which it expires is too late."""
    assert LINK.is_good(LINK.expires + timedelta(seconds=seconds)) is good


def test_an_address_leaves_room_in_a_text_message() -> None:
    """The longest address leaves room to say what happened."""
    assert len(TOKEN) == TOKEN_LENGTH
    assert len(f"https://{LONGEST_HOST}/{TOKEN}") <= 110
