"""When turns change hands, on the wall."""

from datetime import date, datetime, timedelta

import pytest

from tests.support.on_call import hand_offs, wall
from tocsin.on_call import HandOff

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("Monday 09:00", (0,)),
        ("Monday-Friday 09:00", (0, 1, 2, 3, 4)),
        ("Friday-Monday 09:00", (4, 5, 6, 0)),
        ("Sunday-Sunday 09:00", (6,)),
        ("daily 09:00", (0, 1, 2, 3, 4, 5, 6)),
    ],
)
def test_days_are_read(written: str, days: tuple[int, ...]) -> None:
    """A hand-off is on a day, on days that follow each other, or on each day."""
    assert HandOff.parse(written).days == days


@pytest.mark.parametrize("written", ["", "Monday", "09:00", "Mon 09:00", "Monday 9", "never 09:00"])
def test_other_words_are_refused(written: str) -> None:
    """What is not days and a time is an error."""
    with pytest.raises(ValueError, match=r"not in tuple|Invalid isoformat"):
        HandOff.parse(written)


@pytest.mark.parametrize(
    ("written", "turn", "begins"),
    [
        (["Monday 09:00"], None, ["Mon 05 09:00", "Mon 12 09:00", "Mon 19 09:00"]),
        (["daily 09:00"], None, ["Mon 05 09:00", "Tue 06 09:00", "Wed 07 09:00"]),
        (["daily 20:00", "daily 08:00"], None, ["Mon 05 08:00", "Mon 05 20:00", "Tue 06 08:00"]),
        (["Friday 17:00", "Monday 09:00"], None, ["Mon 05 09:00", "Fri 09 17:00", "Mon 12 09:00"]),
        (["Monday 09:00"], 14 * DAY, ["Mon 05 09:00", "Mon 19 09:00", "Mon 02 09:00"]),
        (["daily 09:00"], 12 * HOUR, ["Mon 05 09:00", "Mon 05 21:00", "Tue 06 09:00"]),
        (["daily 09:00"], 36 * HOUR, ["Mon 05 09:00", "Tue 06 21:00", "Thu 08 09:00"]),
    ],
)
def test_turns_begin_athand_offs(
    written: list[str], turn: timedelta | None, begins: list[str]
) -> None:
    """Each hand-off of the week begins a turn, or one each turn."""
    found = hand_offs(*written, turn=turn, starts=date(2026, 1, 5))

    assert [f"{found.local(number):%a %d %H:%M}" for number in range(3)] == begins


@pytest.mark.parametrize(
    ("written", "starts", "first"),
    [
        (["Monday 09:00"], None, wall("2024-01-01T09:00")),
        (["Sunday 18:00"], None, wall("2023-12-31T18:00")),
        (["Monday 09:00"], date(2026, 1, 5), wall("2026-01-05T09:00")),
        (["Monday 09:00"], date(2026, 1, 7), wall("2026-01-05T09:00")),
        (["daily 08:00", "daily 20:00"], date(2026, 1, 7), wall("2026-01-07T08:00")),
        (["Monday 08:00", "Monday 20:00"], date(2026, 1, 7), wall("2026-01-05T20:00")),
    ],
)
def test_the_first_turn_covers_the_start(
    written: list[str], starts: date | None, first: datetime
) -> None:
    """Turn 0 begins on the date of the start, or at the last hand-off before."""
    assert hand_offs(*written, starts=starts).first == first


@pytest.mark.parametrize(
    ("written", "shortest"),
    [
        (["Monday 09:00"], 7 * DAY),
        (["daily 08:00", "daily 20:00"], 12 * HOUR),
        (["daily 08:00", "daily 18:00"], 10 * HOUR),
        (["Sunday 23:00", "Monday 01:00"], 2 * HOUR),
        (["daily 09:00", "Monday 09:00"], timedelta(0)),
    ],
)
def test_the_shortest_turn_is_known(written: list[str], shortest: timedelta) -> None:
    """Also from the last hand-off of a week to the first of the next."""
    assert hand_offs(*written).shortest_turn == shortest


def test_numbers_count_backwards_too() -> None:
    """Before the first turn come turns with negative numbers."""
    found = hand_offs("daily 08:00", "daily 20:00", starts=date(2026, 1, 5))

    assert found.local(-1) == wall("2026-01-04T20:00")
    assert found.number_at(wall("2026-01-05T07:59")) == -1
    assert [found.number_at(found.local(number)) for number in range(-20, 20)] == list(
        range(-20, 20)
    )
