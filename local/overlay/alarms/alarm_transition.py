"""An alarm enters another state: the record, the history, the event and the actions."""

import json
import time
from typing import Any

from local.overlay.alarms import alarm_actions
from local.overlay.alarms.action_suppression import SUPPRESSIONS
from local.overlay.alarms.state_change_event import emit_state_change
from local.overlay.emulator import internals as emulator
from tocsin.evaluation import State

Alarm = dict[str, Any]


def enter_state(alarm: Alarm, state: State, reason: str, reason_data: str) -> None:
    """Move an alarm of the current request scope to another state, and say so."""
    old_state = alarm["StateValue"]
    now = int(time.time())
    alarm.update(
        StateValue=state,
        StateReason=reason,
        StateReasonData=reason_data,
        StateUpdatedTimestamp=now,
        StateTransitionedTimestamp=now,
    )
    kind = "CompositeAlarm" if "AlarmRule" in alarm else "MetricAlarm"
    history = (alarm["AlarmName"], old_state, state, reason, kind, json.loads(reason_data))
    emulator.record_history(*history)
    announce(alarm, old_state, state, reason)


def announce(alarm: Alarm, old_state: State, state: State, reason: str) -> None:
    """Emit the event of a transition and run the actions of the new state, unless held back.

    It stands in the place of the emulator's dispatcher, which SetAlarmState calls too.
    """
    change = alarm_actions.Change(old_state=old_state, state=state, reason=reason)
    held = SUPPRESSIONS.hold(alarm, change, time.time())
    emit_state_change(alarm, change)
    if not held:
        alarm_actions.run(alarm, change)
