"""From a notification of the queue to its incident.

What cannot become an incident is told to everybody at once, and stays in the queue: it is tried
again, and the failure alarms.
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
from tocsin.incidents import PROBE, noticed, read_notification


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Take a batch of the queue, and name those that have to come again."""
    settings = Settings.from_environment(os.environ)
    intake = Intake(
        settings=settings,
        table=IncidentTable(boto3.client("dynamodb"), settings.table),
        hands=Hands(settings, boto3.client("sns"), boto3.client("stepfunctions")),
    )
    return intake.batch(event, datetime.now(UTC))


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """Takes notifications.

    Attributes:
        settings: What the function is told.
        table: The incidents.
        hands: What starts machines and reaches people.
    """

    settings: Settings
    table: IncidentTable
    hands: Hands

    def batch(self, event: Mapping[str, Any], now: datetime) -> dict[str, Any]:
        """Take the messages of a batch, each by itself."""
        failed = [
            {"itemIdentifier": record["messageId"]}
            for record in event["Records"]
            if not self._is_taken(record, now)
        ]
        return {"batchItemFailures": failed}

    def _is_taken(self, record: Mapping[str, Any], now: datetime) -> bool:
        try:
            self.take(record["body"], now)
        except Exception as error:
            log_failure("intake", error, message=str(record.get("messageId")))
            self._tell_everybody(record)
            return False
        return True

    def take(self, body: str, now: datetime) -> None:
        """Let a notification change the incident of its service, or wait for a digest."""
        topic, message, sent = _envelope(body, now)
        route = self.settings.route(topic)
        notice = read_notification(message, route.severity, sent)
        if route.digest:
            self.table.gather(notice)
        if route.machine is None:
            return
        step = self.table.change_last_of(
            notice.service,
            lambda last: noticed(last, notice, now, reopen_within=self.settings.reopen_within),
        )
        if step.incident is not None:
            self.hands.carry_out(step.incident, step.commands)

    def _tell_everybody(self, record: Mapping[str, Any]) -> None:
        """Tell everybody when a notification fails for the first time, not each time.

        Of a probe nobody has to know: that it does not arrive alarms.
        """
        count = record.get("attributes", {}).get("ApproximateReceiveCount", "1")
        if count != "1" or _is_probe(record["body"]):
            return
        try:
            self.hands.fall_back_raw(_text(record["body"]), "its incident could not be opened")
        except Exception as error:
            log_failure("fall back", error, message=str(record.get("messageId")))


def _envelope(body: str, now: datetime) -> tuple[str, str, datetime]:
    """Return topic, message and time of what Amazon SNS wrote into the queue.

    Anything else is a message itself, from a topic that nobody knows.
    """
    try:
        envelope = json.loads(body)
        topic, message = envelope["TopicArn"], envelope["Message"]
    except (LookupError, TypeError, ValueError, RecursionError):
        return "", body, now
    if not (isinstance(topic, str) and isinstance(message, str)):
        return "", body, now
    return topic, message, _time(envelope.get("Timestamp"), now)


def _time(text: object, otherwise: datetime) -> datetime:
    try:
        return datetime.fromisoformat(str(text))
    except ValueError:
        return otherwise


def _is_probe(body: str) -> bool:
    _, message, sent = _envelope(body, datetime.now(UTC))
    return read_notification(message, "critical", sent).service == PROBE


def _text(body: str) -> str:
    """Return what a person can read of a message that failed."""
    topic, message, sent = _envelope(body, datetime.now(UTC))
    notice = read_notification(message, "critical", sent)
    return f"{notice.summary}\n\n{notice.text}\n\n{topic}"
