"""How much of the time each contact is on call, and when."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Final
from zoneinfo import ZoneInfo

from tocsin.on_call.business_days import BusinessDays
from tocsin.on_call.hours import Span
from tocsin.on_call.stretch import Stretch
from tocsin.on_call.wall_clock import moment

NIGHT_BEGINS: Final = time(22)
NIGHT_ENDS: Final = time(6)
_CUTS: Final = (time(0), NIGHT_ENDS, NIGHT_BEGINS)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How long a contact is on call; an hour may be one of a night, a weekend and a holiday.

    Attributes:
        contact: The contact's name.
        total: How long in all.
        nights: Of it, from 22:00 to 06:00.
        weekends: Of it, on days of the week that are not business days.
        holidays: Of it, on holidays.
    """

    contact: str
    total: timedelta
    nights: timedelta
    weekends: timedelta
    holidays: timedelta

    def plus(self, other: "Share") -> "Share":
        """Return how long the contact is on call with another share of the same one."""
        return Share(
            contact=self.contact,
            total=self.total + other.total,
            nights=self.nights + other.nights,
            weekends=self.weekends + other.weekends,
            holidays=self.holidays + other.holidays,
        )


def shares(stretches: Iterable[Stretch], business_days: BusinessDays) -> tuple[Share, ...]:
    """Return how long each contact is on call over some stretches, by its name.

    Args:
        stretches: Who is on call when.
        business_days: Where nights, weekends and holidays are, and which days these are.
    """
    found: dict[str, _Sum] = {}
    for stretch in stretches:
        of_stretch = _Sum()
        for begins, ends in _parts((stretch.begins, stretch.ends), business_days.time_zone):
            local = begins.astimezone(ZoneInfo(business_days.time_zone))
            of_stretch.add(ends - begins, local, business_days)
        for contact in stretch.contacts:
            found.setdefault(contact, _Sum()).add_all(of_stretch)
    return tuple(
        Share(
            contact=contact,
            total=each.total,
            nights=each.nights,
            weekends=each.weekends,
            holidays=each.holidays,
        )
        for contact, each in sorted(found.items())
    )


@dataclass(slots=True)
class _Sum:
    total: timedelta = timedelta()
    nights: timedelta = timedelta()
    weekends: timedelta = timedelta()
    holidays: timedelta = timedelta()

    def add(self, length: timedelta, local: datetime, business_days: BusinessDays) -> None:
        """Add a time that is the same in all of it."""
        self.total += length
        if not NIGHT_ENDS <= local.time() < NIGHT_BEGINS:
            self.nights += length
        if local.weekday() not in business_days.days:
            self.weekends += length
        if local.date() in business_days.holidays:
            self.holidays += length

    def add_all(self, other: "_Sum") -> None:
        self.total += other.total
        self.nights += other.nights
        self.weekends += other.weekends
        self.holidays += other.holidays


def _parts(span: Span, time_zone: str) -> Iterator[Span]:
    """Yield the parts of a time between midnights, and begins and ends of nights."""
    begin, end = span
    zone = ZoneInfo(time_zone)
    cuts = {begin, end}
    day, last = (at.astimezone(zone).date() for at in span)
    while day <= last:
        cuts.update(at for at in _cuts(day, zone) if begin < at < end)
        day += _DAY
    yield from pairwise(sorted(cuts))


def _cuts(day: date, zone: ZoneInfo) -> Iterator[datetime]:
    for at in _CUTS:
        yield moment(datetime.combine(day, at), zone)
