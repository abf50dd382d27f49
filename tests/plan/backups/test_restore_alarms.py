"""The alarms on restore tests."""

import pytest

from tests.support.viewpoints import changed, planned
from tocsin.plan import AlarmSpec

ORDERS = "    orders: {resource: checkout/orders, schedules: [daily]}\n"
COPIED = ("{schedule: cron(0 3 * * ? *)}", "{schedule: cron(0 3 * * ? *), copy_retention: 30d}")
BOTH = ", where: both"
KINDS = ("no-restore-test", "restore-is-slow", "restored-data-are-bad", "restored-point-is-old")


def _alarms(
    settings: str = "", *changes: tuple[str, str], protected: str = "orders"
) -> dict[str, AlarmSpec]:
    test = f"schedule: cron(0 6 ? * SUN *), protected: [{protected}], within: 2h{settings}"
    text = changed(*changes, (ORDERS, f"{ORDERS}  restore_tests:\n    weekly: {{{test}}}\n"))
    return {
        alarm.id.removeprefix("backups-"): alarm
        for alarm in planned(text).alarms
        if alarm.runbook_path.startswith("backup-vault/")
        and alarm.runbook_path.removeprefix("backup-vault/").removesuffix(".md")
        in {*KINDS, "restores-not-deleted", "restore-validator-failed"}
    }


def test_each_store_of_each_place_has_its_alarms() -> None:
    """Of a copy they are in the recovery Region, where its test is."""
    found = _alarms(BOTH, COPIED)

    assert set(found) == {
        *(f"orders-{kind}" for kind in KINDS),
        *(f"copy-of-orders-{kind}" for kind in KINDS),
        "restore-test-weekly-restores-not-deleted",
        "restore-test-weekly-of-copies-restores-not-deleted",
        "restore-tests-restore-validator-failed",
        "restore-tests-of-copies-restore-validator-failed",
    }
    regions = {("cop" in name, alarm.region) for name, alarm in found.items()}
    assert regions == {(False, "eu-west-1"), (True, "eu-central-1")}
    assert {alarm.severity for alarm in found.values()} == {"warning"}


@pytest.mark.parametrize(
    ("name", "metric", "condition"),
    [
        ("restored-data-are-bad", "RestoreValidated", ("LessThanThreshold", 1, 1, 300, "ignore")),
        ("restore-is-slow", "RestoreTime", ("GreaterThanThreshold", 7_200, 1, 300, "ignore")),
        # A day, an hour to start in and four to be done in, and an hour until the restore starts.
        (
            "restored-point-is-old",
            "RestoredRecoveryPointAge",
            ("GreaterThanThreshold", 30 * 3_600, 1, 300, "ignore"),
        ),
        # A week, an hour to start in, two to restore, two to be looked at, and the hour's rounding.
        (
            "no-restore-test",
            "RestoreTestAge",
            ("GreaterThanThreshold", 168 + 1 + 2 + 2 + 1, 3, 3_600, "breaching"),
        ),
    ],
)
def test_limits_follow_from_the_schedules(
    name: str, metric: str, condition: tuple[object, ...]
) -> None:
    """What is published once a week keeps its state until the next time."""
    alarm = _alarms()[f"orders-{name}"]
    (read,) = alarm.series.metrics

    assert (read.namespace, read.name) == ("Tocsin/Backup", metric)
    assert read.dimensions == (("Resource", "orders"), ("Stage", "prod"), ("System", "shop"))
    assert condition == (
        alarm.comparison,
        alarm.threshold,
        alarm.evaluation_periods,
        alarm.series.period,
        alarm.treat_missing_data,
    )


def test_a_copy_has_the_time_of_its_copy_too() -> None:
    """It is as old as what it was copied from."""
    old = _alarms(BOTH, COPIED)["copy-of-orders-restored-point-is-old"]

    assert old.threshold == 34 * 3_600


