"""Losses do not depend on where the years that are looked at begin and end."""

from datetime import timedelta

import pytest

from tocsin.recovery import BackupRule
from tocsin.recovery.oldest import Counted, oldest


def _rule(schedule: str, hours: tuple[int, int], kept: int) -> BackupRule:
    """Return a rule with windows in hours, whose recovery points are kept for days."""
    start, completion = hours
    return BackupRule(
        name=schedule,
        schedule=schedule,
        time_zone="UTC",
        start_window=timedelta(hours=start),
        completion_window=timedelta(hours=completion),
        is_continuous=False,
        retention=timedelta(days=kept),
        copies=(),
    )


USUAL = (8, 168)
"""The windows of AWS Backup where nobody writes any: a job may take until a week later."""
DAILY = _rule("cron(0 3 * * ? *)", (1, 2), 35)


@pytest.mark.parametrize(
    ("rules", "hours"),
    [
        *(
            ((DAILY, _rule(f"cron(0 5 ? * {day} *)", USUAL, 90)), 27)
            for day in ("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")
        ),
        (
            (_rule("cron(0 * * * ? *)", (1, 1), 35), _rule("cron(30 23 * * ? *)", USUAL, 90)),
            12,
        ),
        (
            (_rule("cron(0 3 ? * MON-FRI *)", (1, 2), 2), _rule("cron(0 9 * * ? *)", USUAL, 35)),
            24 + 8 + 168,
        ),
    ],
)
def test_what_comes_later_than_the_window_ends_is_not_judged(
    rules: tuple[BackupRule, ...], hours: int
) -> None:
    """Nor what others would have made before it begins."""
    found = oldest(rules, {each: Counted(kept=each.retention) for each in rules})

    assert found is not None
    assert found.length == timedelta(hours=hours)
