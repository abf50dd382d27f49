from datetime import date

import pytest
from pydantic import ValidationError

from tocsin.viewpoint.rotation import Rotation
from tocsin.viewpoint.shift import Shift


def test_defaults_are_a_week_from_monday() -> None:
    """Members are enough: they take turns weekly, on Monday at nine."""
    rotation = Rotation.model_validate({"members": ["ana"]})

    assert (rotation.hand_off, rotation.time_zone) == (("Monday 09:00",), "UTC")
    assert (rotation.turn, rotation.starts) == (None, None)


def test_day_is_read() -> None:
    """A day is written as year, month and day."""
    assert Rotation.model_validate({"members": ["ana"], "starts": "2026-01-05"}).starts == date(
        2026, 1, 5
    )


@pytest.mark.parametrize(
    "starts",
    ["tomorrow", "2026-02-30", "2026-1-5", "20260105", "2026-W01-1", "0001-01-01", "9999-12-31",
     "2026-01-05T00:00:00", 20260105, 0, 1.5, True, []],
)  # fmt: skip
def test_other_day_is_refused(starts: object) -> None:
    """A rotation cannot start at a number of seconds, at a moment or on a day far away."""
    with pytest.raises(ValidationError, match="is not a date of this century"):
        Rotation.model_validate({"members": ["ana"], "starts": starts})


@pytest.mark.parametrize(
    "zone", ["Berlin", "", "../../etc/passwd", "/etc/localtime", "a\0b", "America", "x" * 5_000]
)
def test_unknown_time_zone_is_refused(zone: str) -> None:
    """A time zone is a name of the IANA database, and never a path."""
    with pytest.raises(ValidationError, match="is not a time zone"):
        Rotation.model_validate({"members": ["ana"], "time_zone": zone})


@pytest.mark.parametrize(
    "hand_off",
    [
        "Monday",
        "monday 09:00",
        "Monday 24:00",
        "Mon 09:00",
        "9",
        "09:00",
        "Monday,Friday 09:00",
        [],
    ],
)
def test_hand_off_is_days_and_a_time(hand_off: object) -> None:
    """Any other form is refused."""
    with pytest.raises(ValidationError):
        Rotation.model_validate({"members": ["ana"], "hand_off": hand_off})


@pytest.mark.parametrize("turn", ["0", "1h", "90m", "119m", "53w", "x", 5])
def test_turn_is_hours(turn: object) -> None:
    """A turn is not so short that it could vanish where clocks change, nor endless."""
    for key in ("turn", "shift"):
        with pytest.raises(ValidationError):
            Rotation.model_validate({"members": ["ana"], key: turn})


@pytest.mark.parametrize(
    "hours",
    ["9-17", "09:00", "09:00 - 17:00", "24:00-06:00", "09:00-25:00", "Friday 17:00-09:00",
     "daily 09:00-daily 17:00", "Friday-Monday"],
)  # fmt: skip
def test_other_hours_are_refused(hours: str) -> None:
    """Hours are two times of a day, or two of a week."""
    with pytest.raises(ValidationError):
        Shift.model_validate({"members": ["ana"], "hours": hours})
