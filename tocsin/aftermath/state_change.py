"""Reads the history of an alarm, as DescribeAlarmHistory answers it."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from tocsin.aftermath.evidence import StateChange


def read_state_change(item: Mapping[str, Any]) -> StateChange | None:
    """Return the change of state that an item of history tells; None if it tells none.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_AlarmHistoryItem.html
    """
    try:
        data = json.loads(item["HistoryData"])
        before, after = data["oldState"], data["newState"]
        return StateChange(
            alarm=str(item["AlarmName"]),
            at=item["Timestamp"],
            before=str(before["stateValue"]),
            after=str(after["stateValue"]),
            reason=str(after.get("stateReason", "")),
            breach_began=_start(after.get("stateReasonData")),
        )
    except (AttributeError, LookupError, TypeError, ValueError, RecursionError):
        return None


def _start(reason_data: object) -> datetime | None:
    """Return the start of the first datapoint: `2026-03-14T09:22:00.000+0000`."""
    try:
        written = reason_data["startDate"]  # type: ignore[index]  # whatever AWS says
        at = datetime.fromisoformat(str(written))
    except (LookupError, TypeError, ValueError):
        return None
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
