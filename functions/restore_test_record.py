"""Publishes how long ago restore tests validated each data store, and what they did not delete.

It is the whole code of a function of AWS Lambda: the standard library and boto3, nothing else.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import boto3

HOUR = timedelta(hours=1)
OFF = timedelta(days=2)
"""Without a value for longer, nobody looked at a test because it was off: no failure, of which the
alarm on silence has told by then, is to begin the count anew for a shorter time."""
LOOKED_BACK = timedelta(days=400)
"""Values of an hour are kept for 455 days.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html
"""


def handler(event: dict[str, Any], _context: object) -> None:
    """Publish what is known of the test that the event names."""
    Record(event, boto3.client("backup"), boto3.client("cloudwatch"), datetime.now(UTC)).publish()


@dataclass(frozen=True)
class Record:
    """What is known of one test: the event that names it, what is asked, and the time."""

    event: dict[str, Any]
    backup: Any
    cloudwatch: Any
    now: datetime

    def publish(self) -> None:
        """Publish what can be found out; what cannot stays silent, and its alarm fires.

        Raises:
            Exception: What the first thing that could not be looked at raised, at the end.
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
        """Return the hours since a store was validated, or since it is looked at again."""
        validated = next(self.hours("validated", store), None)
        looked_at = self.looked_at_since(store, validated)
        since = validated if validated and looked_at - validated <= OFF else looked_at
        return (self.now - since) / HOUR

    def looked_at_since(self, store: str, validated: datetime | None) -> datetime:
        """Return when the store began to be looked at, as far as it matters.

        A test that was off for long has until its next run, as a new one has.
        """
        since = self.now
        for hour in self.hours("age", store):
            if since - hour > OFF or (validated and since <= validated):
                break
            since = hour
        return since

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
