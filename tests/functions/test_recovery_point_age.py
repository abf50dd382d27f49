from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import boto3
import pytest

from functions import recovery_point_age
from functions.recovery_point_age import publish

NOW = datetime(2026, 3, 14, 12, tzinfo=UTC)
EVENT = {
    "namespace": "Tocsin/Backup",
    "metric": "RecoveryPointAge",
    "vault": "shop-prod",
    "resources": {"orders": "arn:orders", "stock": "arn:stock"},
}
Points = Mapping[str, Iterable[tuple[int, str]]]
"""By Amazon Resource Name, the hours since each recovery point began, and its status."""


class _Backup:
    """Answers as AWS Backup does, two recovery points a page, with a vault that is ten days old."""

    def __init__(self, points: Points) -> None:
        self.points = points

    def get_paginator(self, operation: str) -> "_Backup":
        assert operation == "list_recovery_points_by_backup_vault"
        return self

    def paginate(self, **asked: str) -> Iterable[dict[str, Any]]:
        assert asked["BackupVaultName"] == "shop-prod"
        found = [
            {"CreationDate": NOW - timedelta(hours=hours), "Status": status}
            for hours, status in self.points[asked["ByResourceArn"]]
        ]
        return [{"RecoveryPoints": found[start : start + 2]} for start in range(0, 5, 2)]

    def describe_backup_vault(self, **asked: str) -> dict[str, Any]:
        assert asked == {"BackupVaultName": "shop-prod"}
        return {"CreationDate": NOW - timedelta(days=10)}


class _CloudWatch:
    """Keeps what is put."""

    def __init__(self) -> None:
        self.data: list[dict[str, Any]] = []

    def put_metric_data(self, **parameters: Any) -> None:  # noqa: ANN401 - as boto3 takes them
        assert parameters["Namespace"] == "Tocsin/Backup"
        assert len(parameters["MetricData"]) <= 1_000
        self.data += parameters["MetricData"]


def _ages(points: Points) -> dict[str, float]:
    cloudwatch = _CloudWatch()
    publish(EVENT, _Backup(points), cloudwatch, NOW)
    return {each["Dimensions"][1]["Value"]: each["Value"] for each in cloudwatch.data}


def test_newest_recovery_point_counts() -> None:
    """In whichever order and on whichever page they come, the newest one decides."""
    points = {
        "arn:orders": [(30, "COMPLETED"), (6, "COMPLETED"), (54, "COMPLETED")],
        "arn:stock": [(1, "AVAILABLE")],
    }

    assert _ages(points) == {"orders": 6, "stock": 1}


def test_unusable_recovery_points_do_not_count() -> None:
    """What cannot be restored makes nothing younger."""
    points = {
        "arn:orders": [(1, "PARTIAL"), (2, "EXPIRED"), (3, "CREATING"), (48, "COMPLETED")],
        "arn:stock": [(1, "STOPPED"), (2, "DELETING"), (50, "COMPLETED")],
    }

    assert _ages(points) == {"orders": 48, "stock": 50}


def test_what_was_never_backed_up_is_as_old_as_the_vault() -> None:
    """A new stage has as long as its schedules take; after that its silence is told."""
    assert _ages({"arn:orders": [], "arn:stock": [(1, "COMPLETED")]}) == {"orders": 240, "stock": 1}


def test_one_failure_hides_nothing() -> None:
    """What can be looked at is published; then the function fails, so that its log says why."""
    cloudwatch = _CloudWatch()

    with pytest.raises(KeyError):
        publish(EVENT, _Backup({"arn:stock": [(1, "COMPLETED")]}), cloudwatch, NOW)
    assert [each["Dimensions"] for each in cloudwatch.data] == [
        [
            {"Name": "BackupVaultName", "Value": "shop-prod"},
            {"Name": "Resource", "Value": "stock"},
        ]
    ]


def test_handler_asks_aws(monkeypatch: pytest.MonkeyPatch) -> None:
    """The handler takes its clients from boto3 and the time from the clock."""
    cloudwatch = _CloudWatch()
    backup = _Backup({"arn:orders": [], "arn:stock": []})
    clients = {"backup": backup, "cloudwatch": cloudwatch}
    monkeypatch.setattr(boto3, "client", clients.__getitem__)

    recovery_point_age.handler(EVENT, None)

    assert len(cloudwatch.data) == 2
