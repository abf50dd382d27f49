"""Which periods CloudWatch evaluates alarms with."""

from datetime import timedelta

from tocsin.diagnostics import KeyPath, format_duration
from tocsin.plan.stage_context import StageContext

HIGH_RESOLUTION = (10, 20, 30)
_HOUR, _DAY, _WEEK = 3_600, 86_400, 604_800
_LONGEST = timedelta(seconds=_WEEK)


def check_period(
    context: StageContext,
    key_path: KeyPath,
    period: timedelta,
    *,
    published: timedelta | None = None,
) -> int:
    """Return *period* in seconds, and report one that CloudWatch does not have.

    Args:
        context: The stage.
        key_path: Where the period stands.
        period: What is checked.
        published: How often what is read has a new value, if that is known: in shorter periods
            most have none.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
    """
    seconds = int(period.total_seconds())
    if not _is_period(seconds):
        context.report(
            "impossible-period",
            key_path,
            f"{format_duration(period)} is not a period CloudWatch has",
            "use 10s, 20s, 30s or a multiple of 1m",
        )
    elif published is not None and period < published:
        context.report(
            "period-below-metric",
            key_path,
            f"{format_duration(period)} is shorter than the {format_duration(published)} at which "
            "the metric is published",
            f"use {format_duration(published)} or more",
        )
    elif seconds > _WEEK:
        context.report(
            "period-too-long",
            key_path,
            f"{format_duration(period)} is longer than the {format_duration(_LONGEST)} CloudWatch "
            "looks back",
            f"use at most {format_duration(_LONGEST)}",
        )
    return seconds


def is_evaluated(period: int, evaluation_periods: int) -> bool:
    """Tell whether CloudWatch has such a period, and looks back as long as so many of them."""
    return _is_period(period) and period * evaluation_periods <= longest_window(period)


def _is_period(seconds: int) -> bool:
    return seconds in HIGH_RESOLUTION or (seconds > 0 and seconds % 60 == 0)


def longest_window(period: int) -> int:
    """Return how many seconds CloudWatch looks back with this period."""
    return _WEEK if period >= _HOUR else _DAY


def check_window(
    context: StageContext, key_path: KeyPath, *, period: int, evaluation_periods: int
) -> None:
    """Report a window that is longer than CloudWatch looks back."""
    longest = longest_window(period)
    if period <= longest < period * evaluation_periods:
        context.report(
            "window-too-long",
            key_path,
            f"{evaluation_periods} periods of {format_duration(timedelta(seconds=period))} are "
            f"longer than the {format_duration(timedelta(seconds=longest))} CloudWatch looks back",
            f"use at most {longest // period} periods",
        )
