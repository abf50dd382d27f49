"""What the hourly function publishes of restore tests."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import boto3
import pytest

from functions import restore_test_record
from functions.restore_test_record import LOOKED_BACK, Record

NOW = datetime(2026, 3, 15, 12, tzinfo=UTC)
PLAN = "arn:aws:backup:us-east-1:111122223333:restore-testing-plan:shop_prod_weekly-1"
EVENT = {
    "namespace": "Tocsin/Backup",
    "validated": "RestoreValidated",
    "age": "RestoreTestAge",
    "left": "UndeletedRestores",
    "system": "shop",
    "stage": "prod",
    "test": "weekly",
    "plan": PLAN,
    "stores": ["orders", "copy of stock"],
}
Hours = Mapping[tuple[str, str], Iterable[int]]
"""By metric and data store, the hours since it had values."""


class _Backup:
    """Answers as AWS Backup does, two jobs a page."""

    def __init__(self, *statuses: str | None) -> None:
        self.statuses = statuses

    def get_paginator(self, operation: str) -> "_Backup":
        assert operation == "list_restore_jobs"
        return self

    def paginate(self, **asked: str) -> Iterable[dict[str, Any]]:
        assert asked == {"ByRestoreTestingPlanArn": PLAN}
        jobs = [{"DeletionStatus": each} if each else {} for each in self.statuses]
        return [{"RestoreJobs": jobs[start : start + 2]} for start in range(0, 6, 2)]


class _CloudWatch:
    """Answers as CloudWatch does, and keeps what is put."""

    def __init__(self, hours: Hours) -> None:
        self.hours = hours
        self.data: list[dict[str, Any]] = []

    def get_paginator(self, operation: str) -> "_CloudWatch":
        assert operation == "get_metric_data"
        return self

    def paginate(self, **asked: Any) -> Iterable[dict[str, Any]]:  # noqa: ANN401 - as boto3 does
        (query,) = asked["MetricDataQueries"]
        metric = query["MetricStat"]["Metric"]
        dimensions = {each["Name"]: each["Value"] for each in metric["Dimensions"]}
        assert (metric["Namespace"], query["MetricStat"]["Period"]) == ("Tocsin/Backup", 3_600)
        assert (dimensions["System"], dimensions["Stage"]) == ("shop", "prod")
        assert asked["EndTime"] - asked["StartTime"] == LOOKED_BACK
        found = sorted(
            NOW - timedelta(hours=each)
            for each in self.hours.get((metric["MetricName"], dimensions["Resource"]), ())
        )
        assert asked["ScanBy"] == "TimestampDescending"
        found.reverse()
        empty: dict[str, Any] = {"MetricDataResults": [{"Timestamps": []}]}
        return [empty, {"MetricDataResults": [{"Timestamps": found}]}]

    def put_metric_data(self, **parameters: Any) -> None:  # noqa: ANN401 - as boto3 takes them
        assert parameters["Namespace"] == "Tocsin/Backup"
        assert all(each["Timestamp"] == NOW for each in parameters["MetricData"])
        self.data += parameters["MetricData"]


def _published(hours: Hours, *statuses: str | None) -> dict[str, float]:
    cloudwatch = _CloudWatch(hours)
    Record(EVENT, _Backup(*statuses), cloudwatch, NOW).publish()
    return _by_name(cloudwatch)


def _by_name(cloudwatch: _CloudWatch) -> dict[str, float]:
    return {each["Dimensions"][0]["Value"]: each["Value"] for each in cloudwatch.data}


def test_age_counts_from_the_newest_validation_good_or_bad() -> None:
    """That a test was bad is told by another alarm."""
    found = _published(
        {
            ("RestoreValidated", "orders"): [200, 30, 198],
            ("RestoreValidated", "copy of stock"): [170],
            ("RestoreTestAge", "orders"): range(1, 1_000),
            ("RestoreTestAge", "copy of stock"): range(1, 1_000),
        }
    )

    assert found == {"orders": 30, "copy of stock": 170, "weekly": 0}


def test_what_was_never_validated_counts_from_when_it_is_looked_at() -> None:
    """A data store that a test of old gets today has until the next run."""
    found = _published({("RestoreTestAge", "orders"): [1, 2, 3, 50]})

    assert found == {"orders": 50, "copy of stock": 0, "weekly": 0}


@pytest.mark.parametrize(
    ("looked_at", "validated", "age"),
    [
        # Off for a hundred days, on again for three hours.
        ([1, 2, 3, 2_403, 2_404], [2_500], 3),
        # The function failed for a day.
        ([*range(1, 27), *range(50, 400)], [290], 290),
        ([1, 2, 3, 2_403], [2], 2),
    ],
)
def test_a_test_that_was_off_has_until_its_next_run(
    looked_at: list[int], validated: list[int], age: float
) -> None:
    """It could not have run; what merely was not looked at for a day could."""
    found = _published(
        {("RestoreTestAge", "orders"): looked_at, ("RestoreValidated", "orders"): validated}
    )

    assert found["orders"] == age


def test_what_was_not_deleted_is_counted() -> None:
    """What is being deleted, or was never restored, is not."""
    assert _published({}, "FAILED", "DELETING", None, "SUCCESSFUL", "FAILED")["weekly"] == 2


def test_what_cannot_be_found_out_is_silent_and_the_rest_is_published() -> None:
    """The alarm on silence tells of it, and the function fails for whoever reads its log."""
    cloudwatch = _CloudWatch(
        {("RestoreValidated", "orders"): [3], ("RestoreTestAge", "orders"): range(1, 9)}
    )
    with pytest.raises(AttributeError):
        Record(EVENT, None, cloudwatch, NOW).publish()

    assert _by_name(cloudwatch) == {"orders": 3, "copy of stock": 0}


def test_each_value_has_the_dimensions_of_its_alarm() -> None:
    """In the order in which an alarm writes them."""
    cloudwatch = _CloudWatch({})
    Record(EVENT, _Backup(), cloudwatch, NOW).publish()

    assert [
        (each["MetricName"], [one["Name"] for one in each["Dimensions"]])
        for each in cloudwatch.data
    ] == [
        ("RestoreTestAge", ["Resource", "Stage", "System"]),
        ("RestoreTestAge", ["Resource", "Stage", "System"]),
        ("UndeletedRestores", ["RestoreTest", "Stage", "System"]),
    ]


def test_the_handler_asks_the_clients_of_its_region(monkeypatch: pytest.MonkeyPatch) -> None:
    """Boto3 knows the Region from the environment of the function."""
    asked: list[str] = []
    cloudwatch = _CloudWatch({})

    def client(service: str) -> _CloudWatch | _Backup:
        asked.append(service)
        return cloudwatch if service == "cloudwatch" else _Backup()

    monkeypatch.setattr(boto3, "client", client)
    monkeypatch.setattr(restore_test_record, "datetime", _Now)

    restore_test_record.handler(EVENT, None)

    assert asked == ["backup", "cloudwatch"]
    assert len(cloudwatch.data) == 3


class _Now:
    @staticmethod
    def now(_zone: object) -> datetime:
        return NOW
