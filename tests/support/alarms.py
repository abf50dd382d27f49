"""Properties of alarms for tests of the evaluator."""

from collections.abc import Mapping
from typing import Any

from tocsin.evaluation import Metric, MetricAlarm, read_alarm

MONDAY = 1_767_571_200  # 2026-01-05T00:00:00Z

ORDERS = Metric(namespace="Shop", name="Orders")
"""What the alarm of the tests reads."""

PROPERTIES: Mapping[str, Any] = {
    "AlarmName": "no-orders",
    "Namespace": "Shop",
    "MetricName": "Orders",
    "Statistic": "Sum",
    "Period": 60,
    "EvaluationPeriods": 1,
    "Threshold": 1,
    "ComparisonOperator": "LessThanThreshold",
}


def properties(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 -- as properties are
    """Return the properties of a valid alarm with changes; None removes one."""
    changed = {**PROPERTIES, **changes}
    return {name: value for name, value in changed.items() if value is not None}


def alarm(**changes: Any) -> MetricAlarm:  # noqa: ANN401 -- as properties are
    """Return a valid alarm with changes to its properties."""
    return read_alarm(properties(**changes))


def query(query_id: str, **changes: Any) -> dict[str, Any]:  # noqa: ANN401 -- as properties are
    """Return an entry of Metrics that reads the metric named like its id."""
    stat = {
        "Metric": {"Namespace": "Shop", "MetricName": query_id},
        "Period": 60,
        "Stat": "Sum",
    }
    return {"Id": query_id, "MetricStat": stat, "ReturnData": False, **changes}


def math_alarm(expression: str, *ids: str, **changes: Any) -> MetricAlarm:  # noqa: ANN401 -- as above
    """Return an alarm on an expression over the metrics named like the ids."""
    result = {"Id": "result", "Expression": expression, "ReturnData": True}
    single = dict.fromkeys(("Namespace", "MetricName", "Statistic", "Period"))
    return alarm(**single, Metrics=[*map(query, ids), result], **changes)
