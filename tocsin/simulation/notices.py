"""What the incident of a machine learns from a notification: read as its function reads it."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime

from tocsin.delivery import Recipient
from tocsin.incidents import Notice, read_notification
from tocsin.simulation.alarm_set import DeployedAlarm

_TAGS = "AlarmTags"


def notice_of(
    alarm: DeployedAlarm,
    message: Mapping[str, object] | None,
    turns: tuple[Recipient, ...],
    at: float,
) -> Notice | None:
    """Return what a notification of an alarm says.

    Args:
        alarm: The alarm.
        message: The notification, as far as it is known.
        turns: Whom a machine tells of it; the machine is that of its topic's severity.
        at: When it is sent, in seconds since 1970.
    """
    turn = next((each.turn for each in turns if each.turn is not None), None)
    if message is None or turn is None:
        return None
    tags = {_TAGS: alarm.template_alarm.tags} if _TAGS in message else {}
    text = json.dumps({**message, **tags}, default=str)
    return read_notification(text, turn.machine.severity, moment(at))


def moment(at: float) -> datetime:
    """Return a time in seconds since 1970 as a moment."""
    return datetime.fromtimestamp(at, UTC)
