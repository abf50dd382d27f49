"""Tells what was gathered, when a business day begins.

It is run at that time of each working day of the week, and perhaps at others. Before the day begins
and on a holiday it tells nothing, and what has come since the day began waits for the next. What is
told is removed afterwards, so that nothing is lost, and a failure in between tells it twice. If one
reader's topic fails, the topic of everybody tells it, so that nothing is told again to the others.
"""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import boto3

from functions.incidents.log import log_failure
from functions.incidents.sweep import NAMESPACE
from functions.incidents.table import IncidentTable
from tocsin.incidents import DigestMessage, digests, due, publication, untold
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
            Exception: Somebody could not be told by the topic of theirs, or something not at all:
                that waits for the next run.
        """
        policy = read_policy_document(event["policy"])
        days = digest_days(policy)
        today = (now + _EARLY).astimezone(ZoneInfo(days.time_zone)).date()
        begins = days.begin_of(today)
        if days.is_business_day(today) and begins <= now + _EARLY:
            self._tell(policy, begins, now)
        self._tell_how_long_holidays_are_known(policy, days, now)

    def _tell(self, policy: Policy, begins: datetime, now: datetime) -> None:
        gathered = tuple(due(self.table.gathered(policy.severity), begins, now))
        failures: list[Exception] = []
        for each in digests(gathered, policy.severity, policy.system, policy.stage):
            failed = self._publish(policy, each)
            failures.extend(failed)
            if not failed or self._reaches(policy.fallback, each, failures):
                self._remove(each.keys)
        self._remove(untold(gathered))
        if failures:
            raise failures[0]

    def _publish(self, policy: Policy, message: DigestMessage) -> list[Exception]:
        """Publish to all readers, and return what failed for any of them."""
        failures: list[Exception] = []
        for name in digest_readers(policy):
            self._reaches(policy.contacts[name], message, failures)
        return failures

    def _reaches(self, topic: str, message: DigestMessage, failures: list[Exception]) -> bool:
        """Publish to a topic, and say whether Amazon SNS took it."""
        try:
            self.sns.publish(**publication(topic, message.title, message.short, message.text))
        except Exception as error:
            log_failure("digest", error)
            failures.append(error)
            return False
        return True

    def _remove(self, keys: Iterable[Mapping[str, Any]]) -> None:
        for key in keys:
            self.table.remove(key)

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
