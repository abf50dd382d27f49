"""How old the newest recovery point can be, beside a walk through every minute."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.recovery import Amount, BackupRule, Counted, jobs, oldest

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


def sum_of(*rules: BackupRule, counted: Sequence[BackupRule] = ()) -> Amount | None:
    """Return what these rules lose at most, or those of them that count."""
    return oldest(rules, {each: Counted(kept=each.retention) for each in counted or rules})


def lost(*rules: BackupRule, counted: Sequence[BackupRule] = ()) -> timedelta:
    """Return what these rules lose at most, of which there is something at each moment."""
    amount = sum_of(*rules, counted=counted)
    assert amount is not None
    return amount.length


@pytest.mark.parametrize(
    ("given_rule", "hours"),
    [
        pytest.param(rule(), 26, id="a day and both windows"),
        pytest.param(rule("cron(0 3 ? * SUN *)"), 170, id="a week"),
        pytest.param(rule("cron(0 3 * * ? *)", zone="Europe/Berlin"), 27, id="clocks go back"),
        pytest.param(rule("cron(30 2 * * ? *)", zone="Europe/Berlin"), 49, id="clocks skip a run"),
        pytest.param(rule("cron(0 3 31 * ? *)", kept=None), 61 * 24 + 2, id="no 31st"),
        pytest.param(rule("cron(0 * * * ? *)", done=4 * HOUR), 6, id="windows longer than hours"),
    ],
)
def test_one_rule(given_rule: BackupRule, hours: int) -> None:
    """The sum of the longest interval and the windows."""
    assert lost(given_rule) == hours * HOUR


def test_the_arithmetic_is_told() -> None:
    """Each addend has its name."""
    amount = sum_of(rule())
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
    a_day = [
        [(begins - first) / 60 for begins in found if first <= begins < first + 24 * 60]
        for found in jobs((hourly, half_days))
    ]
    assert a_day == [[8, 9, 10, 11, 20, 21, 22, 23], [0, 12]]
    assert lost(hourly, half_days) == 10 * HOUR


def test_what_is_not_copied_runs_in_place_of_what_is() -> None:
    """Copies of a job that never runs bring nothing back, however often it is scheduled."""
    long, copied = rule(name="long", kept=365 * DAY), rule(name="copied", kept=7 * DAY)

    assert sum_of(long, copied, counted=[copied]) is None
    sundays = rule("cron(0 3 ? * SUN *)", name="sundays", kept=365 * DAY)
    assert lost(sundays, copied, counted=[copied]) == 2 * DAY + 2 * HOUR


@pytest.mark.parametrize(("kept", "is_enough"), [(7, False), (30, False), (32, True), (None, True)])
def test_what_is_gone_before_the_next_is_there_brings_nothing_back(
    kept: int | None, *, is_enough: bool
) -> None:
    """A monthly backup that is kept for a week is missing for three."""
    of_days = None if kept is None else kept * DAY
    monthly = rule("cron(0 3 1 * ? *)", name="monthly", kept=of_days)
    other = rule("cron(0 15 1 * ? *)", name="other", kept=of_days)

    assert (sum_of(monthly) is not None) is is_enough
    assert (sum_of(monthly, other) is not None) is is_enough


def test_a_second_rare_rule_makes_no_shorter_interval() -> None:
    """Two on the 29th of February are years apart, as one is."""
    rare = [rule(f"cron(0 {hour} 29 2 ? *)", name=str(hour), kept=None) for hour in (0, 12)]

    assert lost(*rare) == lost(rare[0]) - 12 * HOUR


def simulated(rules: Sequence[BackupRule], begin: datetime, days: int) -> timedelta | None:
    """Walk through minutes: what is lost if all is lost just before each; None for everything.

    Nothing is judged before each rule has had a recovery point: there was one before the walk.
    """
    minutes = {number: jobs((each,))[0] for number, each in enumerate(rules)}
    ends: dict[int, list[tuple[int, int]]] = {}
    firsts: dict[int, list[int]] = {}
    for number, each in enumerate(rules):
        windows = _in_minutes(each.start_window + each.completion_window)
        assert each.retention is not None
        for begins in minutes[number]:
            if not _is_displaced(rules, minutes, number, begins):
                gone = begins + _in_minutes(each.retention)
                ends.setdefault(begins + windows, []).append((begins, gone))
                firsts.setdefault(number, []).append(begins + windows)
    first = int(begin.timestamp()) // 60
    there: list[tuple[int, int]] = []
    begun = max(each[0] for each in firsts.values())
    worst = 0
    for now in range(first, first + days * 24 * 60):
        there = [each for each in there if each[1] >= now]
        if now > begun and not there:
            return None
        if now > begun:
            worst = max(worst, now - max(there)[0])
        if new := ends.get(now):
            there = [*there, *new]
    return timedelta(minutes=worst)


def _is_displaced(
    rules: Sequence[BackupRule], minutes: Mapping[int, Sequence[int]], number: int, begins: int
) -> bool:
    own = rules[number]
    return any(
        begins < other + _in_minutes(each.start_window)
        and other < begins + _in_minutes(own.start_window)
        for place, each in enumerate(rules)
        if (each.retention or DAY) > (own.retention or DAY)
        for other in minutes[place]
    )


def _in_minutes(length: timedelta) -> int:
    return int(length.total_seconds()) // 60


@settings(max_examples=8)
@given(
    hours=st.lists(st.integers(0, 23), min_size=1, max_size=3, unique=True),
    weekday=st.sampled_from(["MON", "WED-FRI", "SUN"]),
    start=st.integers(1, 8),
    done=st.integers(1, 12),
    kept=st.tuples(st.integers(1, 3), st.integers(1, 9)),
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
    amount = sum_of(*rules)
    found = None if amount is None else amount.length
    assert simulated(rules, datetime(2027, 1, 1, tzinfo=UTC), 731) == found
