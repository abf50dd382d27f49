"""An alarm mute rule as a template describes it, and the windows in which it mutes.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-mute-rules.html
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from tocsin.evaluation.mute.muting import Window, merged_windows
from tocsin.evaluation.mute.schedule import Schedule


@dataclass(frozen=True, slots=True, kw_only=True)
class MuteRule:
    """Mutes the actions of alarms in recurring windows or in one.

    Attributes:
        name: Unique in the account and Region.
        schedule: When windows begin and how long they last.
        alarm_names: The alarms it mutes.
        start_date: From when on it takes effect (aware); None for at once.
        expire_date: When it ends (aware), and any window with it; None for never.
    """

    name: str
    schedule: Schedule
    alarm_names: tuple[str, ...] = ()
    start_date: datetime | None = None
    expire_date: datetime | None = None

    def windows(self, start: datetime, end: datetime) -> list[Window[datetime]]:
        """Return the windows that overlap [start, end), merged, ascending, in UTC.

        Windows are not cut to the interval: the first may begin before `start`. They are cut
        to the rule's own start and expiry: an expired rule mutes no longer. Windows that
        overlap each other without end are joined as far as they touch the interval.

        Raises:
            ValueError: `start` or `end` has no time zone.
        """
        if start.tzinfo is None or end.tzinfo is None:
            message = f"{start} to {end} has no time zone: use aware datetimes"
            raise ValueError(message)
        begins = self.schedule.starts(start.astimezone(UTC) - self.schedule.duration, end)
        windows = (
            self._in_force(Window(begin, begin + self.schedule.duration)) for begin in begins
        )
        return [
            window
            for window in merged_windows(window for window in windows if window.start < window.end)
            if window.start < end and window.end > start
        ]

    def _in_force(self, window: Window[datetime]) -> Window[datetime]:
        start, end = window.start, window.end
        if self.start_date is not None:
            start = max(start, self.start_date.astimezone(UTC))
        if self.expire_date is not None:
            end = min(end, self.expire_date.astimezone(UTC))
        return Window(start, end)
