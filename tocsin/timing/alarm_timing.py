"""What decides how soon an alarm notices."""

from dataclasses import dataclass

from tocsin.timing.delay import Delay
from tocsin.timing.evaluation_times import MINUTE, evaluation_interval, periods_read


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmTiming:
    """What decides how soon an alarm notices.

    Attributes:
        period: Seconds.
        evaluation_periods: N of "M of N".
        datapoints_to_alarm: M of "M of N".
        interval: Seconds between two datapoints of the metric; the slowest of several.
        delay: How late they are; the latest of several.
        is_wall_clock: Whether its periods are whole minutes, hours, days or weeks by the clock;
            then nothing beyond them is read.
    """

    period: int
    evaluation_periods: int
    datapoints_to_alarm: int
    interval: int
    delay: Delay
    is_wall_clock: bool = False

    @property
    def silent_periods(self) -> int:
        """How many periods have to be without data until what is missing makes the alarm fire.

        All that an evaluation reads, less the healthy ones that M of N still lets pass.
        """
        if self.is_wall_clock:
            return self.datapoints_to_alarm
        read = periods_read(period=self.period, evaluation_periods=self.evaluation_periods)
        return read - (self.evaluation_periods - self.datapoints_to_alarm)

    @property
    def unfinished(self) -> int:
        """Seconds, at most, of the datapoint or period in which a breach begins."""
        return self.period if self.is_wall_clock else self.interval

    @property
    def takes_late_for_silent(self) -> bool:
        """Whether data that are merely as late as they may be look like silence."""
        # The newest datapoint that is there lasts a whole interval, ended as long ago as the delay
        # is, and the next one is nearly there.
        nearly_there = max(0, self.interval - self.evaluation_interval)
        since_it_began = self.interval + self.delay.worst + nearly_there
        return since_it_began > self.period * self.silent_periods

    @property
    def evaluation_interval(self) -> int:
        """Seconds between two evaluations."""
        if self.is_wall_clock:
            return MINUTE
        return evaluation_interval(period=self.period, evaluation_periods=self.evaluation_periods)
