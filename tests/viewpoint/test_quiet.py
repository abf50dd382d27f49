"""Quiet times as they are written."""

from datetime import time
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from tocsin.viewpoint import QuietTime
from tocsin.viewpoint.quiet import QuietTimes

READ = TypeAdapter(QuietTimes)
NIGHT = (time(22), time(6))
DAILY = "22:00-06:00 Monday,Tuesday,Wednesday,Thursday,Friday,Saturday,Sunday UTC"


def _read(value: Any) -> QuietTime:  # noqa: ANN401 - whatever a viewpoint may have
    (only,) = READ.validate_python(value)
    return only


@pytest.mark.parametrize(
    ("written", "hours", "days", "text"),
    [
        ("22:00-06:00 Europe/Berlin", NIGHT, None, "22:00-06:00 Europe/Berlin"),
        ("22:00-06:00 UTC", NIGHT, None, "22:00-06:00 UTC"),
        ("18:00-24:00 UTC", (time(18), time(0)), None, "18:00-00:00 UTC"),
        ("daily 22:00-06:00 UTC", NIGHT, tuple(range(7)), DAILY),
        (
            "22:00-06:00 Monday-Friday Europe/Berlin",
            NIGHT,
            (0, 1, 2, 3, 4),
            "22:00-06:00 Monday,Tuesday,Wednesday,Thursday,Friday Europe/Berlin",
        ),
        ("Saturday,Sunday 22:00-06:00 UTC", NIGHT, (5, 6), "22:00-06:00 Saturday,Sunday UTC"),
        ("Friday-Monday UTC", None, (0, 4, 5, 6), "Monday,Friday,Saturday,Sunday UTC"),
        ({"days": ["Saturday", "Sunday"], "time_zone": "UTC"}, None, (5, 6), "Saturday,Sunday UTC"),
    ],
)
def test_forms(written: object, hours: object, days: object, text: str) -> None:
    """Hours, weekdays and a time zone, as one text or as keys."""
    quiet = _read(written)

    assert (quiet.hours, quiet.days, str(quiet)) == (hours, days, text)


def test_dates_are_of_one_year_or_of_every_year() -> None:
    """A holiday comes again, or moves each year."""
    quiet = _read({"dates": ["12-25", "2027-03-26", "02-29"], "time_zone": "Europe/Berlin"})

    assert str(quiet) == "12-25, 2027-03-26, 02-29 Europe/Berlin"


def test_several_are_a_list() -> None:
    """One time needs no list; none at all is an empty one."""
    assert (
        len(READ.validate_python(["22:00-06:00 UTC", {"days": "Sunday", "time_zone": "UTC"}])) == 2
    )
    assert READ.validate_python([]) == ()


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("22:00-06:00", "'22:00-06:00' is not a quiet time"),
        ("Europe/Berlin", "'Europe/Berlin' is not a quiet time"),
        ("", "is not a quiet time"),
        ("22:00-06:00 08:00-09:00 UTC", "is not a quiet time"),
        ("22:00-06:00 Berlin", "'Berlin' is not a time zone"),
        ("22-6 UTC", "'22-6' are not hours"),
        ("24:00-06:00 UTC", "'24:00-06:00' are not hours"),
        ("22:00-22:00 UTC", "'22:00-22:00' has no length"),
        ("Mondays UTC", "'Mondays' is not a weekday"),
        ("Monday-Sunday UTC", "the alarm would never tell anybody"),
        ({"time_zone": "UTC"}, "the alarm would never tell anybody"),
        ({"hours": 22, "time_zone": "UTC"}, "22 are not hours"),
        ({"hours": "22:00-06:00"}, "Field required"),
        ({"dates": ["02-30"], "time_zone": "UTC"}, "'02-30' does not exist"),
        ({"dates": ["2027-02-29"], "time_zone": "UTC"}, "'2027-02-29' does not exist"),
        ({"dates": ["Christmas"], "time_zone": "UTC"}, "'Christmas' is not a day"),
        ({"dates": [], "time_zone": "UTC"}, "a quiet time names no day"),
        ({"dates": ["12-25"], "days": "Sunday", "time_zone": "UTC"}, "days or dates, not both"),
        (5, "should be a valid tuple"),
    ],
)
def test_other_forms_are_refused(written: object, said: str) -> None:
    """What is wrong is shown with what to write."""
    with pytest.raises(ValidationError, match=said):
        READ.validate_python(written)
