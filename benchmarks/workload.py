"""The same alarms and data for both sides of a comparison."""

import json
from pathlib import Path
from typing import Any

import numpy as np

from tocsin.evaluation import Metric, MetricAlarm, MetricData, MetricSeries, read_alarm

START = 1_767_571_200
"""2026-01-05T00:00:00Z."""

MINUTES_A_DAY = 1_440
_HOUR = 60


def threshold(number: int) -> int:
    """Return the threshold of an alarm: some alarms fire each hour, some never."""
    return number % 75


def properties(number: int) -> dict[str, Any]:
    """Return an alarm as CloudFormation writes it."""
    return {
        "AlarmName": f"alarm-{number:05}",
        "Namespace": "Benchmark",
        "MetricName": f"Metric{number:05}",
        "Statistic": "Average",
        "Period": 60,
        "EvaluationPeriods": 3,
        "DatapointsToAlarm": 3,
        "Threshold": threshold(number),
        "ComparisonOperator": "GreaterThanThreshold",
        "TreatMissingData": "notBreaching",
        "AlarmActions": ["arn:aws:sns:us-east-1:111122223333:benchmark-critical"],
        "OKActions": ["arn:aws:sns:us-east-1:111122223333:benchmark-critical"],
    }


def alarms(numbers: range) -> list[MetricAlarm]:
    """Return an alarm for each number."""
    return [read_alarm(properties(number)) for number in numbers]


def data(numbers: range, minutes: int) -> MetricData:
    """Return a saw of one-minute values from 0 to 59 for each number, each array its own."""
    timestamps = START + _HOUR * np.arange(minutes, dtype=np.float64)
    return MetricData(
        MetricSeries(
            Metric(namespace="Benchmark", name=f"Metric{number:05}"),
            timestamps=timestamps,
            values=np.arange(minutes, dtype=np.float64) % _HOUR,
        )
        for number in numbers
    )


def write_template(path: Path, count: int) -> None:
    """Write a CloudFormation template with *count* alarms."""
    resources = {
        f"Alarm{number:05}": {
            "Type": "AWS::CloudWatch::Alarm",
            "Properties": {
                **properties(number),
                "Tags": [{"Key": "tocsin:severity", "Value": "critical"}],
            },
        }
        for number in range(count)
    }
    path.write_text(json.dumps({"Resources": resources}))


def write_drill(folder: Path, count: int, minutes: int) -> None:
    """Write a drill over a day of every alarm."""
    # Ours counts values where promtool counts steps.
    saw = " ".join(["0+1x60"] * (minutes // _HOUR))
    series = [
        {"namespace": "Benchmark", "metric": f"Metric{number:05}", "values": saw}
        for number in range(count)
    ]
    drill = {"series": series, "expect": [{"alarm": "alarm-00074", "never": "ALARM"}]}
    folder.mkdir()
    # JSON is YAML.
    (folder / "day.yaml").write_text(json.dumps({"drills": {"a day": drill}}))


def write_promtool_files(folder: Path, count: int, minutes: int) -> Path:
    """Write rules and a test that are the same work for promtool; return the test's path."""
    rules = [
        {
            "alert": f"Alarm{number:05}",
            "expr": f"metric_{number:05} > {threshold(number)}",
            "for": "2m",
        }
        for number in range(count)
    ]
    # JSON is YAML.
    (folder / "rules.yml").write_text(json.dumps({"groups": [{"name": "all", "rules": rules}]}))
    saw = " ".join(["0+1x59"] * (minutes // _HOUR))
    test = {
        "rule_files": ["rules.yml"],
        "evaluation_interval": "1m",
        "tests": [
            {
                "interval": "1m",
                "input_series": [
                    {"series": f"metric_{number:05}", "values": saw} for number in range(count)
                ],
                "alert_rule_test": [{"eval_time": f"{minutes - 1}m", "alertname": "Alarm00074"}],
            }
        ],
    }
    path = folder / "test.yml"
    path.write_text(json.dumps(test))
    return path
