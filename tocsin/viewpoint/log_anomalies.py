"""Log events that are unlike those of before, as CloudWatch Logs finds them."""

from datetime import timedelta
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from tocsin.diagnostics import InvalidValueError, format_duration
from tocsin.viewpoint.part import Duration, Part

FREQUENCIES = tuple(timedelta(minutes=minutes) for minutes in (5, 10, 15, 30, 60))
"""How often a detector can look.

https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogAnomalyDetector.html
"""
FEWEST_DAYS, MOST_DAYS = 7, 90
"""For how long an anomaly can be seen before it counts as usual; on the same page."""


def _known_frequency(frequency: timedelta) -> timedelta:
    if frequency not in FREQUENCIES:
        what = f"CloudWatch Logs does not look for anomalies every {format_duration(frequency)}"
        raise InvalidValueError(what, f"use one of {', '.join(map(format_duration, FREQUENCIES))}")
    return frequency


def _whole_days(visible_for: timedelta) -> timedelta:
    days = visible_for / timedelta(days=1)
    if not (days.is_integer() and FEWEST_DAYS <= days <= MOST_DAYS):
        what = f"an anomaly cannot be visible for {format_duration(visible_for)}"
        raise InvalidValueError(what, f"use {FEWEST_DAYS}d to {MOST_DAYS}d, in whole days")
    return visible_for


class LogAnomalies(Part):
    """A detector that finds log events unlike those of before."""

    every: Annotated[
        Duration,
        AfterValidator(_known_frequency),
        Field(description="How often it looks; the log group should have events as often."),
    ] = timedelta(minutes=15)
    pattern: Annotated[
        str | None,
        StringConstraints(min_length=1, max_length=1_024),
        Field(description="A filter pattern of the events that it reads; all of them without it."),
    ] = None
    visible_for: Annotated[
        Duration,
        AfterValidator(_whole_days),
        Field(description="After which time what it found counts as usual, if it goes on."),
    ] = timedelta(days=21)
