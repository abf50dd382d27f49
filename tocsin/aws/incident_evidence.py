"""What an account knows of the time of an incident, as far as the credentials may ask."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from tocsin.aws.answer import call, pages
from tocsin.aws.failure import explained
from tocsin.aws.session import AwsSession

_MOST_CALLS = 200
"""CloudTrail answers two requests a second, with 50 calls each.

https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
"""
_MOST_POINTS = 1440
_AT_ONCE = 100

Item = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentEvidence:
    """Asks about a stretch of time.

    Attributes:
        session: How AWS is reached.
        region: Where the incident is.
        begins: From when on.
        ends: Until when.
    """

    session: AwsSession
    region: str
    begins: datetime
    ends: datetime

    def history(self, alarm: str) -> Iterator[Item]:
        """Yield the changes of state of an alarm, the oldest first.

        Raises:
            AwsFailure: AWS failed.
        """
        request = {
            "AlarmName": alarm,
            "AlarmTypes": ["CompositeAlarm", "MetricAlarm"],
            "HistoryItemType": "StateUpdate",
            "StartDate": self.begins,
            "EndDate": self.ends,
            "ScanBy": "TimestampAscending",
        }
        asked = "cloudwatch:DescribeAlarmHistory"
        with explained(asked):
            client = self.session.client("cloudwatch", self.region)
            for page in pages(client, "describe_alarm_history", request, asked=asked):
                yield from page.get("AlarmHistoryItems", ())

    def definitions(self, alarms: tuple[str, ...]) -> Iterator[Item]:
        """Yield the metric alarms among some alarms, as they are now.

        Raises:
            AwsFailure: AWS failed.
        """
        asked = "cloudwatch:DescribeAlarms"
        names = iter(alarms)
        while chunk := list(islice(names, _AT_ONCE)):
            request = {"AlarmNames": chunk, "AlarmTypes": ["MetricAlarm"]}
            with explained(asked):
                client = self.session.client("cloudwatch", self.region)
                for page in pages(client, "describe_alarms", request, asked=asked):
                    yield from page.get("MetricAlarms", ())

    def values(self, alarm: Item, period: int) -> dict[datetime, float]:
        """Return what a metric alarm compared, by the start of each period.

        Raises:
            AwsFailure: AWS failed.
        """
        asked = "cloudwatch:GetMetricData"
        request = {
            "MetricDataQueries": list(_queries(alarm, period)),
            "StartTime": self.begins,
            "EndTime": self.ends,
            "ScanBy": "TimestampAscending",
            "MaxDatapoints": _MOST_POINTS,
        }
        with explained(asked):
            client = self.session.client("cloudwatch", self.region)
            answer = call(client, "get_metric_data", request, asked=asked)
        results = answer.get("MetricDataResults", ())
        if not results:
            return {}
        first = results[0]
        return dict(zip(first.get("Timestamps", ()), first.get("Values", ()), strict=False))

    def calls(self) -> Iterator[Item]:
        """Yield the calls that changed something, the newest first, as CloudTrail has them.

        Raises:
            AwsFailure: AWS failed.
        """
        asked = "cloudtrail:LookupEvents"
        request = {
            "LookupAttributes": [{"AttributeKey": "ReadOnly", "AttributeValue": "false"}],
            "StartTime": self.begins,
            "EndTime": self.ends,
        }
        with explained(asked):
            client = self.session.client("cloudtrail", self.region)
            found = (
                event
                for page in pages(client, "lookup_events", request, asked=asked)
                for event in page.get("Events", ())
            )
            yield from islice(found, _MOST_CALLS)

    def stacks(self) -> Iterator[Item]:
        """Yield the stacks that were created or updated in that time.

        Raises:
            AwsFailure: AWS failed.
        """
        asked = "cloudformation:DescribeStacks"
        with explained(asked):
            client = self.session.client("cloudformation", self.region)
            for page in pages(client, "describe_stacks", {}, asked=asked):
                for stack in page.get("Stacks", ()):
                    if self.begins <= stack_changed(stack) <= self.ends:
                        yield stack


def stack_changed(stack: Item) -> datetime:
    """Return when a stack was changed last."""
    at: datetime = stack.get("LastUpdatedTime") or stack["CreationTime"]
    return at


def _queries(alarm: Item, period: int) -> Iterator[dict[str, Any]]:
    if alarm.get("Metrics"):
        yield from (dict(each) for each in alarm["Metrics"])
        return
    stat = alarm.get("Statistic") or alarm.get("ExtendedStatistic") or "Average"
    metric = {
        "Namespace": alarm["Namespace"],
        "MetricName": alarm["MetricName"],
        "Dimensions": [dict(each) for each in alarm.get("Dimensions", ())],
    }
    yield {"Id": "m1", "MetricStat": {"Metric": metric, "Period": period, "Stat": stat}}
