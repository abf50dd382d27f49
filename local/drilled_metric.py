"""Puts the data by which an alarm is drilled."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from local.drill_data import DrillData
from local.drillable_alarm import DrillableAlarm


def put(chosen: DrillableAlarm, value: float, times: Iterable[float]) -> int:
    """Put data points of the metric of an alarm, and return how many.

    Args:
        chosen: The alarm.
        value: What all of them say.
        times: When each of them says that it was measured, in seconds since 1970.
    """
    points = [_datum(chosen, value, at) for at in times]
    namespace = chosen.alarm["Namespace"]
    chosen.cloudwatch.put_metric_data(Namespace=namespace, MetricData=points)
    return len(points)


@contextmanager
def healthy_if_it_fails(data: Iterable[tuple[DrillableAlarm, DrillData]]) -> Iterator[None]:
    """Put healthy data if something fails meanwhile, so that no alarm goes on paging.

    What failed is what is told, whatever fails then.
    """
    try:
        yield
    except BaseException:
        for each, points in data:
            with suppress(BotoCoreError, ClientError):
                put(each, points.healthy, points.healthy_times)
        raise


def _datum(chosen: DrillableAlarm, value: float, at: float) -> dict[str, Any]:
    return {
        "MetricName": chosen.alarm["MetricName"],
        "Dimensions": chosen.alarm["Dimensions"],
        "Timestamp": datetime.fromtimestamp(at, UTC),
        "Value": value,
        "Unit": chosen.alarm.get("Unit") or "None",
    }
