"""When a mute rule's windows begin, and how long they last, in a time zone.

A local time that a change of clocks skips is read with the offset before the change (02:30
becomes 03:30); one that occurs twice is taken once, the first time. A window lasts its duration
in elapsed time.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tocsin.diagnostics import InvalidValueError, quoted
from tocsin.evaluation.mute.cron import Cron, parse_cron
from tocsin.evaluation.mute.duration import parse_duration

_EXPRESSION = re.compile(r"(?P<kind>cron|at)\((?P<body>[^()]*)\)")
_AT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}")
_FORMS = "cron(minutes hours day-of-month month day-of-week) or at(yyyy-MM-ddThh:mm)"
_MAXIMUM_LENGTH = 256
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """When windows begin and how long they last.

    Attributes:
        expression: As written: `cron(…)` or `at(…)`.
        when: What it matches: a cron, or one local time without a zone.
        duration: How long each window lasts.
        zone: The zone of the local times.
    """

    expression: str
    when: Cron | datetime
    duration: timedelta
    zone: tzinfo

    def starts(self, start: datetime, end: datetime) -> Iterator[datetime]:
        """Yield the beginnings (UTC) of windows in [start, end), ascending."""
        found = {self._in_utc(local) for local in self._local_times(start, end)}
        yield from sorted(moment for moment in found if start <= moment < end)

    def _local_times(self, start: datetime, end: datetime) -> Iterator[datetime]:
        if isinstance(self.when, datetime):
            yield self.when
            return
        # A day more on either side covers times that a change of clocks moves over midnight.
        first = start.astimezone(self.zone).date() - _ONE_DAY
        last = end.astimezone(self.zone).date() + _ONE_DAY
        yield from self.when.occurrences(first, last)

    def _in_utc(self, local: datetime) -> datetime:
        return local.replace(tzinfo=self.zone, fold=0).astimezone(UTC)


def parse_schedule(expression: str, duration: str, time_zone: str = "UTC") -> Schedule:
    """Parse the parts of a mute rule's schedule.

    Raises:
        InvalidValueError: The first part that CloudWatch would not accept.
    """
    return Schedule(
        expression=expression,
        when=parse_expression(expression),
        duration=parse_duration(duration),
        zone=parse_zone(time_zone),
    )


def parse_expression(expression: str) -> Cron | datetime:
    """Parse `cron(…)` or `at(…)`.

    Raises:
        InvalidValueError: It is neither, or what it holds is not valid.
    """
    match = _EXPRESSION.fullmatch(expression.strip())
    if match is None or len(expression) > _MAXIMUM_LENGTH:
        what = f"{quoted(expression)} is not a schedule"
        raise InvalidValueError(what, f"write {_FORMS}, at most {_MAXIMUM_LENGTH} characters")
    if match["kind"] == "cron":
        return parse_cron(match["body"])
    return _parse_at(match["body"])


def parse_zone(name: str) -> tzinfo:
    """Return the time zone of that IANA name.

    Raises:
        InvalidValueError: There is none.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        what = f"{quoted(name)} is not an IANA time zone"
        raise InvalidValueError(what, "use one such as Europe/Berlin or UTC") from None


def _parse_at(body: str) -> datetime:
    if _AT.fullmatch(body) is None:
        raise InvalidValueError(f"{quoted(body)} is not a time", "write at(yyyy-MM-ddThh:mm)")
    try:
        return datetime.fromisoformat(body)
    except ValueError:
        what = f"{quoted(body)} does not exist"
        raise InvalidValueError(what, "write a date and time that exist") from None
