"""AWS's cron by its definition, minute by minute: slow, and written without the room."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

NAMES = {
    name: number
    for names in (
        ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"],
        ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"],
    )
    for number, name in enumerate(names, 1)
}
BOUNDS = ((0, 59), (0, 23), (1, 31), (1, 12), (1, 7), (1970, 2199))


def matches(fields: list[str], moment: datetime) -> bool:
    """Tell whether six fields mean a minute."""
    minutes, hours, days, months, weekdays, years = fields
    return (
        _is_in(minutes, BOUNDS[0], moment.minute)
        and _is_in(hours, BOUNDS[1], moment.hour)
        and _is_in(months, BOUNDS[3], moment.month)
        and _is_in(years, BOUNDS[5], moment.year)
        and (days == "?" or any(_is_day(part, moment.date()) for part in days.split(",")))
        and (weekdays == "?" or any(_is_weekday(p, moment.date()) for p in weekdays.split(",")))
    )


def runs_by_definition(
    fields: list[str], zone: ZoneInfo, start: datetime, end: datetime, step: timedelta
) -> Iterator[datetime]:
    """Yield the times, *step* apart, whose local time is meant and comes for the first time."""
    moment = start.astimezone(UTC)
    while moment < end:
        local = moment.astimezone(zone)
        if local.fold == 0 and matches(fields, local.replace(tzinfo=None)):
            yield moment
        moment += step


def _is_in(field: str, bounds: tuple[int, int], value: int) -> bool:
    return any(value in _walk(part, bounds) for part in field.split(","))


@cache
def _walk(part: str, bounds: tuple[int, int]) -> list[int]:
    """Count from the first value to the last one, by ones, and keep each that the step hits."""
    low, high = bounds
    span, _, step = part.partition("/")
    first, _, last = span.partition("-")
    begin = low if first == "*" else _number(first)
    end = _number(last) if last else high if step or first == "*" else begin
    value, counted, found = begin, 0, []
    while True:
        if counted % int(step or 1) == 0:
            found.append(value)
        if value == end:
            return found
        value, counted = (low if value == high else value + 1), counted + 1


def _number(text: str) -> int:
    return NAMES.get(text) or int(text)


def _is_day(part: str, day: date) -> bool:
    last = monthrange(day.year, day.month)[1]
    if part == "L":
        return day.day == last
    if part.endswith("W"):
        wanted = last if part == "LW" else int(part[:-1])
        working = [n for n in range(1, last + 1) if day.replace(day=n).weekday() < 5]
        return wanted <= last and day.day == min(working, key=lambda n: abs(n - wanted))
    return day.day in _walk(part, BOUNDS[2])


def _is_weekday(part: str, day: date) -> bool:
    number = (day.weekday() + 1) % 7 + 1
    if part == "L":
        return number == 7
    if part.endswith("L"):
        return number == _number(part[:-1]) and (day + timedelta(days=7)).month != day.month
    if "#" in part:
        name, _, which = part.partition("#")
        return number == _number(name) and (day.day - 1) // 7 + 1 == int(which)
    return number in _walk(part, BOUNDS[4])
