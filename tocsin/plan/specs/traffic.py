"""What is usual of the events that an alarm counts."""

from dataclasses import dataclass

from tocsin.traffic import CountingAlarm, Profile, Rate, false_pages, is_trusted, share_in_alarm


@dataclass(frozen=True, slots=True, kw_only=True)
class TrafficSpec:
    """What is usual of the events that an alarm counts, and how often it may fire by chance.

    Attributes:
        metric: The metric that counts the events, as the viewpoint calls it.
        amount: What each event adds to what the alarm reads.
        profile: How many events come, and when.
        alarm: The alarm, as one on a number of events.
        most: How often it may fire by chance alone.
    """

    metric: str
    amount: float
    profile: Profile
    alarm: CountingAlarm
    most: Rate

    @property
    def false_pages(self) -> float:
        """How often a month it is expected to fire although nothing is wrong."""
        return false_pages(self.alarm, self.profile)

    @property
    def share_in_alarm(self) -> float:
        """For which share of the time it is in ALARM although nothing is wrong."""
        return share_in_alarm(self.alarm, self.profile)

    @property
    def is_trusted(self) -> bool:
        """Whether it fires by chance as seldom as it may."""
        return is_trusted(self.alarm, self.profile, at_most=self.most_a_month)

    @property
    def most_a_month(self) -> float:
        """How often a month it may fire by chance."""
        return Rate(count=1, unit="month").per_second ** -1 * self.most.per_second

    @property
    def healthy_rate(self) -> float:
        """The least rate, in events a second, that an alarm on few events calls healthy."""
        return (self.alarm.limit + 1) / self.alarm.period
