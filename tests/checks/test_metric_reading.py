"""Which metrics an alarm reads, as far as its template says so."""

from pathlib import Path

from tests.support.assembly import load_template
from tests.support.drills import Json, template
from tocsin.assembly import MetricReading
from tocsin.checks import Subject


def readings(folder: Path, properties: Json, **more: Json) -> tuple[MetricReading, ...]:
    """Return what the alarm with these properties reads."""
    alarm = {"Type": "AWS::CloudWatch::Alarm", "Properties": properties}
    assembly = load_template(folder, {**template(Alarm=alarm), **more})
    return Subject.of(assembly).alarms[0].readings


METRIC = {
    "Namespace": "AWS/Lambda",
    "MetricName": "Errors",
    "Dimensions": [{"Name": "FunctionName", "Value": "orders"}],
}


def test_the_metric_of_a_simple_alarm(tmp_path: Path) -> None:
    """Numbers may be written as texts."""
    (reading,) = readings(tmp_path, {**METRIC, "Statistic": "Sum", "Period": "60"})
    assert (reading.namespace, reading.name) == ("AWS/Lambda", "Errors")
    assert reading.dimensions == {"FunctionName": "orders"}
    assert (reading.statistic, reading.period, reading.unit) == ("Sum", 60, "")
    assert reading.metric_path == ()


def test_the_metrics_of_metric_math(tmp_path: Path) -> None:
    """Each query of a metric is one, and an expression none."""
    stat = {"Metric": METRIC, "Stat": "p99", "Period": 300, "Unit": "Count"}
    queries = [
        {"Id": "e", "Expression": "m * 2"},
        {"Id": "m", "MetricStat": stat, "ReturnData": False, "AccountId": "111122223333"},
    ]
    (reading,) = readings(tmp_path, {"Metrics": queries})
    assert (reading.query_id, reading.statistic, reading.unit) == ("m", "p99", "Count")
    assert (reading.account, reading.is_returned) == ("111122223333", False)
    assert reading.metric_path == ("Metrics", 1, "MetricStat", "Metric")


def test_what_only_a_deployment_knows_is_none(tmp_path: Path) -> None:
    """One open value does not hide the others."""
    open_values = {
        "MetricName": {"Ref": "Name"},
        "Namespace": "Shop",
        "Dimensions": [{"Name": "Queue", "Value": {"Ref": "Name"}}],
        "Period": {"Ref": "Name"},
    }
    (reading,) = readings(tmp_path, open_values, Parameters={"Name": {"Type": "String"}})
    assert (reading.namespace, reading.name, reading.period) == ("Shop", None, None)
    assert reading.dimensions == {"Queue": None}


def test_dimensions_of_which_not_even_the_names_are_known(tmp_path: Path) -> None:
    """None is not the same as no dimensions."""
    unknown = {**METRIC, "Dimensions": {"Ref": "Name"}}
    (reading,) = readings(tmp_path, unknown, Parameters={"Name": {"Type": "CommaDelimitedList"}})
    assert reading.dimensions is None
    assert reading.dimension_names is None


def test_an_alarm_without_dimensions(tmp_path: Path) -> None:
    """It reads the metric that has none."""
    (reading,) = readings(tmp_path, {"Namespace": "Shop", "MetricName": "OrdersPlaced"})
    assert reading.dimensions == {}
