"""What is over ends although nobody was told so, and a probe proves that the way works."""

import json

import pytest

from tests.support.incident_aws import (
    PROBE_TOPIC,
    FakeAws,
    FakeCloudWatch,
    ServiceError,
    page_event,
    record,
    sweep,
)
from tests.support.incidents import after, opened, policy
from tocsin.incidents import PROBE, Incident, Step
from tocsin.on_call import policy_document


def deliver_probe(aws: FakeAws, seconds: float = 301) -> None:
    """Let the last probe go its way: through the queue, and to the function that pages."""
    envelope = {"TopicArn": PROBE_TOPIC, "Message": aws.topics.probes[-1]}
    batch = {"Records": [record(json.dumps(envelope))]}
    assert aws.intake.batch(batch, after(seconds)) == {"batchItemFailures": []}
    probe = incident_of(aws, PROBE)
    assert aws.machines.started[probe.execution]["machine"].endswith("-critical")
    document = policy_document(policy())
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
    """Its machine is answered, which is that of critical incidents with the policy of people."""
    aws, cloudwatch = FakeAws(), FakeCloudWatch()
    for number in range(1, 4):
        sweep(aws, cloudwatch, 300 * number)
        deliver_probe(aws, 300 * number + 1)

    assert [each["MetricName"] for each in cloudwatch.metrics] == ["ProbeArrived"] * 2
    assert list(aws.machines.answered.values()) == ["acknowledged"] * 3
    assert aws.topics.told == []


def test_probes_are_one_incident_that_stays_small() -> None:
    """One is sent every few minutes for years."""
    aws, cloudwatch = FakeAws(), FakeCloudWatch()
    for number in range(1, 4):
        sweep(aws, cloudwatch, 300 * number)
        deliver_probe(aws, 300 * number + 1)

    probe = incident_of(aws, PROBE)
    assert (len(probe.members), probe.round) == (1, 3)


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


def lose_probe(aws: FakeAws, seconds: float) -> None:
    """Let the last probe open its incident, whose page then fails."""
    envelope = {"TopicArn": PROBE_TOPIC, "Message": aws.topics.probes[-1]}
    batch = {"Records": [record(json.dumps(envelope))]}
    assert aws.intake.batch(batch, after(seconds)) == {"batchItemFailures": []}


def test_a_page_that_fails_is_probed_three_times_an_hour_at_most() -> None:
    """Each such probe tells everybody, by its machine; the first that arrives ends that."""
    aws, cloudwatch = FakeAws(), FakeCloudWatch()
    sent = []
    for number in range(1, 25):
        known = len(aws.topics.probes)
        sweep(aws, cloudwatch, 300 * number)
        if len(aws.topics.probes) > known:
            sent.append(number)
            lose_probe(aws, 300 * number + 1)

    assert sent[:3] == [1, 2, 3]
    assert {after(300 * number).minute // 5 for number in sent[3:]} <= {0, 1, 2}
    assert 2 <= len(sent[3:]) <= 6
    assert cloudwatch.metrics == []

    mended = next(number for number in range(25, 40) if after(300 * number).minute < 5)
    sweep(aws, cloudwatch, 300 * mended)
    deliver_probe(aws, 300 * mended + 1)
    for number in range(mended + 1, mended + 4):
        known = len(aws.topics.probes)
        sweep(aws, cloudwatch, 300 * number)
        assert len(aws.topics.probes) == known + 1
        deliver_probe(aws, 300 * number + 1)
    assert len(cloudwatch.metrics) == 3


def test_nobody_is_told_of_a_probe_that_cannot_be_an_incident() -> None:
    """It would be told every five minutes; its silence alarms, and the function's failure."""
    aws = FakeAws()
    sweep(aws, FakeCloudWatch())
    aws.dynamodb.fails = lambda: True
    envelope = {"TopicArn": PROBE_TOPIC, "Message": aws.topics.probes[-1]}
    batch = {"Records": [record(json.dumps(envelope))]}

    assert aws.intake.batch(batch, after(301))["batchItemFailures"]
    assert aws.topics.told == []
