"""What is over ends although nobody was told so, and a probe proves that the way works."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest

from functions.incidents.sweep import Sweep
from tests.support.incident_aws import PROBE_TOPIC, FakeAws, ServiceError, page_event, record
from tests.support.incidents import after, opened, policy
from tocsin.incidents import PROBE, Incident, Step
from tocsin.on_call import Tier, policy_document

Json = dict[str, Any]


@dataclass(eq=False)
class FakeCloudWatch:
    """Has alarms that are OK, and keeps metrics."""

    healthy: dict[str, datetime] = field(default_factory=dict)
    metrics: list[Json] = field(default_factory=list)
    fails: bool = False

    def describe_alarms(self, *, AlarmNames: list[str], StateValue: str, **_: Any) -> Json:  # noqa: ANN401, N803 - AWS's names
        """Describe those of the names that are OK."""
        assert StateValue == "OK"
        if self.fails:
            raise ServiceError("ThrottlingException")
        found = {name: at for name, at in self.healthy.items() if name in AlarmNames}
        return {
            "MetricAlarms": [
                {"AlarmName": name, "StateUpdatedTimestamp": at} for name, at in found.items()
            ]
        }

    def put_metric_data(self, *, Namespace: str, MetricData: list[Json]) -> None:  # noqa: N803 - AWS's names
        """Keep metrics."""
        assert Namespace == "Tocsin/Incidents"
        self.metrics += MetricData


def sweep(aws: FakeAws, cloudwatch: FakeCloudWatch, seconds: float = 300) -> None:
    """Sweep once."""
    Sweep(
        table=aws.table,
        hands=aws.hands,
        cloudwatch=cloudwatch,
        probe_topic=PROBE_TOPIC,
        dimensions={"System": "shop", "Stage": "prod"},
    ).run(after(seconds))


def deliver_probe(aws: FakeAws, seconds: float = 301) -> None:
    """Let the last probe go its way: through the queue, and to the function that pages."""
    envelope = {"TopicArn": PROBE_TOPIC, "Message": aws.topics.probes[-1]}
    batch = {"Records": [record(json.dumps(envelope))]}
    assert aws.intake.batch(batch, after(seconds)) == {"batchItemFailures": []}
    probe = incident_of(aws, PROBE)
    assert aws.machines.started[probe.execution]["machine"].endswith("-probe")
    document = policy_document(
        policy("info", tiers=(Tier(recipients=("probe",), kind="page"),), contacts={})
    )
    event = page_event(probe.id, 0, document, execution=probe.execution)
    aws.pager.page(event, after(seconds))


def incident_of(aws: FakeAws, service: str) -> Incident:
    """Return the last incident of a service."""
    incident = aws.table.last_of(service)
    assert incident is not None
    return incident


@pytest.mark.parametrize(("since", "status"), [(60, "resolved"), (-60, "open")])
def test_an_incident_whose_alarms_are_ok_is_over(since: float, status: str) -> None:
    """Also where its notification of OK was held back; what was OK before it fired is not OK."""
    aws = FakeAws()
    aws.table.change_last_of("checkout", lambda _: Step(opened()))

    sweep(aws, FakeCloudWatch(healthy={"no-orders": after(since)}))

    assert incident_of(aws, "checkout").status == status


def test_a_probe_that_arrives_is_a_metric_and_pages_nobody() -> None:
    """Its machine is answered."""
    aws, cloudwatch = FakeAws(), FakeCloudWatch()
    for number in range(1, 4):
        sweep(aws, cloudwatch, 300 * number)
        deliver_probe(aws, 300 * number + 1)

    assert [each["MetricName"] for each in cloudwatch.metrics] == ["ProbeArrived"] * 2
    assert list(aws.machines.answered.values()) == ["resolved"] * 2
    assert aws.topics.told == []


def test_a_probe_that_is_lost_is_no_metric() -> None:
    """The silence of the metric alarms."""
    aws, cloudwatch = FakeAws(), FakeCloudWatch()
    for number in range(1, 4):
        sweep(aws, cloudwatch, 300 * number)

    assert cloudwatch.metrics == []


def test_one_thing_that_fails_does_not_stop_the_others() -> None:
    """The function fails at the end, which alarms."""
    aws, cloudwatch = FakeAws(), FakeCloudWatch(fails=True)
    aws.table.change_last_of("checkout", lambda _: Step(opened()))

    with pytest.raises(ServiceError):
        sweep(aws, cloudwatch)

    assert len(aws.topics.probes) == 1
