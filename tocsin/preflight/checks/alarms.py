"""Dead alarms: deployed, and without a metric."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from tocsin.aws import AwsRegion
from tocsin.diagnostics import Problem
from tocsin.preflight.check import found
from tocsin.preflight.deployment import Deployment

LOOK_BACK = timedelta(days=14)
"""ListMetrics forgets what had no datapoint for two weeks, so neither is asked for longer."""

_DAY = 86_400
_MOST_QUERIES = 500

Metric = Mapping[str, Any]
"""A metric as CloudWatch writes it: Namespace, MetricName, Dimensions."""


def find_dead_alarms(deployment: Deployment, region: AwsRegion) -> Iterator[Problem]:
    """Yield the alarms without a state none of whose metrics had a datapoint in two weeks."""
    ours = {alarm.name for alarm in deployment.alarms(region.name)}
    waiting = {
        alarm["AlarmName"]: list(_metrics(alarm))
        for alarm in region.listed(
            "cloudwatch",
            "describe_alarms",
            "MetricAlarms",
            StateValue="INSUFFICIENT_DATA",
            AlarmTypes=["MetricAlarm"],
        )
        or ()
        if alarm["AlarmName"] in ours and not _is_warming_up(alarm, deployment.now)
    }
    unknown = {
        name: metrics
        for name, metrics in waiting.items()
        if metrics and not any(_is_listed(region, metric) for metric in metrics)
    }
    every = [metric for metrics in unknown.values() for metric in metrics]
    with_data = _with_data(region, every, deployment.now)
    for name, metrics in unknown.items():
        if not any(_text(metric) in with_data for metric in metrics):
            yield _dead(region, name, metrics)


def _is_warming_up(alarm: Mapping[str, Any], now: datetime) -> bool:
    """Tell whether an alarm still waits for its metric, as it was told to."""
    minutes = alarm.get("WarmUpConfiguration", {}).get("WarmUpPeriodDurationInMinutes", 0)
    changed = alarm.get("AlarmConfigurationUpdatedTimestamp")
    return changed is not None and now < changed + timedelta(minutes=int(minutes))


def _metrics(alarm: Mapping[str, Any]) -> Iterator[Metric]:
    """Yield the metrics that an alarm reads, as it was deployed."""
    if "MetricName" in alarm:
        yield _metric(alarm)
    for query in alarm.get("Metrics", ()):
        if "MetricStat" in query:
            yield _metric(query["MetricStat"]["Metric"])


def _metric(there: Mapping[str, Any]) -> Metric:
    return {
        "Namespace": there["Namespace"],
        "MetricName": there["MetricName"],
        "Dimensions": [
            {"Name": each["Name"], "Value": each["Value"]} for each in there.get("Dimensions", ())
        ],
    }


def _is_listed(region: AwsRegion, metric: Metric) -> bool:
    """Tell whether CloudWatch knows a metric of exactly these dimensions."""
    listed = region.listed("cloudwatch", "list_metrics", "Metrics", **metric) or ()
    return any(_text(_metric(each)) == _text(metric) for each in listed)


def _with_data(region: AwsRegion, metrics: Iterable[Metric], now: datetime) -> set[str]:
    """Return the metrics, as text, that had a datapoint in the last two weeks."""
    distinct = list({_text(metric): metric for metric in metrics}.values())
    found_texts = set()
    for first in range(0, len(distinct), _MOST_QUERIES):
        batch = distinct[first : first + _MOST_QUERIES]
        results = region.listed(
            "cloudwatch",
            "get_metric_data",
            "MetricDataResults",
            MetricDataQueries=[_query(f"m{number}", each) for number, each in enumerate(batch)],
            StartTime=now - LOOK_BACK,
            EndTime=now,
        )
        found_texts |= {
            _text(batch[int(each["Id"][1:])]) for each in results or () if each.get("Values")
        }
    return found_texts


def _query(identity: str, metric: Metric) -> dict[str, Any]:
    return {
        "Id": identity,
        "MetricStat": {"Metric": metric, "Period": _DAY, "Stat": "SampleCount"},
    }


def _text(metric: Metric) -> str:
    """Write a metric as `AWS/SQS ApproximateAgeOfOldestMessage (QueueName=orders)`."""
    pairs = sorted((each["Name"], each["Value"]) for each in metric["Dimensions"])
    dimensions = ", ".join(f"{name}={value}" for name, value in pairs)
    name = f"{metric['Namespace']} {metric['MetricName']}"
    return f"{name} ({dimensions})" if dimensions else name


def _dead(region: AwsRegion, name: str, metrics: list[Metric]) -> Problem:
    texts = ", ".join(dict.fromkeys(map(_text, metrics)))
    return found(
        "dead-alarm",
        region,
        f"alarm {name}",
        f"it has no data, and its metric had none in two weeks: {texts}",
        why="it cannot fire until there are data",
        fix="compare the dimensions with those in CloudWatch, and correct the viewpoint; "
        "or see that the application publishes it",
    )
