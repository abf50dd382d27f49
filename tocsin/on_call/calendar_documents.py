"""Absences and business days as plain JSON, for the document of a policy."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from tocsin.on_call.absence import Absence, Absences
from tocsin.on_call.business_days import BusinessDays

Json = dict[str, Any]


def absences_document(absences: Absences) -> dict[str, list[list[str]]]:
    """Return for each contact when it is away: pairs of moments in UTC."""
    return {
        contact: [[_moment(each.begins), _moment(each.ends)] for each in of_contact]
        for contact, of_contact in absences.items()
    }


def read_absences_document(document: Mapping[str, Sequence[Sequence[str]]]) -> Absences:
    """Return the absences that a document says.

    Raises:
        TypeError: A value is of another type.
        ValueError: A time cannot be read, or is not one of two.
    """
    return {
        contact: tuple(
            Absence(begins=datetime.fromisoformat(begins), ends=datetime.fromisoformat(ends))
            for begins, ends in pairs
        )
        for contact, pairs in document.items()
    }


def business_days_document(business_days: BusinessDays) -> Json:
    """Return business days as plain data, the same for the same days."""
    end = business_days.holidays_end
    return {
        "days": list(business_days.days),
        "time_zone": business_days.time_zone,
        "begins": business_days.begins.isoformat(),
        "holidays": [each.isoformat() for each in sorted(business_days.holidays)],
        "holidays_end": None if end is None else end.isoformat(),
    }


def read_business_days_document(document: Mapping[str, Any]) -> BusinessDays:
    """Return the business days that a document says.

    Raises:
        LookupError: A key is missing.
        TypeError: A value is of another type.
        ValueError: A value cannot be read.
    """
    end = document["holidays_end"]
    return BusinessDays(
        days=tuple(document["days"]),
        time_zone=document["time_zone"],
        begins=time.fromisoformat(document["begins"]),
        holidays=frozenset(map(date.fromisoformat, document["holidays"])),
        holidays_end=None if end is None else date.fromisoformat(end),
    )


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()
