from datetime import timedelta

import pytest

from tocsin.plan.backups.arrivals import DAY, WEEK, Count, expected_backups, expected_copies
from tocsin.plan.backups.protected import Protected
from tocsin.recovery import DeclaredStore, Store
from tocsin.viewpoint import BackupSchedule

DAILY = "cron(0 3 * * ? *)"


def _schedule(cron: str = DAILY, **settings: object) -> BackupSchedule:
    return BackupSchedule.model_validate({"schedule": cron, **settings})


def _protected(
    *schedules: BackupSchedule, name: str = "orders", type_: str | None = "DynamoDB"
) -> Protected:
    return Protected(
        item=name,
        name=name,
        region="eu-west-1",
        arn=f"arn:aws:dynamodb:eu-west-1:111122223333:table/{name}",
        type=type_,
        types=(type_,) if type_ else (),
        schedules=tuple((f"schedule {number}", each) for number, each in enumerate(schedules)),
        declared=DeclaredStore(
            store=Store(name=name, region="eu-west-1", type=type_ or ""),
            arn="",
            copies_within={},
        ),
        rules=(),
    )


def _counts(*protected: Protected) -> list[tuple[str, timedelta, int]]:
    arrivals = expected_backups(protected)
    assert not arrivals.ages
    return [(count.type, count.period, count.at_least) for count in arrivals.counts]


def _ages(*protected: Protected) -> dict[str, float]:
    arrivals = expected_backups(protected)
    assert not arrivals.counts
    return {age.protected.name: age.at_most / timedelta(hours=1) for age in arrivals.ages}


def test_daily_backups_are_counted_by_the_day() -> None:
    """One table that is left out is noticed, although the other one is backed up."""
    orders, stock = _protected(_schedule()), _protected(_schedule(), name="stock")

    assert _counts(orders, stock) == [("DynamoDB", DAY, 2)]


def test_types_are_counted_each_on_its_own() -> None:
    """A backup of another type stands in for nothing."""
    files = _protected(_schedule(), name="files", type_="EFS")

    assert _counts(_protected(_schedule()), files) == [("DynamoDB", DAY, 1), ("EFS", DAY, 1)]


@pytest.mark.parametrize(
    ("cron", "at_least"),
    [
        ("cron(0 3 ? * SUN *)", 1),
        ("cron(0 3 ? * MON,THU *)", 2),
        ("cron(0 3 ? * MON-FRI *)", 5),
    ],
)
def test_weekly_backups_are_counted_by_the_week(cron: str, at_least: int) -> None:
    """Seven days are as far back as an alarm can look."""
    assert _counts(_protected(_schedule(cron))) == [("DynamoDB", WEEK, at_least)]


@pytest.mark.parametrize(
    ("settings", "hours"),
    [
        ({"cron": "cron(0 3 1 * ? *)"}, 31 * 24 + 5),
        ({"cron": "cron(0 * * * ? *)"}, 1 + 5),
        ({"cron": "cron(0 3 1,15 * ? *)", "completion_window": "7h"}, 17 * 24 + 8),
        ({"cron": "cron(0 21 * * ? *)"}, 24 + 5),
        ({"cron": "cron(0 22 ? * SUN *)"}, 7 * 24 + 5),
        ({"cron": "cron(0 3 1 * ? *)", "time_zone": "Europe/Berlin"}, 31 * 24 + 6),
        ({"cron": "cron(30 2 * * ? *)", "time_zone": "Europe/Berlin"}, 47 + 5),
        ({"cron": "cron(0 3 1/2 * ? *)"}, 2 * 24 + 5),
    ],
    ids=[
        "monthly",
        "hourly",
        "fortnightly",
        "over-midnight",
        "over-the-week",
        "clocks-change",
        "clocks-skip-a-day",
        "three-or-four-a-week",
    ],
)
def test_what_cannot_be_counted_has_an_age(settings: dict[str, str], hours: int) -> None:
    """Too seldom, too often, unevenly, or done on another day than it is begun."""
    assert _ages(_protected(_schedule(**settings))) == {"orders": hours}


def test_frequent_backups_hide_rare_ones_of_their_type() -> None:
    """Then each thing of the type has an age, because a count would tell nothing."""
    daily = _protected(_schedule())
    weekly = _protected(_schedule("cron(0 3 ? * SUN *)"), name="stock")

    assert _ages(daily, weekly) == {"orders": 29, "stock": 7 * 24 + 5}


def test_type_that_is_not_known_has_an_age() -> None:
    """A metric is asked for by its type."""
    assert _ages(_protected(_schedule(), type_=None)) == {"orders": 29}


def test_zones_do_not_share_a_midnight() -> None:
    """Days of two time zones cannot be counted together."""
    here = _protected(_schedule())
    there = _protected(_schedule(time_zone="Asia/Tokyo"), name="stock")

    assert set(_ages(here, there)) == {"orders", "stock"}
    assert _counts(there) == [("DynamoDB", DAY, 1)]
    assert expected_backups([there]).counts == (
        Count(type="DynamoDB", period=DAY, time_zone="Asia/Tokyo", at_least=1),
    )


def test_of_overlapping_windows_only_one_runs() -> None:
    """AWS Backup runs the rule with the longer retention, so only one job is sure."""
    twice = _protected(_schedule(), _schedule("cron(30 3 * * ? *)"))
    apart = _protected(_schedule(), _schedule("cron(0 5 * * ? *)"))

    assert _counts(twice) == [("DynamoDB", DAY, 1)]
    assert _counts(apart) == [("DynamoDB", DAY, 2)]


def test_continuous_backup_is_not_counted() -> None:
    """What it does on its schedule is not documented; other types make snapshots instead."""
    continuous = _schedule("cron(0 5 * * ? *)", continuous=True)

    assert _counts(_protected(continuous, _schedule(), type_="Aurora")) == [("Aurora", DAY, 1)]
    assert _counts(_protected(continuous, _schedule())) == [("DynamoDB", DAY, 2)]
    assert _counts(_protected(continuous, type_="Aurora")) == []


def test_continuous_backup_that_may_run_instead_is_not_counted() -> None:
    """Where its window overlaps, the job that is counted is not sure."""
    continuous = _schedule("cron(30 3 * * ? *)", continuous=True)

    assert _ages(_protected(continuous, _schedule(), type_="Aurora")) == {"orders": 29}


def test_copies_are_expected_where_they_are_made() -> None:
    """A copy gets as long again as its backup; without a retention there is none."""
    copied = _protected(_schedule(copy_retention="30d"))
    late = _protected(
        _schedule("cron(0 16 * * ? *)", copy_retention="30d"), name="late", type_="EFS"
    )
    arrivals = expected_copies([copied, late, _protected(_schedule(), name="stock", type_="S3")])

    assert [(count.type, count.at_least) for count in arrivals.counts] == [("DynamoDB", 1)]
    assert [(age.protected.name, age.at_most) for age in arrivals.ages] == [
        ("late", timedelta(hours=24 + 9))
    ]


def test_copies_of_continuous_backups_are_counted() -> None:
    """The copy of a continuous backup is a snapshot, on the schedule."""
    copied = _protected(_schedule(continuous=True, copy_retention="30d"), type_="Aurora")

    assert [count.at_least for count in expected_copies([copied]).counts] == [1]
