"""Looks every few minutes after what is open, and proves that the way of a page works.

- An incident whose alarms CloudWatch calls OK is over, also where nobody was told so: a mute rule
  holds notifications of OK back, too.
- A probe goes the way of a notification, from a topic of its own to the most urgent machine, which
  waits for an answer as for any incident, and gets one before anybody is paged. That it arrived is
  a metric, whose silence alarms.
"""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import boto3

from functions.incidents.carry_out import Hands
from functions.incidents.log import log_failure
from functions.incidents.settings import Settings
from functions.incidents.table import IncidentTable
from tocsin.incidents import PROBE, Incident, Notice, Step, noticed, resolved

NAMESPACE = "Tocsin/Incidents"
EVERY = 5
"""Minutes from one sweep to the next."""
SILENT = 3
"""Probes in a row whose silence alarms; after them the next ones wait for the begin of an hour."""
AT_ONCE = 100
"""Alarms that DescribeAlarms takes by name.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html
"""


def handler(_event: dict[str, Any], _context: object) -> None:
    """Sweep once."""
    settings = Settings.from_environment(os.environ)
    sweep = Sweep(
        table=IncidentTable(boto3.client("dynamodb"), settings.table),
        hands=Hands(settings, boto3.client("sns"), boto3.client("stepfunctions")),
        cloudwatch=boto3.client("cloudwatch"),
        probe_topic=os.environ["PROBE_TOPIC"],
        dimensions={"System": os.environ["SYSTEM"], "Stage": os.environ["STAGE"]},
    )
    sweep.run(datetime.now(UTC))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sweep:
    """Looks after what is open.

    Attributes:
        table: The incidents.
        hands: What reaches people and machines.
        cloudwatch: Amazon CloudWatch.
        probe_topic: The topic from which a probe goes its way.
        dimensions: Of the metric that tells that a probe arrived.
    """

    table: IncidentTable
    hands: Hands
    cloudwatch: Any
    probe_topic: str
    dimensions: Mapping[str, str]

    def run(self, now: datetime) -> None:
        """End what is over, look at the last probe, and send the next one.

        Raises:
            Exception: What failed first, after all was tried.
        """
        failures: list[Exception] = []
        for part in (self._end_what_is_over, self._end_last_probe, self._send_probe):
            try:
                part(now)
            except Exception as error:
                log_failure(part.__name__.strip("_"), error)
                failures.append(error)
        if failures:
            raise failures[0]

    def _end_what_is_over(self, now: datetime) -> None:
        unfinished = [each for each in self.table.unfinished() if each.service != PROBE]
        names = sorted({name for each in unfinished for name in each.firing})
        healthy = dict(self._healthy(names))
        for incident in unfinished:
            for name in incident.firing:
                since = healthy.get(name)
                if since is not None and since > incident.members[name].at:
                    self._tell_ok(incident, name, since, now)

    def _tell_ok(self, incident: Incident, name: str, since: datetime, now: datetime) -> None:
        member = incident.members[name]
        notice = Notice(
            subject=name,
            state="OK",
            at=since,
            severity=incident.severity,
            service=incident.service,
            summary=member.summary,
            text="",
        )
        step = self.table.change_last_of(incident.service, lambda last: noticed(last, notice, now))
        if step.incident is not None:
            self.hands.carry_out(step.incident, step.commands)

    def _healthy(self, names: Sequence[str]) -> Iterator[tuple[str, datetime]]:
        """Yield the alarms that are OK, each with since when."""
        for begin in range(0, len(names), AT_ONCE):
            found = self.cloudwatch.describe_alarms(
                AlarmNames=list(names[begin : begin + AT_ONCE]),
                AlarmTypes=["MetricAlarm", "CompositeAlarm"],
                StateValue="OK",
                MaxRecords=AT_ONCE,
            )
            for alarm in (*found.get("MetricAlarms", ()), *found.get("CompositeAlarms", ())):
                yield alarm["AlarmName"], alarm["StateUpdatedTimestamp"]

    def _end_last_probe(self, now: datetime) -> None:
        """Say that the last probe arrived where a machine waits, and end it."""
        probe = self.table.last_of(PROBE)
        if probe is None or probe.is_over:
            return
        arrived = bool(probe.token)
        step = self.table.change(probe.id, lambda each: _ended(each, now))
        assert step.incident is not None
        self.hands.carry_out(step.incident, step.commands)
        if arrived:
            self.cloudwatch.put_metric_data(
                Namespace=NAMESPACE,
                MetricData=[
                    {
                        "MetricName": "ProbeArrived",
                        "Dimensions": [
                            {"Name": name, "Value": value}
                            for name, value in self.dimensions.items()
                        ],
                        "Timestamp": now,
                        "Value": 1,
                    }
                ],
            )

    def _send_probe(self, now: datetime) -> None:
        # A machine tells everybody where the page of a probe fails, as it does in earnest: once it
        # is known, that would be every five minutes.
        if _silent_probes(self.table.last_of(PROBE)) >= SILENT and now.minute >= EVERY:
            return
        body = {
            # One name for all of them: each opens the incident of the last one again, which does
            # not grow by it.
            "AlarmName": PROBE,
            "AlarmDescription": f"The way of a page is tried.\nService: {PROBE}",
            "NewStateValue": "ALARM",
            "StateChangeTime": now.isoformat(),
        }
        self.hands.sns.publish(TopicArn=self.probe_topic, Message=json.dumps(body))


def _silent_probes(probe: Incident | None) -> int:
    """Return how many of the last probes in a row ended without having arrived."""
    count = 0
    for entry in reversed(probe.timeline if probe else ()):
        if entry.kind == "note":
            break
        count += entry.kind == "resolved"
    return count


def _ended(probe: Incident | None, now: datetime) -> Step:
    assert probe is not None
    return resolved(probe, PROBE, now, "The next one is on its way.")
