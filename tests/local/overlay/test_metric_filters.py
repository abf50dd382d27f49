"""Metric filters of a real emulator process emit metrics when log events arrive."""

import json
import time
from datetime import UTC, datetime
from typing import Any

import pytest

from local.endpoint import Endpoint
from tests.support.emulator import deploy_template

pytestmark = pytest.mark.emulator


def log_group_with_filter(emulator: Endpoint, name: str, pattern: str, **metric: object) -> None:
    """A log group with one metric filter, made by CloudFormation, and a stream."""
    transformation = {"MetricNamespace": name, "MetricName": "Found", "MetricValue": "1", **metric}
    resources = {
        "Group": {"Type": "AWS::Logs::LogGroup", "Properties": {"LogGroupName": f"/{name}"}},
        "Filter": {
            "Type": "AWS::Logs::MetricFilter",
            "Properties": {
                "LogGroupName": {"Ref": "Group"},
                "FilterPattern": pattern,
                "MetricTransformations": [transformation],
            },
        },
    }
    deploy_template(emulator, f"filter-{name}", resources)
    emulator.client("logs").create_log_stream(logGroupName=f"/{name}", logStreamName="one")


def put_messages(emulator: Endpoint, name: str, *messages: str) -> None:
    """Put log events that happened now."""
    now = int(time.time() * 1000)
    events = [{"timestamp": now, "message": message} for message in messages]
    emulator.client("logs").put_log_events(
        logGroupName=f"/{name}", logStreamName="one", logEvents=events
    )


def datapoints(
    emulator: Endpoint, name: str, dimensions: dict[str, str] | None = None
) -> list[dict[str, Any]]:
    """The datapoints of the filter's metric in the last minutes."""
    now = time.time()
    answer = emulator.client("cloudwatch").get_metric_statistics(
        Namespace=name,
        MetricName="Found",
        Dimensions=[{"Name": k, "Value": v} for k, v in (dimensions or {}).items()],
        StartTime=datetime.fromtimestamp(now - 300, UTC),
        EndTime=datetime.fromtimestamp(now + 60, UTC),
        Period=3600,
        Statistics=["Sum", "SampleCount", "Maximum"],
    )
    return list(answer["Datapoints"])


def test_terms(emulator: Endpoint) -> None:
    """Each matching event counts once."""
    log_group_with_filter(emulator, "terms", "ERROR -retried")
    put_messages(emulator, "terms", "ERROR 1", "INFO", "ERROR retried", "ERROR 2")
    assert [point["Sum"] for point in datapoints(emulator, "terms")] == [2]


def test_a_value_and_dimensions_come_from_the_event(emulator: Endpoint) -> None:
    """The value and the dimensions are taken from fields of the event."""
    log_group_with_filter(
        emulator,
        "fields",
        '{ $.level = "ERROR" && $.took > 100 }',
        MetricValue="$.took",
        Dimensions=[{"Key": "Route", "Value": "$.route"}],
    )
    events = [
        {"level": "ERROR", "took": 250, "route": "/pay"},
        {"level": "ERROR", "took": 50, "route": "/pay"},
        {"level": "INFO", "took": 300, "route": "/pay"},
        {"level": "ERROR", "took": 400, "route": "/cart"},
    ]
    put_messages(emulator, "fields", *map(json.dumps, events))
    found = datapoints(emulator, "fields", {"Route": "/pay"})
    assert [(point["Sum"], point["SampleCount"]) for point in found] == [(250, 1)]


def test_the_default_value_is_emitted_when_nothing_matches(emulator: Endpoint) -> None:
    """Events without a match emit the default value; no events emit nothing."""
    log_group_with_filter(emulator, "default", "ERROR", DefaultValue=0)
    assert datapoints(emulator, "default") == []
    put_messages(emulator, "default", "INFO", "INFO")
    assert [point["Sum"] for point in datapoints(emulator, "default")] == [0]
