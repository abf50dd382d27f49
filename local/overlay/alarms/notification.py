"""What the topics of an alarm get: the message of CloudWatch, and its subject."""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import botocore.loaders

from local.overlay import emulator
from tocsin.evaluation import AlarmPlace, StateChange, alarm_message

Alarm = Mapping[str, Any]

_SUBJECT_LENGTH = 100
_OLDER_NAMES = {"eu-central-1": "EU (Frankfurt)", "eu-west-1": "EU (Ireland)"}
"""As published notifications have them; lists of Regions say `Europe` today."""


def subject(alarm: Alarm, state: str) -> str:
    """The subject of the message, which an e-mail has as its own."""
    text = f'{state}: "{alarm["AlarmName"]}" in {region_name(emulator.region())}'
    return text[:_SUBJECT_LENGTH]


def notification(alarm: Alarm, change: StateChange) -> dict[str, Any]:
    """The message about a transition of an alarm in the current request scope."""
    place = AlarmPlace(
        arn=alarm["AlarmArn"],
        account=emulator.account_id(),
        region=region_name(emulator.region()),
    )
    configured_at = alarm["AlarmConfigurationUpdatedTimestamp"]
    children = _children(alarm) if "AlarmRule" in alarm else ()
    return alarm_message(
        alarm, change, place, configured_at=configured_at, triggering_children=children
    )


@lru_cache(maxsize=64)
def region_name(region: str) -> str:
    """The display name of a Region, such as `US East (N. Virginia)`."""
    if region in _OLDER_NAMES:
        return _OLDER_NAMES[region]
    partitions = botocore.loaders.create_loader().load_data("endpoints")["partitions"]
    names = (partition["regions"].get(region) for partition in partitions)
    return next((str(entry["description"]) for entry in names if entry), region)


def _children(alarm: Alarm) -> list[dict[str, Any]]:
    triggering = json.loads(alarm.get("StateReasonData") or "{}").get("triggeringAlarms", [])
    return [
        {
            "Arn": child["arn"],
            "State": {"Value": child["state"]["value"], "Timestamp": child["state"]["timestamp"]},
        }
        for child in triggering
    ]