@pytest.mark.parametrize(("restore", "seconds"), [("90m", 5_400), ("3h", 7_200)])
def test_what_is_declared_of_a_restore_is_held_against_it(restore: str, seconds: int) -> None:
    """The time to recover that is claimed rests on it."""
    text = ORDERS.replace("}", f", restore: {{takes: {restore}}}}}")
    test = "schedule: cron(0 6 ? * SUN *), protected: [orders], within: 2h"
    plan = planned(changed((ORDERS, f"{text}  restore_tests: {{weekly: {{{test}}}}}\n")))
    (alarm,) = (each for each in plan.alarms if each.id == "backups-orders-restore-is-slow")

    assert alarm.threshold == seconds


def test_a_point_in_time_has_no_age() -> None:
    """Its recovery point is as old as the continuous backup."""
    table = "      orders: {type: dynamodb_table, table: shop-orders}\n"
    found = _alarms(
        "",
        (table, f"{table}      database: {{type: aurora_cluster, cluster: shop}}\n"),
        (
            "  schedules:\n",
            "  schedules:\n    continuous: {schedule: cron(0 5 * * ? *), continuous: true}\n",
        ),
        (
            ORDERS,
            f"    database: {{resource: checkout/database, schedules: [continuous]}}\n{ORDERS}",
        ),
        protected="database, orders",
    )

    assert "database-restored-data-are-bad" in found
    assert "database-restored-point-is-old" not in found


@pytest.mark.parametrize(
    ("schedules", "protected", "where", "aged"),
    [
        ("[continuous]", "database, orders", "both", {"orders", "copy-of-orders"}),
        # One of the test has no snapshots, so that what has both may be restored from either.
        ("[continuous, daily]", "database, only, orders", "both", {
            "orders", "copy-of-orders", "copy-of-database",
        }),
        ("[continuous, daily]", "database, orders", "data", {"orders", "database"}),
    ],
)  # fmt: skip
def test_an_age_is_looked_at_where_a_date_tells_it(
    schedules: str, protected: str, where: str, aged: set[str]
) -> None:
    """The alarm would fire at each test for ever."""
    table = "      orders: {type: dynamodb_table, table: shop-orders}\n"
    clusters = "".join(
        f"      {name}: {{type: aurora_cluster, cluster: {name}}}\n"
        for name in ("database", "only")
    )
    stores = (
        f"    database: {{resource: checkout/database, schedules: {schedules}}}\n"
        "    only: {resource: checkout/only, schedules: [continuous]}\n"
    )
    continuous = "continuous: {schedule: cron(0 5 * * ? *), continuous: true, copy_retention: 30d}"
    found = _alarms(
        f", where: {where}",
        COPIED,
        (table, f"{table}{clusters}"),
        ("  schedules:\n", f"  schedules:\n    {continuous}\n"),
        (ORDERS, f"{stores}{ORDERS}"),
        protected=protected,
    )

    ending = "-restored-point-is-old"
    assert {each.removesuffix(ending) for each in found if each.endswith(ending)} == aged


def test_what_is_left_is_told_and_silence_too() -> None:
    """Nothing else tells that the function cannot list restore jobs."""
    alarm = _alarms()["restore-test-weekly-restores-not-deleted"]

    assert (alarm.threshold, alarm.evaluation_periods, alarm.series.period) == (0, 3, 3_600)
    assert alarm.treat_missing_data == "breaching"


def test_data_of_other_regions_are_told_apart() -> None:
    """By their names, and by the Region of the alarm."""
    found = _alarms("", ("region: eu-west-1,", "regions: [eu-west-1, us-east-1],"))

    assert found["orders-us-east-1-restored-data-are-bad"].region == "us-east-1"
    assert found["restore-test-weekly-us-east-1-restores-not-deleted"].region == "us-east-1"


def test_without_tests_there_are_no_alarms() -> None:
    """An alarm on silence would fire."""
    assert not [each for each in planned(changed()).alarms if "restore-test" in each.id]


def test_a_validator_that_fails_is_told_by_its_name() -> None:
    """Its own error leaves a restore without a result; the test's age would tell a week later."""
    alarm = _alarms()["restore-tests-restore-validator-failed"]
    (read,) = alarm.series.metrics

    assert (read.namespace, read.name) == ("AWS/Lambda", "Errors")
    assert read.dimensions == (("FunctionName", "shop-prod-restore-validator"),)
    assert (alarm.threshold, alarm.treat_missing_data) == (0, "notBreaching")
