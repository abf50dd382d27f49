"""Publishes how old the newest validations are, and what restore tests did not delete.

The whole code of a function: the standard library and boto3, nothing else.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import boto3

HOUR = timedelta(hours=1)
OFF = timedelta(days=2)
"""Silence that a test which is off makes; one of a failure is shorter, or was told."""
LOOKED_BACK = timedelta(days=400)
"""Values are kept for 455 days.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html
"""


def handler(event: dict[str, Any], _context: object) -> None:
    """Publish what is known of the test that the event names."""
    Record(event, boto3.client("backup"), boto3.client("cloudwatch"), datetime.now(UTC)).publish()


@dataclass(frozen=True)
class Record:
    """What is known of one test: its event, what is asked, and the time."""

    event: dict[str, Any]
    backup: Any
    cloudwatch: Any
    now: datetime

    def publish(self) -> None:
        """Publish what can be found out; what cannot stays silent, and its alarm fires.

        Raises:
            Exception: The first failure, at the end.
        """
        found: list[dict[str, Any]] = []
        failures: list[Exception] = []
        looks: list[tuple[str, tuple[str, str], Callable[[], float]]] = [
            ("age", ("Resource", each), partial(self.hours_since, each))
            for each in self.event["stores"]
        ]
        looks.append(("left", ("RestoreTest", self.event["test"]), self.undeleted))
        for metric, own, look in looks:
            try:
                found.append({**self.metric(metric, own), "Timestamp": self.now, "Value": look()})
            except Exception as error:
                failures.append(error)
        if found:
            self.cloudwatch.put_metric_data(Namespace=self.event["namespace"], MetricData=found)
        if failures:
            raise failures[0]

    def hours_since(self, store: str) -> float:
        """Return the hours since a store was validated, or is looked at, again."""
        validated = next(self.hours("validated", store), None)
        since = self.now
        for hour in self.hours("age", store):
            if since - hour > OFF:
                break
            since = hour
        if validated and since - validated <= OFF:
            since = validated
        return (self.now - since) / HOUR

    def hours(self, metric: str, store: str) -> Iterator[datetime]:
        """Yield the hours in which a metric of a store has values, the newest first."""
        read = {"Namespace": self.event["namespace"], **self.metric(metric, ("Resource", store))}
        statistic = {"Metric": read, "Period": 3_600, "Stat": "SampleCount"}
        pages = self.cloudwatch.get_paginator("get_metric_data").paginate(
            MetricDataQueries=[{"Id": "value", "MetricStat": statistic}],
            StartTime=self.now - LOOKED_BACK,
            EndTime=self.now,
            ScanBy="TimestampDescending",
        )
        for page in pages:
            for result in page["MetricDataResults"]:
                yield from result["Timestamps"]

    def undeleted(self) -> int:
        """Return how many restores of the test AWS Backup could not delete."""
        pages = self.backup.get_paginator("list_restore_jobs").paginate(
            ByRestoreTestingPlanArn=self.event["plan"]
        )
        jobs = (job for page in pages for job in page["RestoreJobs"])
        return sum(job.get("DeletionStatus") == "FAILED" for job in jobs)

    def metric(self, metric: str, own: tuple[str, str]) -> dict[str, Any]:
        """Return a metric as CloudWatch names it, with the dimensions that its alarm reads."""
        of = (own, ("Stage", self.event["stage"]), ("System", self.event["system"]))
        dimensions = [{"Name": name, "Value": value} for name, value in of]
        return {"MetricName": self.event[metric], "Dimensions": dimensions}
