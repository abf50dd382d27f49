"""When an alarm tells nobody, as a mute rule of CloudWatch says it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tocsin.viewpoint import QuietDate

EVERY_DAY = tuple(range(7))
_WEEKDAYS = ("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietSpec:
    """One mute rule: its windows begin at one time of the day and last equally long.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudwatch-alarmmuterule-schedule.html

    Attributes:
        rule: The rule's name in CloudWatch.
        begin: The local time at which each window begins.
        duration: How long each lasts: elapsed time, whatever clocks do.
        weekdays: On which it begins, from 0 for Monday; all where dates are given.
        dates: One day of one year, or days of one month of every year; None where weekdays count.
        time_zone: Whose clock.
        text: The quiet time as a person writes it.
        because: Why it is quiet then, or nothing.
    """

    rule: str
    begin: time
    duration: timedelta
    weekdays: tuple[int, ...] = EVERY_DAY
    dates: tuple[QuietDate, ...] | None = None
    time_zone: str
    text: str
    because: str

    @property
    def expression(self) -> str:
        """As a mute rule writes it: five fields, or one moment.

        https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_Schedule.html
        """
        clock = f"{self.begin.minute} {self.begin.hour}"
        if self.dates is None:
            days = ",".join(_WEEKDAYS[number] for number in self.weekdays)
            return f"cron({clock} * * {'*' if self.weekdays == EVERY_DAY else days})"
        first = self.dates[0]
        if first.year is not None:
            return f"at({first}T{self.begin:%H:%M})"
        days = ",".join(str(each.day) for each in self.dates)
        return f"cron({clock} {days} {first.month} *)"

    @property
    def written_duration(self) -> str:
        """As ISO 8601 writes it: `PT8H30M`, `P2D`."""
        minutes = int(self.duration / timedelta(minutes=1))
        if minutes % (24 * 60) == 0:
            return f"P{minutes // (24 * 60)}D"
        hours, rest = divmod(minutes, 60)
        return f"PT{f'{hours}H' * bool(hours)}{f'{rest}M' * bool(rest)}"

    def begins_on(self, day: date) -> bool:
        """Tell whether a window begins on that day."""
        if self.dates is None:
            return day.weekday() in self.weekdays
        return any(
            (each.month, each.day) == (day.month, day.day) and each.year in (None, day.year)
            for each in self.dates
        )

    def on(self, days: Iterable[date]) -> Iterator[tuple[datetime, datetime]]:
        """Yield the begin and the end, in UTC, of each window that begins on one of *days*."""
        zone = ZoneInfo(self.time_zone)
        for day in days:
            if self.begins_on(day):
                begin = datetime.combine(day, self.begin, zone).astimezone(UTC)
                yield begin, begin + self.duration
