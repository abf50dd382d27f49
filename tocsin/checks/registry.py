"""All checks, family by family."""

from tocsin.checks import (
    alarm,
    backup,
    composite,
    coverage,
    dashboard,
    delivery,
    escalation,
    event,
    log,
    metric,
    missing_data,
    on_call,
    publisher,
    response_time,
    threshold,
    topic,
    tracing,
)
from tocsin.checks.check import Check

_FAMILIES = (
    alarm,
    composite,
    metric,
    threshold,
    missing_data,
    delivery,
    topic,
    event,
    response_time,
    escalation,
    on_call,
    publisher,
    log,
    dashboard,
    tracing,
    backup,
    coverage,
)

CHECKS: tuple[Check, ...] = tuple(check for family in _FAMILIES for check in family.CHECKS)

_BY_ID = {check.id: check for check in CHECKS}


def check_by_id(check_id: str) -> Check | None:
    """Return the check of an id, or None if there is none."""
    return _BY_ID.get(check_id)
