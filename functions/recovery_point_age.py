"""Publishes how old the newest recovery points in a vault are.

It is the whole code of a function of AWS Lambda: the standard library and boto3, nothing else.
"""

from datetime import UTC, datetime
from typing import Any

import boto3

USABLE = {"COMPLETED", "AVAILABLE"}
SECONDS_IN_AN_HOUR = 3_600
AT_ONCE = 1_000
"""https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html"""


def handler(event: dict[str, Any], _context: object) -> None:
    """Publish the ages of the resources that the event names."""
    publish(event, boto3.client("backup"), boto3.client("cloudwatch"), datetime.now(UTC))


def publish(event: dict[str, Any], backup: Any, cloudwatch: Any, now: datetime) -> None:
    """Publish, in hours, what can be found out; what cannot stays silent, and its alarm fires.

    Raises:
        Exception: What the first resource that could not be looked at raised, at the end.
    """
    data: list[dict[str, Any]] = []
    failures: list[Exception] = []
    for name, arn in event["resources"].items():
        try:
            age = now - newest(backup, event["vault"], arn)
        except Exception as error:
            failures.append(error)
        else:
            data.append(datum(event, name, age.total_seconds() / SECONDS_IN_AN_HOUR, now))
    for start in range(0, len(data), AT_ONCE):
        part = data[start : start + AT_ONCE]
        cloudwatch.put_metric_data(Namespace=event["namespace"], MetricData=part)
    if failures:
        raise failures[0]


def newest(backup: Any, vault: str, arn: str) -> datetime:
    """Return when the newest usable recovery point began, or else when the vault was made."""
    pages = backup.get_paginator("list_recovery_points_by_backup_vault").paginate(
        BackupVaultName=vault, ByResourceArn=arn
    )
    begun: list[datetime] = [
        point["CreationDate"]
        for page in pages
        for point in page["RecoveryPoints"]
        if point["Status"] in USABLE
    ]
    if begun:
        return max(begun)
    made: datetime = backup.describe_backup_vault(BackupVaultName=vault)["CreationDate"]
    return made


def datum(event: dict[str, Any], resource: str, hours: float, now: datetime) -> dict[str, Any]:
    """Return the metric of one resource, with the dimensions that its alarm reads."""
    dimensions = {"BackupVaultName": event["vault"], "Resource": resource}
    return {
        "MetricName": event["metric"],
        "Dimensions": [{"Name": name, "Value": value} for name, value in dimensions.items()],
        "Timestamp": now,
        "Value": hours,
    }
