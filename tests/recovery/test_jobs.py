"""How old the newest recovery point can be, beside a walk through every minute."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.recovery import Amount, BackupRule, jobs, oldest

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def rule(
    schedule: str = "cron(0 3 * * ? *)",
    *,
    name: str = "daily",
    zone: str = "UTC",
    start: timedelta = HOUR,
    done: timedelta = HOUR,
    kept: timedelta | None = 30 * DAY,
) -> BackupRule:
    """Return a rule of which only what matters is written."""
    return BackupRule(
        name=name,
        schedule=schedule,
        time_zone=zone,
        start_window=start,
        completion_window=done,
        retention=kept,
    )


def lost(*rules: BackupRule) -> timedelta:
    """Return what these rules lose at most."""
    amount = oldest(rules, lambda _: ())
    assert amount is not None
    return amount.length


@pytest.mark.parametrize(
    ("given_rule", "hours"),
    [
        pytest.param(rule(), 26, id="a day and both windows"),
        pytest.param(rule("cron(0 3 ? * SUN *)"), 170, id="a week"),
        pytest.param(rule("cron(0 3 * * ? *)", zone="Europe/Berlin"), 27, id="clocks go back"),
        pytest.param(rule("cron(30 2 * * ? *)", zone="Europe/Berlin"), 49, id="clocks skip a run"),
        pytest.param(rule("cron(0 3 31 * ? *)"), 61 * 24 + 2, id="months without a 31st"),
        pytest.param(rule("cron(0 * * * ? *)", done=4 * HOUR), 6, id="windows longer than hours"),
    ],
)
def test_one_rule(given_rule: BackupRule, hours: int) -> None:
    """The sum of the longest interval and the windows."""
    assert lost(given_rule) == hours * HOUR


def test_the_arithmetic_is_told() -> None:
    """Each addend has its name."""
    amount = oldest([rule()], lambda _: ())
    assert amount is not None
    assert [(part.what, part.length) for part in amount.parts] == [
        ("from job to job", DAY),
        ("start window", HOUR),
        ("completion window", HOUR),
    ]


def test_the_longer_kept_displaces() -> None:
    """The guide's own example: hourly for a day and every 12 hours for a week, an 8 h window."""
    hourly = rule("cron(0 * * * ? *)", name="hourly", kept=DAY)
    half_days = rule("cron(0 0,12 * * ? *)", name="half days", start=8 * HOUR, kept=7 * DAY)
    first = datetime(2027, 3, 2, tzinfo=UTC).timestamp() / 60
    a_day = [job for job in jobs([hourly, half_days]) if first <= job.begins < first + 24 * 60]
    assert len(a_day) == 10
    assert [(job.begins - first) / 60 for job in a_day if job.rule == 0] == [
        8, 9, 10, 11, 20, 21, 22, 23,
    ]  # fmt: skip
    assert lost(hourly, half_days) == 10 * HOUR


def simulated(rules: Sequence[BackupRule], begin: datetime, days: int) -> timedelta:
    """Walk through minutes: what is lost if all is lost just before each of them."""
    ends: dict[int, list[int]] = {}
    for job in jobs(rules):
        windows = rules[job.rule].start_window + rules[job.rule].completion_window
        ends.setdefault(job.begins + int(windows.total_seconds()) // 60, []).append(job.begins)
    minute = int(begin.timestamp()) // 60
    newest, worst = None, 0
    for now in range(minute, minute + days * 24 * 60):
        if newest is not None:
            worst = max(worst, now - newest)
        for begins in ends.get(now, ()):
            newest = begins if newest is None else max(newest, begins)
    return timedelta(minutes=worst)


@settings(max_examples=10)
@given(
    hours=st.lists(st.integers(0, 23), min_size=1, max_size=3, unique=True),
    weekday=st.sampled_from(["MON", "WED-FRI", "SUN"]),
    start=st.integers(1, 8),
    done=st.integers(1, 12),
    kept=st.tuples(st.integers(1, 3), st.integers(1, 3)),
    zone=st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"]),
)
def test_two_rules_as_minute_by_minute(
    *, hours: list[int], weekday: str, start: int, done: int, kept: tuple[int, int], zone: str
) -> None:
    """A walk through two years of minutes loses as much as the arithmetic says."""
    rules = [
        rule(
            f"cron(0 {','.join(map(str, sorted(hours)))} * * ? *)",
            name="often",
            zone=zone,
            start=start * HOUR,
            done=HOUR,
            kept=kept[0] * DAY,
        ),
        rule(
            f"cron(30 4 ? * {weekday} *)",
            name="rarely",
            zone=zone,
            done=done * HOUR,
            kept=kept[1] * DAY,
        ),
    ]
    amount = oldest(rules, lambda _: ())
    assert isinstance(amount, Amount)
    assert simulated(rules, datetime(2027, 1, 1, tzinfo=UTC), 731) == amount.length
