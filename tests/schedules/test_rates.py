"""Schedules that repeat from their creation on, and which services take them."""

from datetime import timedelta

import pytest

from tocsin.diagnostics import InvalidValueError
from tocsin.schedules import (
    AWS_BACKUP,
    EVENTBRIDGE_RULE,
    EVENTBRIDGE_SCHEDULER,
    Once,
    Rate,
    Service,
    read_any_schedule,
)


@pytest.mark.parametrize(
    ("text", "every"),
    [
        ("rate(1 minute)", timedelta(minutes=1)),
        ("rate(5 minutes)", timedelta(minutes=5)),
        ("rate(1 hour)", timedelta(hours=1)),
        ("rate(30 days)", timedelta(days=30)),
    ],
)
@pytest.mark.parametrize("service", [EVENTBRIDGE_RULE, EVENTBRIDGE_SCHEDULER])
def test_a_rate(text: str, every: timedelta, service: Service) -> None:
    """AWS's examples: a number, and a unit in its number."""
    assert read_any_schedule(text, service) == Rate(expression=text, every=every)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("rate(1 minutes)", "rate(1 minutes) has the wrong number of minute; write rate(1 minute)"),
        ("rate(5 hour)", "rate(5 hour) has the wrong number of hour; write rate(5 hours)"),
        ("rate(0 minutes)", "'0 minutes' is no time at all; write 1 or more"),
        ("rate(5)", "'5' is not a rate; write minutes, hours or days, as rate(5 minutes)"),
        ("rate(5 weeks)", "'5 weeks' is not a rate"),
        ("rate(0.5 hours)", "'0.5 hours' is not a rate"),
        ("at(2026-12-24T14:00)", "a rule of EventBridge takes no at(...)"),
    ],
)
def test_what_a_rule_refuses(text: str, what: str) -> None:
    """https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html."""
    with pytest.raises(InvalidValueError) as refused:
        read_any_schedule(text, EVENTBRIDGE_RULE)
    assert what in str(refused.value)


def test_the_scheduler_counts_as_it_likes() -> None:
    """Its own pages write `rate(1 days)`, and single times with seconds."""
    assert isinstance(read_any_schedule("rate(1 days)", EVENTBRIDGE_SCHEDULER), Rate)
    assert isinstance(read_any_schedule("at(2026-12-24T14:00:00)", EVENTBRIDGE_SCHEDULER), Once)


def test_who_takes_no_rate() -> None:
    """A backup plan wants cron, and says so."""
    with pytest.raises(InvalidValueError, match=r"AWS Backup takes no rate"):
        read_any_schedule("rate(1 day)", AWS_BACKUP)
