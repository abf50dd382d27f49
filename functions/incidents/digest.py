"""Tells what was gathered, when a business day begins.

It is run at that time of each working day of the week, and perhaps at others. Before the day begins
and on a holiday it tells nothing, and what has come since the day began waits for the next. What is
told is removed afterwards, so that nothing is lost, and a failure in between tells it twice.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import boto3

from functions.incidents.log import log_failure
from functions.incidents.sweep import NAMESPACE
from functions.incidents.table import IncidentTable
from tocsin.incidents import DigestMessage, digests, due, publication
from tocsin.on_call import BusinessDays, Policy, digest_days, digest_readers, read_policy_document

KNOWN_FOR = "HolidaysKnownFor"
"""Days until no holidays are known any more."""

_DAY_SECONDS = 86_400
_EARLY = timedelta(minutes=1)
"""By how much clocks of AWS may differ: a day may have begun for what runs this, and not here."""


def handler(event: dict[str, Any], _context: object) -> None:
    """Tell the digest of the policy that the event has."""
    digest = Digest(
        table=IncidentTable(boto3.client("dynamodb"), os.environ["TABLE"]),
        sns=boto3.client("sns"),
        cloudwatch=boto3.client("cloudwatch"),
    )
    digest.run(event, datetime.now(UTC))


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """Tells what was gathered.

    Attributes:
        table: What was gathered.
        sns: Amazon SNS.
        cloudwatch: Amazon CloudWatch.
    """

    table: IncidentTable
    sns: Any
    cloudwatch: Any

    def run(self, event: Mapping[str, Any], now: datetime) -> None:
        """Tell what was gathered, unless it is a holiday, and how long holidays are known.

        Raises:
            Exception: It could not be told; all of it waits for the next day.
        """
        policy = read_policy_document(event["policy"])
        days = digest_days(policy)
        today = (now + _EARLY).astimezone(ZoneInfo(days.time_zone)).date()
        begins = days.begin_of(today)
        if days.is_business_day(today) and begins <= now + _EARLY:
            self._tell(policy, begins, now)
        self._tell_how_long_holidays_are_known(policy, days, now)

    def _tell(self, policy: Policy, begins: datetime, now: datetime) -> None:
        gathered = due(self.table.gathered(policy.severity), begins, now)
        for each in digests(gathered, policy.severity, policy.system, policy.stage):
            self._publish(policy, each)
            for key in each.keys:
                self.table.remove(key)

    def _publish(self, policy: Policy, message: DigestMessage) -> None:
        """Publish to all readers, whatever fails for one of them."""
        failures: list[Exception] = []
        for name in digest_readers(policy):
            topic = policy.contacts[name]
            try:
                self.sns.publish(**publication(topic, message.title, message.short, message.text))
            except Exception as error:
                log_failure("digest", error)
                failures.append(error)
        if failures:
            raise failures[0]

    def _tell_how_long_holidays_are_known(
        self, policy: Policy, days: BusinessDays, now: datetime
    ) -> None:
        if days.holidays_run_out is None:
            return
        left = (days.holidays_run_out - now).total_seconds() / _DAY_SECONDS
        dimensions = {"Stage": policy.stage, "System": policy.system}
        datum = {
            "MetricName": KNOWN_FOR,
            "Dimensions": [{"Name": name, "Value": value} for name, value in dimensions.items()],
            "Timestamp": now,
            "Value": max(left, 0.0),
        }
        self.cloudwatch.put_metric_data(Namespace=NAMESPACE, MetricData=[datum])
