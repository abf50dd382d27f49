"""The metrics that Metrics Insights queries of alarms read."""

from pathlib import Path

import pytest

from tests.support.assembly import load_template
from tests.support.drills import template
from tocsin.assembly import MetricReading
from tocsin.checks import Subject
from tocsin.checks.metric.insights import insights_readings


def readings(folder: Path, expression: str) -> tuple[MetricReading, ...]:
    """Return what an alarm with this query reads."""
    properties = {"Metrics": [{"Id": "q", "Expression": expression, "Period": 60}]}
    alarm = {"Type": "AWS::CloudWatch::Alarm", "Properties": properties}
    subject = Subject.of(load_template(folder, template(Alarm=alarm)))
    return tuple(insights_readings(subject.alarms[0]))


@pytest.mark.parametrize(
    ("expression", "namespace", "name", "dimensions"),
    [
        ('SELECT AVG(CPUUtilization) FROM "AWS/EC2"', "AWS/EC2", "CPUUtilization", None),
        (
            'SELECT AVG(CPUUtilization) FROM SCHEMA("AWS/EC2", InstanceId) GROUP BY InstanceId',
            "AWS/EC2",
            "CPUUtilization",
            {"InstanceId"},
        ),
        (
            (
                'select max("GetRecords.IteratorAgeMilliseconds") from schema("AWS/Kinesis",'
                " StreamName, \"ShardId\") where StreamName = 'orders'"
            ),
            "AWS/Kinesis",
            "GetRecords.IteratorAgeMilliseconds",
            {"StreamName", "ShardId"},
        ),
        ("SELECT COUNT(Orders) FROM Shop", "Shop", "Orders", None),
        ('SELECT SUM(Orders) FROM SCHEMA("Shop")', "Shop", "Orders", set()),
    ],
)
def test_a_query_names_a_metric(
    tmp_path: Path, expression: str, namespace: str, name: str, dimensions: set[str] | None
) -> None:
    """SCHEMA fixes the whole set of dimensions; a namespace alone leaves it open."""
    (reading,) = readings(tmp_path, expression)

    assert (reading.namespace, reading.name) == (namespace, name)
    assert reading.dimension_names == dimensions


@pytest.mark.parametrize("expression", ["m1 / m2", "SELECT 1", "FILL(METRICS(), 0)"])
def test_what_is_not_a_query_of_a_metric(tmp_path: Path, expression: str) -> None:
    """Metric math reads what its ids stand for."""
    assert readings(tmp_path, expression) == ()
