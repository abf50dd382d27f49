"""From a notification that can wait to the digest of the next business day."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.incidents.digest import KNOWN_FOR, Digest
from functions.incidents.intake import Intake
from functions.incidents.settings import Route
from functions.incidents.sweep import EVERY, NAMESPACE
from tests.support.incident_aws import SETTINGS, FakeAws, ServiceError, record
from tests.support.incidents import TOPIC, after, policy
from tocsin.on_call import BusinessDays, DigestClock, Tier, digest_clock, policy_document
from tocsin.plan.specs import HOLIDAYS_METRIC, INCIDENT_NAMESPACE, SWEEP_MINUTES

MONDAY = datetime(2026, 3, 16, 8, 0, tzinfo=UTC)
HOLIDAY = date(2026, 3, 17)
DAYS = BusinessDays(
    time_zone="Europe/Berlin",
    begins=time(9),
    holidays=frozenset({HOLIDAY}),
    holidays_end=date(2027, 1, 1),
)


def _of(days: BusinessDays) -> dict[str, Any]:
    tiers = (Tier(recipients=("ana", "primary"), kind="digest"),)
    return {"policy": policy_document(policy("info", tiers=tiers, business_days=days))}


EVENT = _of(DAYS)


@dataclass(eq=False)
class FakeMetrics:
    """Keeps what is published."""

    values: list[float] = field(default_factory=list)

    def put_metric_data(self, *, Namespace: str, MetricData: list[Mapping[str, Any]]) -> None:  # noqa: N803 - AWS's names
        """Publish a metric."""
        assert Namespace == "Tocsin/Incidents"
        (datum,) = MetricData
        assert datum["MetricName"] == "HolidaysKnownFor"
        self.values.append(datum["Value"])


def digest(aws: FakeAws, metrics: FakeMetrics | None = None) -> Digest:
    """Return the function that tells digests."""
    return Digest(table=aws.table, sns=aws.topics, cloudwatch=metrics or FakeMetrics())


def take(
    aws: FakeAws,
    state: str = "ALARM",
    second: int = 0,
    receives: int = 1,
    name: str = "shop-prod-checkout-certificate",
) -> list[str]:
    """Let the function take a notification of the topic of what can wait."""
    info = {f"{TOPIC}-info": Route(severity="info", machine=None, digest=True)}
    settings = replace(SETTINGS, routes={**SETTINGS.routes, **info})
    body = {
        "AlarmName": name,
        "AlarmDescription": "The certificate ends in 30 days.\nService: checkout",
        "NewStateValue": state,
        "StateChangeTime": f"2026-03-14T09:25:{second:02}.000+0000",
    }
    envelope = {"TopicArn": f"{TOPIC}-info", "Message": json.dumps(body)}
    intake = Intake(settings=settings, table=aws.table, hands=aws.hands)
    records = [record(json.dumps(envelope), number=0, receives=receives)]
    failures = intake.batch({"Records": records}, after(1))["batchItemFailures"]
    return [each["itemIdentifier"] for each in failures]


def test_what_can_wait_wakes_nobody_and_is_told_when_people_come_to_work() -> None:
    """Two notifications of one alarm are one message to each reader, and then are forgotten."""
    aws = FakeAws()
    assert take(aws) == []
    assert take(aws, "OK", second=30) == []
    assert (aws.topics.told, aws.machines.started) == ([], {})

    digest(aws).run(EVENT, MONDAY)
    digest(aws).run(EVENT, MONDAY)

    assert aws.topics.published == [
        (f"contact-{name}", "shop prod, info: 1 thing to look at, 0 not over")
        for name in ("ana", "ben")
    ]
    assert aws.dynamodb.items == {}


def test_the_alarm_on_holidays_reads_what_the_function_publishes() -> None:
    """And the probe is sent as often as its alarm expects: functions cannot import the plan."""
    assert KNOWN_FOR == HOLIDAYS_METRIC
    assert NAMESPACE == INCIDENT_NAMESPACE
    assert EVERY == SWEEP_MINUTES


def test_nothing_is_told_of_nothing() -> None:
    """Nobody reads a message that says that there is nothing to read."""
    aws = FakeAws()
    digest(aws).run(EVENT, MONDAY)

    assert aws.topics.told == []


def test_a_holiday_is_no_business_day() -> None:
    """What was gathered waits for the day after it."""
    aws = FakeAws()
    take(aws)
    digest(aws).run(EVENT, datetime(2026, 3, 17, 8, tzinfo=UTC))
    assert aws.topics.told == []

    digest(aws).run(EVENT, datetime(2026, 3, 18, 8, tzinfo=UTC))
    assert aws.topics.told == ["contact-ana", "contact-ben"]


def test_what_comes_when_the_day_has_begun_waits_for_the_next() -> None:
    """However late it is run, and however often."""
    aws = FakeAws()
    take(aws)
    saturday = BusinessDays(days=(5, 6), begins=time(9))
    digest(aws).run(_of(saturday), datetime(2026, 3, 14, 9, 30, tzinfo=UTC))
    assert aws.topics.told == []

    digest(aws).run(_of(saturday), datetime(2026, 3, 15, 9, 0, tzinfo=UTC))
    assert aws.topics.told == ["contact-ana", "contact-ben"]


@pytest.mark.parametrize(
    ("second", "is_told"), [(-120, False), (-1, True), (0, True), (59, True), (86_000, False)]
)
def test_nothing_is_told_before_the_day_begins(second: int, *, is_told: bool) -> None:
    """Clocks of AWS may differ by a little."""
    aws = FakeAws()
    take(aws)
    digest(aws).run(EVENT, MONDAY + timedelta(seconds=second))

    assert bool(aws.topics.told) is is_told


def test_a_begin_that_clocks_leave_out() -> None:
    """Half past two on that day is three: the clock is set to both, and the later one tells."""
    days = BusinessDays(days=(6,), time_zone="Europe/Berlin", begins=time(2, 30))
    aws = FakeAws()
    take(aws)
    assert digest_clock(days) == DigestClock("cron(0,30 2,3 ? * SUN *)", "Europe/Berlin")

    digest(aws).run(_of(days), datetime(2026, 3, 29, 0, 0, tzinfo=UTC))
    assert aws.topics.told == []
    digest(aws).run(_of(days), datetime(2026, 3, 29, 1, 0, tzinfo=UTC))
    assert aws.topics.told == ["contact-ana", "contact-ben"]


@given(st.integers(0, 3_000), st.sampled_from(["Europe/Berlin", "Australia/Lord_Howe", "UTC"]))
def test_the_clock_runs_whenever_a_day_begins(number: int, zone: str) -> None:
    """On each business day of eight years, at the begin that policies are judged by."""
    days = BusinessDays(days=tuple(range(7)), time_zone=zone, begins=time(2, 15))
    begins = days.begin_of(date(2026, 1, 1) + timedelta(days=number)).astimezone(ZoneInfo(zone))
    minutes, hours, *_ = digest_clock(days).expression.removeprefix("cron(").split()

    assert str(begins.minute) in minutes.split(",")
    assert str(begins.hour) in hours.split(",")


def test_what_has_been_told_and_not_forgotten_is_told_again() -> None:
    """A table that fails in between loses nothing."""
    aws = FakeAws()
    take(aws)
    aws.dynamodb.fails = lambda: len(aws.topics.told) == 2
    with pytest.raises(ServiceError):
        digest(aws).run(EVENT, MONDAY)

    aws.dynamodb.fails = lambda: False
    digest(aws).run(EVENT, MONDAY)
    assert aws.topics.told == ["contact-ana", "contact-ben"] * 2


def test_a_metric_that_fails_keeps_nobody_from_reading() -> None:
    """People are told first; the function fails, which alarms, and has nothing left to tell."""

    class NoMetrics(FakeMetrics):
        def put_metric_data(self, **_: object) -> None:
            raise ServiceError("Throttling")

    aws = FakeAws()
    take(aws)
    for _ in range(2):
        with pytest.raises(ServiceError):
            digest(aws, NoMetrics()).run(EVENT, MONDAY)

    assert aws.topics.told == ["contact-ana", "contact-ben"]


def test_what_cannot_be_gathered_is_told_to_everybody_at_once() -> None:
    """And stays in the queue, so that it is tried again; everybody is told once."""
    aws = FakeAws()
    aws.dynamodb.fails = lambda: True

    assert take(aws) == ["m-0"]
    assert take(aws, receives=2) == ["m-0"]
    assert aws.topics.told == ["fallback"]


def test_what_cannot_be_told_is_told_again() -> None:
    """The function fails, which alarms, and nothing is forgotten."""
    aws = FakeAws()
    take(aws)
    aws.topics.fails = lambda: True
    with pytest.raises(ServiceError):
        digest(aws).run(EVENT, MONDAY)

    aws.topics.fails = lambda: False
    digest(aws).run(EVENT, MONDAY)
    assert aws.topics.told == ["contact-ana", "contact-ben"]


def test_a_topic_that_fails_keeps_nobody_else_from_reading() -> None:
    """Everybody is told in place of its reader, once: a second run tells nothing again."""
    aws = FakeAws()
    take(aws)
    answers = iter([True, False, False])
    aws.topics.fails = lambda: next(answers)
    with pytest.raises(ServiceError):
        digest(aws).run(EVENT, MONDAY)
    digest(aws).run(EVENT, MONDAY)

    assert aws.topics.told == ["contact-ben", "fallback"]
    assert aws.dynamodb.items == {}


def test_a_part_that_fails_keeps_no_other_part_from_being_told() -> None:
    """What could not be told at all waits, and the rest is forgotten."""
    aws = FakeAws()
    for number in range(4_000):
        take(aws, name=f"certificate-{number:04}-{'x' * 200}")
    fails_first = iter([True] * 3)
    aws.topics.fails = lambda: next(fails_first, False)
    with pytest.raises(ServiceError):
        digest(aws).run(EVENT, MONDAY)
    waiting = len(aws.dynamodb.items)
    assert 0 < waiting < 4_000
    assert {*aws.topics.told} == {"contact-ana", "contact-ben"}

    digest(aws).run(EVENT, MONDAY)
    assert aws.dynamodb.items == {}


@pytest.mark.parametrize("state", ["OK", "INSUFFICIENT_DATA"])
def test_what_did_not_fire_is_no_news(state: str) -> None:
    """A new alarm is OK at first; and what was told on Monday is over without a word."""
    aws = FakeAws()
    take(aws, state)
    digest(aws).run(EVENT, MONDAY)

    assert (aws.topics.told, aws.dynamodb.items) == ([], {})


def test_how_long_holidays_are_known_is_a_metric() -> None:
    """On holidays, too; an alarm tells in time that it is not for long."""
    metrics = FakeMetrics()
    digest(FakeAws(), metrics).run(EVENT, datetime(2026, 12, 30, 23, tzinfo=UTC))
    digest(FakeAws(), metrics).run(EVENT, datetime(2027, 1, 4, 8, tzinfo=UTC))

    assert metrics.values == [1.0, 0.0]
