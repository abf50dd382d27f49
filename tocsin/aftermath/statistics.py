"""How often people are disturbed, and how fast they answer."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import Final

from tocsin.aftermath.course import course_of
from tocsin.incidents import Incident
from tocsin.on_call import SEVERITIES, Severity

NIGHT: Final = (22, 7)
"""The hours between which it is night, by the clocks of the people who are paged."""
_WEEK: Final = timedelta(weeks=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeverityFigures:
    """Figures of the incidents of a severity.

    Attributes:
        severity: The severity.
        incidents: How many there were.
        acknowledged: How many somebody acknowledged.
        in_time: How many of them within the response time; None if there is none.
        to_acknowledge: Median and 90th percentile; None without any.
        to_resolve: The same until the end.
    """

    severity: Severity
    incidents: int
    acknowledged: int
    in_time: int | None
    to_acknowledge: tuple[timedelta, timedelta] | None
    to_resolve: tuple[timedelta, timedelta] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFigures:
    """What one person had to bear.

    Attributes:
        name: The contact.
        pages: How often they were paged.
        pages_a_week: The same in a week.
        nights: In how many nights.
    """

    name: str
    pages: int
    pages_a_week: float
    nights: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentStatistics:
    """Figures over a stretch of time.

    Attributes:
        severities: By severity, those that had incidents.
        persons: By how often they were paged.
        alarms: How many incidents each alarm was part of, the noisiest first.
    """

    severities: tuple[SeverityFigures, ...]
    persons: tuple[PersonFigures, ...]
    alarms: tuple[tuple[str, int], ...]


def statistics_of(
    incidents: Sequence[Incident],
    begins: datetime,
    ends: datetime,
    *,
    targets: dict[Severity, timedelta | None],
    zones: dict[str, tzinfo],
    otherwise: tzinfo,
) -> IncidentStatistics:
    """Return the figures of incidents that were opened within a stretch of time.

    Args:
        incidents: The incidents.
        begins: From when on.
        ends: Until when.
        targets: The response time of each severity; None for one without.
        zones: The time zone of each contact, as far as it is known.
        otherwise: The zone of all others.
    """
    found = [each for each in incidents if begins <= each.opened < ends]
    weeks = (ends - begins) / _WEEK
    alarms = Counter(name for each in found for name in each.members)
    return IncidentStatistics(
        severities=tuple(
            _figures(severity, of, targets.get(severity))
            for severity in SEVERITIES
            if (of := [each for each in found if each.severity == severity])
        ),
        persons=_persons(found, weeks, zones, otherwise),
        alarms=tuple(sorted(alarms.items(), key=lambda each: (-each[1], each[0]))),
    )


def _figures(
    severity: Severity, incidents: Sequence[Incident], target: timedelta | None
) -> SeverityFigures:
    courses = [course_of(each) for each in incidents]
    answers = [each for course in courses if (each := course.to_acknowledge) is not None]
    ends = [each for course in courses if (each := course.to_resolve) is not None]
    return SeverityFigures(
        severity=severity,
        incidents=len(incidents),
        acknowledged=len(answers),
        in_time=None if target is None else sum(each <= target for each in answers),
        to_acknowledge=_middle_and_slow(answers),
        to_resolve=_middle_and_slow(ends),
    )


def _persons(
    incidents: Iterable[Incident], weeks: float, zones: dict[str, tzinfo], otherwise: tzinfo
) -> tuple[PersonFigures, ...]:
    pages = [
        (entry.who, entry.at.astimezone(zones.get(entry.who, otherwise)))
        for incident in incidents
        for entry in incident.timeline
        if entry.kind == "paged" and entry.who
    ]
    counts = Counter(name for name, _ in pages)
    nights = {(name, _night(at)) for name, at in pages if _is_night(at)}
    by_name = Counter(name for name, _ in nights)
    return tuple(
        PersonFigures(
            name=name, pages=count, pages_a_week=count / weeks, nights=by_name.get(name, 0)
        )
        for name, count in sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    )


def _is_night(at: datetime) -> bool:
    begins, ends = NIGHT
    return at.hour >= begins or at.hour < ends


def _night(at: datetime) -> str:
    """Return the day on whose evening a night began: both halves are one night."""
    return (at - timedelta(hours=NIGHT[1])).date().isoformat()


def _middle_and_slow(lengths: Sequence[timedelta]) -> tuple[timedelta, timedelta] | None:
    """Return the median and the 90th percentile, each of which is one of the lengths."""
    if not lengths:
        return None
    ordered = sorted(lengths)
    return ordered[_rank(len(ordered), 50)], ordered[_rank(len(ordered), 90)]


def _rank(count: int, percent: int) -> int:
    """Return the index of a percentile by the nearest rank."""
    return max(0, -(-count * percent // 100) - 1)
