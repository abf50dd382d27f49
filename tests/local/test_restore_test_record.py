"""The hourly function of restore tests, with AWS's own clients against the embedded AWS."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from functions.restore_test_record import Record
from local.endpoint import ACCOUNT, HOME_REGION, Endpoint

pytestmark = pytest.mark.emulator

PLAN = f"arn:aws:backup:{HOME_REGION}:{ACCOUNT}:restore-testing-plan:shop_record_weekly"
EVENT = {
    "namespace": "Tocsin/Backup",
    "validated": "RestoreValidated",
    "age": "RestoreTestAge",
    "left": "UndeletedRestores",
    "system": "shop",
    "stage": "record",
    "test": "weekly",
    "plan": PLAN,
    "stores": ["orders", "stock"],
}


def _value(cloudwatch: Any, metric: str, now: datetime, **dimensions: str) -> float:  # noqa: ANN401 - a boto3 client
    named = [{"Name": name, "Value": value} for name, value in dimensions.items()]
    (found,) = cloudwatch.get_metric_statistics(
        Namespace="Tocsin/Backup",
        MetricName=metric,
        Dimensions=[
            *named,
            {"Name": "Stage", "Value": "record"},
            {"Name": "System", "Value": "shop"},
        ],
        StartTime=now - timedelta(minutes=5),
        EndTime=now + timedelta(minutes=5),
        Period=600,
        Statistics=["Maximum"],
    )["Datapoints"]
    return float(found["Maximum"])


def test_what_it_finds_out_is_published(emulator: Endpoint) -> None:
    """The newest of two validations, a store that never was validated, and what was left behind."""
    now = datetime.now(UTC)
    cloudwatch, backup = emulator.client("cloudwatch"), emulator.client("backup")
    of_orders = Record(EVENT, backup, cloudwatch, now).metric("validated", ("Resource", "orders"))
    cloudwatch.put_metric_data(
        Namespace="Tocsin/Backup",
        MetricData=[
            {**of_orders, "Timestamp": now - timedelta(hours=hours), "Value": 1}
            for hours in (5, 30)
        ],
    )
    for number, deleted in enumerate(("FAILED", "SUCCESSFUL", "FAILED")):
        emulator.tell_restore_job(
            {
                "RestoreJobId": f"record-{number}",
                "Status": "COMPLETED",
                "CreatedBy": {"RestoreTestingPlanArn": PLAN},
                "DeletionStatus": deleted,
            }
        )

    Record(EVENT, backup, cloudwatch, now).publish()

    assert 5 <= _value(cloudwatch, "RestoreTestAge", now, Resource="orders") < 6
    assert _value(cloudwatch, "RestoreTestAge", now, Resource="stock") == 0
    assert _value(cloudwatch, "UndeletedRestores", now, RestoreTest="weekly") == 2
