"""How many periods an alarm has to wait for, so that it seldom fires by chance."""

from tocsin.traffic.counting_alarm import CountingAlarm
from tocsin.traffic.false_pages import Profile, is_trusted


def datapoints_needed(
    alarm: CountingAlarm, profile: Profile, *, at_most: float, longest: int
) -> int | None:
    """Return the least N with which N of N periods meet a limit; None if none does.

    Args:
        alarm: The alarm; its M and N do not count.
        profile: What is usual.
        at_most: How many false pages a month are accepted.
        longest: The greatest N that CloudWatch takes.
    """

    def is_enough(periods: int) -> bool:
        return is_trusted(alarm.waiting(periods), profile, at_most=at_most)

    if not is_enough(longest):
        return None
    least, enough = 1, longest
    while least < enough:
        middle = (least + enough) // 2
        least, enough = (least, middle) if is_enough(middle) else (middle + 1, enough)
    return enough
