"""From the begin of a breach to the page, step by step.

Each step is in seconds: the least, the typical and the worst. A breach is taken to last, and a
period that lies wholly within it to breach. The tests compare the sums with what the evaluator of
`tocsin.evaluation` does; docs/time-to-page.md has an example.
"""

from dataclasses import dataclass
from functools import cache
from typing import Final

from tocsin.timing.alarm_timing import AlarmTiming
from tocsin.timing.evaluation_times import (
    HOUR,
    HOURLY_MINUTE,
    MINUTE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A part of the way from a breach to a page, in seconds.

    Attributes:
        name: What it is.
        least: At least.
        typical: In most cases.
        worst: At worst.
        why: Where the figures come from.
    """

    name: str
    least: float
    typical: float
    worst: float
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeToPage:
    """From the begin of a breach, or of silence, to the page, in seconds.

    Attributes:
        least: When everything happens to fit.
        typical: In most cases.
        worst: When nothing fits and everything is as late as it may be.
        steps: What these are the sums of, in order.
    """

    least: float
    typical: float
    worst: float
    steps: tuple[Step, ...]

    @classmethod
    def of(cls, *steps: Step) -> "TimeToPage":
        """Add up steps."""
        return cls(
            least=sum(step.least for step in steps),
            typical=sum(step.typical for step in steps),
            worst=sum(step.worst for step in steps),
            steps=steps,
        )


PERIODS_THAT_BREACH: Final = "periods that breach"
"""The name of the step that lasts as long as the datapoints which make an alarm fire."""

_DELIVERY = Step(
    name="delivery",
    least=0,
    typical=5,
    worst=30,
    why="assumed: Amazon SNS hands a message on within seconds; AWS states no time, and who does "
    "not take a message at once is tried again later",
)


@cache
def time_by_value(timing: AlarmTiming) -> TimeToPage:
    """Return the time to page when datapoints come and breach."""
    periods = timing.datapoints_to_alarm
    return TimeToPage.of(
        _unfinished(timing, "breach"),
        Step(
            name=PERIODS_THAT_BREACH,
            least=_least_breach(timing),
            typical=periods * timing.period,
            worst=periods * timing.period,
            why=f"{periods} of {timing.period} s have to breach; at best the one in which the "
            "breach begins is the first of them",
        ),
        _delay(timing, "until the last datapoint is there"),
        _evaluation(timing),
        _DELIVERY,
    )


@cache
def time_by_silence(timing: AlarmTiming) -> TimeToPage:
    """Return the time to page when no datapoint comes and missing data count as a breach."""
    periods = timing.silent_periods
    return TimeToPage.of(
        _unfinished(timing, "silence"),
        Step(
            name="periods without data",
            least=periods * timing.period - _seen_early(timing),
            typical=periods * timing.period,
            worst=periods * timing.period,
            why=f"{periods} of {timing.period} s"
            if timing.is_wall_clock
            else f"{periods} of {timing.period} s: CloudWatch looks further back than the "
            f"{timing.evaluation_periods} evaluation periods before it takes data as missing",
        ),
        _delay(timing, "CloudWatch was seen to look as much later as data are late"),
        _evaluation(timing),
        _DELIVERY,
    )


def time_after_waiting(time: TimeToPage, seconds: int) -> TimeToPage:
    """Return a time to page where a composite alarm waits, before it pages, for its suppressor."""
    why = "the page waits whether what the service depends on is down, too"
    wait = Step(
        name="wait for what it depends on", least=seconds, typical=seconds, worst=seconds, why=why
    )
    return TimeToPage.of(*time.steps[:-1], wait, *time.steps[-1:])


def _least_breach(timing: AlarmTiming) -> float:
    """Return how long the breaching datapoints take when the first shows the begin already."""
    others = timing.datapoints_to_alarm - 1
    return max(others * timing.interval, others * timing.period - _seen_early(timing))


def _seen_early(timing: AlarmTiming) -> int:
    """Return how long before its end a datapoint can lie in a period of its own.

    Periods begin anew with each evaluation, so where datapoints are rarer than evaluations a
    period need only reach the time at which its datapoint begins.
    """
    if timing.is_wall_clock:
        return 0
    return max(0, timing.interval - timing.evaluation_interval)


def _unfinished(timing: AlarmTiming, beginning: str) -> Step:
    """Return the rest of what it begins in, which may still look healthy."""
    what = "period" if timing.is_wall_clock else "datapoint"
    return Step(
        name=f"{what} in which the {beginning} begins",
        least=0,
        typical=timing.unfinished / 2,
        worst=timing.unfinished,
        why=f"a {what} covers {timing.unfinished} s and may still look healthy: typically half "
        "of it, at worst all",
    )


def _delay(timing: AlarmTiming, why: str) -> Step:
    delay = timing.delay
    return Step(
        name="delay of the metric",
        least=0,
        typical=delay.typical,
        worst=delay.worst,
        why=f"{why}; {delay.source}",
    )


def _evaluation(timing: AlarmTiming) -> Step:
    interval = timing.evaluation_interval
    late = HOURLY_MINUTE * MINUTE if interval == HOUR else 0
    return Step(
        name="wait for the evaluation",
        least=late,
        typical=interval / 2 + late,
        worst=interval + late,
        why=f"the alarm is evaluated every {interval} s",
    )
