"""Whom a digest tells: from the alarm over the table and the clock to the reader."""

from pathlib import Path

import pytest

from tests.support.digests import (
    MAY_RUN,
    MAY_TELL,
    clock,
    digest_function,
    digest_system,
    digest_template,
    with_route,
)
from tests.support.escalation import Json, role
from tocsin.delivery import Hop, Recipient, Ways

INTAKE = digest_template()["Resources"]["Intake"]


def recipients(folder: Path, **changes: object) -> list[Recipient]:
    """Return whom the alarm that can wait tells."""
    assembly = digest_system(folder, **changes)
    alarm = next(each for each in assembly.alarms if each.name == "certificate")
    ways = Ways(assembly=assembly)
    return [way.recipient for action in alarm.alarm_actions for way in ways.of(alarm, action)]


def readers(folder: Path, **changes: object) -> list[Recipient]:
    """Return the readers of the digest."""
    return [each for each in recipients(folder, **changes) if each.gathered is not None]


def test_a_reader_is_told_by_the_digest_alone(tmp_path: Path) -> None:
    """Not at once, and no machine pages anybody."""
    (ana,) = readers(tmp_path)

    assert ana.gathered is not None
    assert (ana.endpoint, ana.gathered.contact, ana.pages) == ("ana@example.com", "ana", True)
    assert [each for each in recipients(tmp_path) if each.turn is not None] == []


@pytest.mark.parametrize(
    ("changes", "status", "hop"),
    [
        ({"QueuePolicy": None}, "closed", Hop.QUEUE_POLICY),
        ({"IntakeRole": role()}, "closed", Hop.ROLE),
        ({"Clock": clock(State="DISABLED")}, "closed", Hop.CLOCK),
        ({"Clock": clock(ScheduleExpression="cron(30 9 ? * MON-FRI *)")}, "closed", Hop.CLOCK),
        ({"Clock": clock(ScheduleExpression="cron(0 9 ? * MON-THU *)")}, "closed", Hop.CLOCK),
        ({"Clock": clock(ScheduleExpressionTimezone="UTC")}, "closed", Hop.CLOCK),
        ({"Clock": clock(ScheduleExpression="rate(1 hour)")}, "unknown", Hop.CLOCK),
        ({"ClockRole": role(service="scheduler")}, "closed", Hop.CLOCK),
        ({"ClockRole": role(MAY_RUN)}, "closed", Hop.ROLE),
        ({"Digest": None}, "unknown", Hop.CLOCK),
        ({"Digest": digest_function(ReservedConcurrentExecutions=0)}, "closed", Hop.FUNCTION),
        ({"Digest": digest_function(Environment={})}, "closed", Hop.FUNCTION),
        (
            {"Digest": digest_function(Handler="functions.incidents.page.handler")},
            "closed",
            Hop.FUNCTION,
        ),
        ({"DigestRole": role(*MAY_TELL[:1], *MAY_TELL[2:])}, "closed", Hop.TABLE),
        ({"DigestRole": role(*MAY_TELL[1:])}, "closed", Hop.TABLE),
        ({"DigestRole": role(*MAY_TELL[:2])}, "closed", Hop.ROLE),
    ],
)
def test_a_hop_that_is_not_passed(tmp_path: Path, changes: Json, status: str, hop: Hop) -> None:
    """Each hop is closed, or not known, for a reason that says where."""
    (ana,) = readers(tmp_path, **changes)

    assert ana.status == status
    assert ana.obstacle is not None
    assert ana.obstacle.hop is hop


@pytest.mark.parametrize(
    "expression", ["cron(0 9 * * ? *)", "cron(0,30 8-10 ? * 2-6 *)", "cron(0 9 ? * MON-SUN *)"]
)
def test_a_clock_may_run_more_often(tmp_path: Path, expression: str) -> None:
    """Before the day begins and on other days the function tells nothing."""
    (ana,) = readers(tmp_path, Clock=clock(ScheduleExpression=expression))

    assert ana.pages


def test_why_a_clock_is_wrong_is_said_by_a_day(tmp_path: Path) -> None:
    """So that it is seen what is missing."""
    (ana,) = readers(tmp_path, Clock=clock(ScheduleExpression="cron(0 9 ? * TUE-FRI *)"))

    assert ana.obstacle is not None
    assert ana.obstacle.why == (
        "the schedule Clock (cron(0 9 ? * TUE-FRI *)) does not run when a business day begins, as "
        "on Monday, 2026-01-05 at 09:00 in Europe/Berlin"
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"Clock": None},
        {"Reading": None},
        {"Intake": with_route(INTAKE, None)},
        {"Intake": with_route(INTAKE, {"severity": "info", "machine": None})},
        {"Clock": clock(Target={"Arn": {"Fn::GetAtt": ["Digest", "Arn"]}, "Input": "{}"})},
    ],
)
def test_without_one_of_them_nobody_reads_it(tmp_path: Path, changes: Json) -> None:
    """A clock, a reader of the queue, and a route that gathers."""
    assert readers(tmp_path, **changes) == []
