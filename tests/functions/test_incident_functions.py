"""From a notification in the queue to a page, by the functions as they are deployed."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.support.incident_aws import FakeAws, page_event, record
from tests.support.incidents import TOPIC, after, policy
from tocsin.incidents import Incident, Step, acknowledged
from tocsin.on_call import Absence, Hours, Rotation, Shift, Tier, policy_document

DOCUMENT = policy_document(policy())


def alarm_message(
    name: str = "shop-prod-checkout-no-orders", state: str = "ALARM", second: int = 0
) -> str:
    """Return what Amazon SNS writes into the queue of an alarm."""
    body = {
        "AlarmName": name,
        "AlarmDescription": "No order was placed. Customers cannot buy.\n\nFirst: Try one.\n\n"
        "Runbook: https://example.com/no-orders\n"
        "Severity: critical · Service: checkout · Owner: payments\nCondition: < 1",
        "NewStateValue": state,
        "NewStateReason": "Threshold Crossed",
        "StateChangeTime": f"2026-03-14T09:25:{second:02}.000+0000",
        "AlarmArn": f"arn:aws:cloudwatch:us-east-1:111122223333:alarm:{name}",
    }
    envelope = {
        "Type": "Notification",
        "TopicArn": f"{TOPIC}-critical",
        "Message": json.dumps(body),
        "Timestamp": f"2026-03-14T09:25:{second:02}.100Z",
    }
    return json.dumps(envelope)


def take(aws: FakeAws, *bodies: str, receives: int = 1) -> list[str]:
    """Let the function take a batch; return the messages that have to come again."""
    records = [record(body, number=number, receives=receives) for number, body in enumerate(bodies)]
    failures = aws.intake.batch({"Records": records}, after(1))["batchItemFailures"]
    return [each["itemIdentifier"] for each in failures]


def only_incident(aws: FakeAws) -> Incident:
    """Return the incident of the service."""
    incident = aws.table.last_of("checkout")
    assert incident is not None
    return incident


def page(aws: FakeAws, tier: int = 0) -> None:
    """Let the machine of the incident page a tier."""
    incident = only_incident(aws)
    event = page_event(incident.id, tier, DOCUMENT, execution=incident.execution)
    aws.pager.page(event, after(2))


def test_an_alarm_starts_the_machine_which_pages_who_is_on_call() -> None:
    """Ten alarms of the service are one incident, and one machine."""
    aws = FakeAws()

    assert take(aws, *(alarm_message(f"alarm-{number}") for number in range(10))) == []
    page(aws)

    incident = only_incident(aws)
    assert list(aws.machines.started) == [incident.execution]
    assert aws.topics.published == [
        ("contact-ana", "CRITICAL checkout: No order was placed. Customers cannot buy. (+9 more)")
    ]
    assert [each.kind for each in incident.timeline[-2:]] == ["paged", "handed over"]


def test_an_acknowledgement_answers_the_machine_that_waits() -> None:
    """Whoever has acknowledged is not paged again."""
    aws = FakeAws()
    take(aws, alarm_message())
    page(aws)
    step = aws.table.change(only_incident(aws).id, by_ana)
    aws.hands.carry_out(only_incident(aws), step.commands)
    page(aws, tier=1)

    assert aws.topics.told == ["contact-ana"]
    assert set(aws.machines.answered.values()) == {"acknowledged"}


def test_what_is_ok_again_stops_the_machine_and_is_told() -> None:
    """Whoever was paged reads that it is over."""
    aws = FakeAws()
    take(aws, alarm_message())
    page(aws)
    take(aws, alarm_message(state="OK", second=50))

    assert aws.topics.told == ["contact-ana", "contact-ana"]
    assert aws.topics.published[-1][1].startswith("OVER checkout")
    assert list(aws.machines.answered.values()) == ["resolved"]


@pytest.mark.parametrize(
    "body", ["", "not JSON", "[]", "{}", '{"TopicArn": 1, "Message": 2}', "null", "\x00"]
)
def test_what_nobody_can_read_is_paged_as_urgently_as_can_be(body: str) -> None:
    """It may be the alarm that matters."""
    aws = FakeAws()

    assert take(aws, body) == []

    incident = aws.table.last_of("unreadable notification")
    assert incident is not None
    assert incident.severity == "critical"
    assert list(aws.machines.started) == [incident.execution]


def by_ana(incident: Incident | None) -> Step:
    """Let somebody acknowledge."""
    assert incident is not None
    return acknowledged(incident, "ana", after(9))


def always() -> bool:
    """Fail each time."""
    return True


@pytest.mark.parametrize("broken", ["dynamodb", "machines"])
def test_where_no_incident_can_be_opened_everybody_is_told_once(broken: str) -> None:
    """The message comes again, and the failure alarms."""
    aws = FakeAws()
    getattr(aws, broken).fails = always

    assert take(aws, alarm_message()) == ["m-0"]
    assert take(aws, alarm_message(), receives=2) == ["m-0"]
    assert aws.topics.told == ["fallback"]


def test_a_message_that_comes_again_starts_what_was_not_started() -> None:
    """The incident was written, and its machine was not started."""
    aws = FakeAws()
    aws.machines.fails = always
    take(aws, alarm_message())
    aws.machines.fails = lambda: False

    assert take(aws, alarm_message(), receives=2) == []
    assert list(aws.machines.started) == [only_incident(aws).execution]


def failing_first(count: int) -> Callable[[], bool]:
    """Fail some times, then no more."""
    left = [count]

    def fails() -> bool:
        left[0] -= 1
        return left[0] >= 0

    return fails


def test_a_page_that_amazon_sns_refuses_goes_to_everybody() -> None:
    """The failure stands in the timeline."""
    aws = FakeAws()
    take(aws, alarm_message())
    aws.topics.fails = failing_first(1)
    page(aws)

    assert aws.topics.told == ["fallback"]
    assert "failed" in {each.kind for each in only_incident(aws).timeline}


OFFICE = Shift(members=("ana", "ben"), hours=Hours.of_day("09:00-17:00", (0, 1, 2, 3, 4)))
AWAY = (Absence(begins=after(-3600), ends=after(3600)),)


@pytest.mark.parametrize(
    "settings",
    [
        # It is Saturday.
        {"rotations": {"primary": Rotation(shifts=(OFFICE,))}},
        {"absences": {"ana": AWAY, "ben": AWAY}},
        {"contacts": {}},
    ],
    ids=["a gap between shifts", "all are away", "no contacts"],
)
def test_a_tier_that_has_nobody_tells_everybody(settings: dict[str, Any]) -> None:
    """Whoever reads it sees that nobody was on call."""
    aws = FakeAws()
    take(aws, alarm_message())
    incident = only_incident(aws)
    tiers = (Tier(recipients=("primary",), kind="page"),)
    document = policy_document(policy(tiers=tiers, **settings))
    aws.pager.page(page_event(incident.id, 0, document, execution=incident.execution), after(2))

    assert aws.topics.told == ["fallback"]
    assert "nobody" in {each.kind for each in only_incident(aws).timeline}


@pytest.mark.parametrize("broken", ["dynamodb", "topics"])
def test_a_function_that_cannot_page_fails_so_that_the_machine_falls_back(broken: str) -> None:
    """Its Catch tells everybody without any code."""
    aws = FakeAws()
    take(aws, alarm_message())
    incident = only_incident(aws)
    getattr(aws, broken).fails = always
    event = page_event(incident.id, 0, DOCUMENT, execution=incident.execution)

    with pytest.raises(Exception, match=r"Exception|InternalError"):
        aws.pager.page(event, after(2))


@pytest.mark.parametrize("event", [{"policy": {}}, {"incident": "nowhere"}])
def test_what_the_machine_hands_over_wrongly_fails(event: dict[str, object]) -> None:
    """A policy or an incident that nobody knows is not passed over."""
    aws = FakeAws()
    take(aws, alarm_message())
    right = page_event(only_incident(aws).id, 0, DOCUMENT, execution="any")

    with pytest.raises((LookupError, ValueError)):
        aws.pager.page({**right, **event}, after(2))


def test_two_that_change_an_incident_at_once_are_both_heard() -> None:
    """The second one takes the newer version and tries again."""
    aws = FakeAws()
    take(aws, alarm_message())
    table = aws.table
    loads: list[Incident | None] = []

    def slow(incident: Incident | None) -> Step:
        if not loads:
            loads.append(incident)
            take(aws, alarm_message("alarm-2"))
        return by_ana(incident)

    table.change(only_incident(aws).id, slow)

    incident = only_incident(aws)
    assert incident.acknowledged_by == "ana"
    assert len(incident.members) == 2
