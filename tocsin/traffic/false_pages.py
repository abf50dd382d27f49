"""How often an alarm fires by chance alone.

The alarm fires when M of its N newest periods breach and at its last evaluation fewer did. Where
periods do not overlap from one evaluation to the next, that is: the newest breaches, the one that
has just gone did not, and of the N - 1 between them M - 1 do. Where they do overlap, both windows
are cut into the pieces that they share and do not share, whose counts are independent, and the
probability is summed up over these, one period after the other.
"""

from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from math import comb, exp

from tocsin.traffic.counting_alarm import CountingAlarm
from tocsin.traffic.poisson import counts
from tocsin.traffic.rate import MONTH

_MOST_STEPS = 3_000_000
"""Of the sum over pieces; beyond it the answer is an upper bound, which ignores their overlap."""

MOST_TIME_IN_ALARM = 0.01
"""An alarm that is on for a larger share of usual times pages seldom, because it seldom ends."""

_Joint = dict[tuple[int, int], list[float]]
"""By how many periods do not breach now and did not before: a probability for each count of the
piece that the next period shares."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What is usual: rates, and for which share of the time each holds.

    Attributes:
        shares: Pairs of events a second and a share; what is left to 1 is quiet, and counts
            nothing.
    """

    shares: tuple[tuple[float, float], ...]

    @property
    def slowest(self) -> float:
        """The lowest rate, in events a second."""
        return min(rate for rate, _ in self.shares)


def false_pages(alarm: CountingAlarm, profile: Profile) -> float:
    """Return how often a month an alarm is expected to fire although nothing is wrong."""
    return sum(MONTH * share * fires_per_second(alarm, rate) for rate, share in profile.shares)


def share_in_alarm(alarm: CountingAlarm, profile: Profile) -> float:
    """Return for which share of the time an alarm is in ALARM although nothing is wrong."""
    return sum(share * _in_alarm(alarm, rate) for rate, share in profile.shares)


def _in_alarm(alarm: CountingAlarm, rate: float) -> float:
    """Return the probability that M of N periods breach; those of one evaluation do not overlap."""
    breach, periods = alarm.chance_of_breach(rate), alarm.evaluation_periods
    return sum(
        float(comb(periods, number)) * breach**number * (1.0 - breach) ** (periods - number)
        for number in range(alarm.datapoints_to_alarm, periods + 1)
    )


def is_trusted(alarm: CountingAlarm, profile: Profile, *, at_most: float) -> bool:
    """Tell whether an alarm fires seldom enough by chance, and is not on for long either.

    Args:
        alarm: The alarm.
        profile: What is usual.
        at_most: How many false pages a month are accepted.
    """
    is_seldom = false_pages(alarm, profile) <= at_most
    return is_seldom and share_in_alarm(alarm, profile) <= MOST_TIME_IN_ALARM


def chance_in_a_month(pages: float) -> float:
    """Return the probability of at least one in a month, of so many expected."""
    return 1.0 - exp(-pages)


@lru_cache(maxsize=4_096)
def fires_per_second(alarm: CountingAlarm, rate: float) -> float:
    """Return how often a second an alarm goes to ALARM at a rate of events a second."""
    tolerated = alarm.evaluation_periods - alarm.datapoints_to_alarm
    pieces = alarm.limit + 2
    steps = alarm.evaluation_periods * pieces * (tolerated + 2) ** 2
    if alarm.shift >= alarm.period or steps > _MOST_STEPS:
        return _by_whole_periods(alarm, rate) / min(alarm.shift, alarm.period)
    return _by_pieces(alarm, rate, tolerated) / alarm.shift


def _by_whole_periods(alarm: CountingAlarm, rate: float) -> float:
    """Return the probability that the alarm fires at an evaluation, of periods without overlap."""
    breach = alarm.chance_of_breach(rate)
    needed, between = alarm.datapoints_to_alarm - 1, alarm.evaluation_periods - 1
    among = comb(between, needed) * breach**needed * (1.0 - breach) ** (between - needed)
    return breach * (1.0 - breach) * float(among)


def _by_pieces(alarm: CountingAlarm, rate: float, tolerated: int) -> float:
    """Return the probability that the alarm fires at an evaluation, of periods that overlap."""
    shared = counts(rate * alarm.shift, alarm.limit)
    rest = counts(rate * (alarm.period - alarm.shift), alarm.limit)
    joint: _Joint = {(0, 0): list(shared)}
    for _ in range(alarm.evaluation_periods):
        joint = _one_period_more(alarm, joint, shared, rest, most=tolerated + 1)
    return sum(
        sum(chances)
        for (now, before), chances in joint.items()
        if now <= tolerated and before > tolerated
    )


def _one_period_more(
    alarm: CountingAlarm,
    joint: _Joint,
    shared: tuple[float, ...],
    rest: tuple[float, ...],
    *,
    most: int,
) -> _Joint:
    """Add the next older period: it is what it shares with the newer one, and its rest.

    Seen from the evaluation before, it is its rest and the next piece that is shared.
    """
    limit, size = alarm.limit, len(rest)
    found: _Joint = {}
    for (now, before), chances in joint.items():
        below = list(accumulate(chances))
        for few_now in (True, False):
            # The probability of each rest, together with what makes this period few or many.
            weights = [
                rest[count] * _up_to(below, limit - count, few=few_now) for count in range(size)
            ]
            sums = list(accumulate(weights))
            for few_before in (True, False):
                key = (
                    min(most, now + (few_now != alarm.on_few)),
                    min(most, before + (few_before != alarm.on_few)),
                )
                target = found.setdefault(key, [0.0] * size)
                for piece in range(size):
                    target[piece] += shared[piece] * _up_to(sums, limit - piece, few=few_before)
    return found


def _up_to(sums: list[float], last: int, *, few: bool) -> float:
    """Return what is summed up to *last*, or else what is beyond it."""
    within = sums[last] if last >= 0 else 0.0
    return within if few else sums[-1] - within
