"""Remarks on periods below a minute, which few metrics have datapoints for.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
"""

from dataclasses import replace

from tocsin.alarms.metric_alarm import MetricAlarm
from tocsin.alarms.property_reader import PropertyReader


def remark_on_resolution(reader: PropertyReader, alarm: MetricAlarm) -> None:
    """Say that AWS's own metrics have a datapoint a minute at most."""
    namespaces = sorted(
        {
            query.metric.namespace
            for query in alarm.queries
            if query.metric is not None and query.metric.namespace.startswith("AWS/")
        }
    )
    if not alarm.is_high_resolution or not namespaces:
        return
    what = (
        f"the period is {alarm.period} s, and services publish to {namespaces[0]} each minute at "
        "best: most periods are without data"
    )
    fix = "use a period of 60 s, unless this metric is known to have a high resolution"
    name = "Metrics" if reader.has("Metrics") else "Period"
    replace(reader, room="metric").report(name, "resolution", what, fix, severity="note")
