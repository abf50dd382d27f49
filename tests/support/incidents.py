"""Notices, policies and incidents of tests."""

from datetime import UTC, datetime, timedelta
from typing import Any

from tocsin.incidents import AlarmState, Incident, Notice, noticed
from tocsin.on_call import Policy, Rotation, Severity, Shift, Tier

TOPIC = "arn:aws:sns:us-east-1:111122223333:shop-prod"
BEGIN = datetime(2026, 3, 14, 9, 25, 40, tzinfo=UTC)


def after(seconds: float) -> datetime:
    """Return a moment some seconds after the begin."""
    return BEGIN + timedelta(seconds=seconds)


def notice(
    subject: str = "no-orders",
    state: AlarmState = "ALARM",
    seconds: float = 0,
    *,
    severity: Severity = "critical",
    service: str = "checkout",
) -> Notice:
    """Return what a notification of an alarm says."""
    return Notice(
        subject=subject,
        state=state,
        at=after(seconds),
        severity=severity,
        service=service,
        summary="No order was placed for three minutes.",
        text="No order was placed for three minutes. Customers cannot buy.",
        runbook="https://example.com/runbooks/no-orders",
    )


def policy(severity: Severity = "critical", **settings: Any) -> Policy:  # noqa: ANN401 - any field
    """Return a policy: primary at once, secondary after five minutes, dana after fifteen."""
    standard: dict[str, Any] = {
        "system": "shop",
        "stage": "prod",
        "severity": severity,
        "topic": f"{TOPIC}-{severity}",
        "fallback": f"{TOPIC}-fallback",
        "tiers": (
            Tier(recipients=("chat", "primary"), kind="page"),
            Tier(recipients=("secondary",), kind="page", after=timedelta(minutes=5)),
            Tier(recipients=("dana",), kind="page", after=timedelta(minutes=15)),
        ),
        "rotations": {
            "primary": Rotation(shifts=(Shift(members=("ana", "ben")),)),
            "secondary": Rotation(shifts=(Shift(members=("ben", "ana")),)),
        },
        "contacts": {name: f"{TOPIC}-contact-{name}" for name in ("ana", "ben", "dana")},
    }
    return Policy(**{**standard, **settings})


def opened(*, seconds: float = 0, severity: Severity = "critical") -> Incident:
    """Return an incident that has just begun."""
    step = noticed(None, notice(seconds=seconds, severity=severity), after(0))
    assert step.incident is not None
    return step.incident
