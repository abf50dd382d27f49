"""An alarm as it is kept: all that a request said, and the state that it had before."""

import time
from collections.abc import Iterable, Mapping
from typing import Any

from local.overlay import emulator
from local.overlay.emulator import AlarmRecord

_ACTIONS = ("AlarmActions", "OKActions", "InsufficientDataActions")
_STATE = (
    "StateValue",
    "StateReason",
    "StateReasonData",
    "StateUpdatedTimestamp",
    "StateTransitionedTimestamp",
)
_UNCHECKED = "Unchecked: Initial alarm creation"


def alarm_arn(name: str) -> str:
    """The ARN of an alarm of this name in the current request scope."""
    return f"arn:aws:cloudwatch:{emulator.region()}:{emulator.account_id()}:alarm:{name}"


def alarm_record(
    properties: Mapping[str, Any], known: Mapping[str, Any] | None, first_state: str
) -> AlarmRecord:
    """The record of an alarm that is put: every property as it was given, and nothing made up.

    Args:
        properties: Those of PutMetricAlarm or PutCompositeAlarm.
        known: The record of the alarm that has the name already; it keeps its state.
        first_state: The state of an alarm that is new.
    """
    now = int(time.time())
    fresh = {
        "StateValue": first_state,
        "StateReason": _UNCHECKED,
        "StateUpdatedTimestamp": now,
        "StateTransitionedTimestamp": now,
    }
    state = fresh if known is None else {name: known[name] for name in _STATE if name in known}
    return {
        "ActionsEnabled": True,
        **{name: [] for name in _ACTIONS},
        **{name: value for name, value in properties.items() if value is not None},
        "AlarmArn": alarm_arn(properties["AlarmName"]),
        "AlarmConfigurationUpdatedTimestamp": now,
        **state,
    }


def tags_of(request: Mapping[str, Any]) -> dict[str, str]:
    """The tags of a request by their keys; of two with one key the later."""
    tags: Iterable[Mapping[str, str]] = request.get("Tags") or ()
    return {tag["Key"]: tag.get("Value", "") for tag in tags}
