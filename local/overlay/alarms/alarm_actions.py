"""Runs the actions of an alarm's new state. SNS topics only; others are stored and do nothing."""

import json
import logging
import uuid

from local.overlay import emulator
from local.overlay.alarms.notification import notification, subject
from local.overlay.emulator import AlarmRecord
from tocsin.evaluation import StateChange

LOGGER = logging.getLogger("tocsin.alarm_actions")

_FIELDS = {
    "ALARM": "AlarmActions",
    "OK": "OKActions",
    "INSUFFICIENT_DATA": "InsufficientDataActions",
}


def run(alarm: AlarmRecord, change: StateChange) -> None:
    """Run the actions of the new state, unless the alarm's actions are disabled."""
    if not alarm.get("ActionsEnabled", True):
        return
    for arn in alarm.get(_FIELDS[change.state]) or ():
        if "EvaluationCriteria" in alarm:
            # AWS documents no form of the message for PromQL, and we make none up.
            name = alarm["AlarmName"]
            LOGGER.warning("%s: actions of alarms on PromQL are not emulated: %s", name, arn)
        elif arn.startswith(f"arn:aws:sns:{emulator.region()}:{emulator.account_id()}:"):
            text = json.dumps(notification(alarm, change))
            emulator.publish_to_topic(arn, str(uuid.uuid4()), text, subject(alarm, change.state))
        else:
            name = alarm["AlarmName"]
            LOGGER.warning("%s: the action %s is not emulated and did not run", name, arn)
