"""Which periods CloudWatch evaluates alarms with."""

from datetime import timedelta

from tocsin.plan.scope import Path, Scope
from tocsin.viewpoint.duration import format_duration

HIGH_RESOLUTION = (10, 20, 30)
_HOUR, _DAY, _WEEK = 3_600, 86_400, 604_800


def check_period(scope: Scope, path: Path, period: timedelta) -> int:
    """Return *period* in seconds, and report one that CloudWatch does not have.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
    """
    seconds = int(period.total_seconds())
    if seconds not in HIGH_RESOLUTION and (seconds == 0 or seconds % 60):
        scope.report(
            path,
            f"{format_duration(period)} is not a period CloudWatch has",
            "use 10s, 20s, 30s or a multiple of 1m",
        )
    return seconds


def check_window(scope: Scope, path: Path, *, period: int, evaluation_periods: int) -> None:
    """Report a window that is longer than CloudWatch looks back."""
    longest = _WEEK if period >= _HOUR else _DAY
    if period * evaluation_periods > longest:
        scope.report(
            path,
            f"{evaluation_periods} periods of {format_duration(timedelta(seconds=period))} are "
            f"longer than the {format_duration(timedelta(seconds=longest))} CloudWatch looks back",
            f"use at most {longest // period} periods",
        )
