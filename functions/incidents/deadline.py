"""Looks, some minutes after a critical alarm fired, whether anybody has heard of it.

It shares neither topic nor queue, neither function nor machine with the first way: Amazon
EventBridge brings the alarm here, whatever became of its notification.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import boto3

from functions.incidents.carry_out import Hands
from functions.incidents.log import log_failure
from functions.incidents.settings import Settings
from functions.incidents.table import IncidentTable
from tocsin.incidents import Incident, Notice, is_held_back, read_alarm_event


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Take a batch of the queue in which alarms wait for their deadline."""
    settings = Settings.from_environment(os.environ)
    deadline = Deadline(
        settings=settings,
        table=IncidentTable(boto3.client("dynamodb"), settings.table),
        hands=Hands(settings, boto3.client("sns"), boto3.client("stepfunctions")),
        cloudwatch=boto3.client("cloudwatch"),
    )
    return deadline.batch(event, datetime.now(UTC))


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """Tells everybody of what nobody has heard of.

    Attributes:
        settings: What the function is told.
        table: The incidents.
        hands: What reaches people.
        cloudwatch: Amazon CloudWatch.
    """

    settings: Settings
    table: IncidentTable
    hands: Hands
    cloudwatch: Any

    def batch(self, event: Mapping[str, Any], now: datetime) -> dict[str, Any]:
        """Look at the alarms of a batch, each by itself."""
        failed = []
        for record in event["Records"]:
            try:
                self.look(json.loads(record["body"]), now)
            except Exception as error:
                log_failure("deadline", error, message=record["messageId"])
                failed.append({"itemIdentifier": record["messageId"]})
        return {"batchItemFailures": failed}

    def look(self, event: Mapping[str, Any], now: datetime) -> None:
        """Tell everybody of an alarm unless somebody has heard of it, or nobody is to.

        What cannot be found out counts as not heard of.
        """
        notice = read_alarm_event(event, "critical", now)
        if notice.state != "ALARM" or is_held_back(event) or not self._pages(notice):
            return
        try:
            heard = _is_heard(self.table.last_of(notice.service), notice)
            why = "nobody had heard of it after some minutes"
        except Exception as error:
            log_failure("deadline", error, alarm=notice.arn)
            heard, why = False, "it is not known whether anybody has heard of it"
        if not heard:
            self.hands.fall_back_raw(f"{notice.summary}\n\n{notice.text}", why)

    def _pages(self, notice: Notice) -> bool:
        """Say whether the alarm notifies a topic that a machine pages for."""
        try:
            found = self.cloudwatch.describe_alarms(
                AlarmNames=[notice.subject], AlarmTypes=["MetricAlarm", "CompositeAlarm"]
            )
        except Exception as error:
            log_failure("describe alarms", error, alarm=notice.arn)
            return True
        alarms = (*found.get("MetricAlarms", ()), *found.get("CompositeAlarms", ()))
        paging = {topic for topic, route in self.settings.routes.items() if route.machine}
        return any(paging.intersection(alarm["AlarmActions"]) for alarm in alarms)


def _is_heard(incident: Incident | None, notice: Notice) -> bool:
    if incident is None:
        return False
    member = incident.members.get(notice.subject)
    return member is not None and member.at >= notice.at and incident.is_heard
