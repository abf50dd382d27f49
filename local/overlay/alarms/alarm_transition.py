"""An alarm enters another state: the record, the history, the event and the actions."""

import json
import time

from local.overlay import emulator
from local.overlay.alarms import alarm_actions
from local.overlay.alarms.action_suppression import SUPPRESSIONS
from local.overlay.alarms.outcome import Outcome
from local.overlay.alarms.state_change_event import emit_state_change
from local.overlay.emulator import AlarmRecord
from tocsin.evaluation import State, StateChange


def enter_state(alarm: AlarmRecord, outcome: Outcome) -> None:
    """Move an alarm of the current request scope to another state, and say so."""
    old_state = alarm["StateValue"]
    now = int(time.time())
    alarm.update(
        StateValue=outcome.state,
        StateReason=outcome.reason,
        StateReasonData=outcome.reason_data,
        StateUpdatedTimestamp=now,
        StateTransitionedTimestamp=now,
    )
    kind = "CompositeAlarm" if "AlarmRule" in alarm else "MetricAlarm"
    emulator.record_history(
        alarm["AlarmName"],
        old_state,
        outcome.state,
        outcome.reason,
        kind,
        json.loads(outcome.reason_data),
    )
    announce(alarm, old_state, outcome.state, outcome.reason)


def announce(alarm: AlarmRecord, old_state: State, state: State, reason: str) -> None:
    """Emit the event of a transition and run the actions of the new state, unless held back.

    It stands in the place of the emulator's dispatcher, which SetAlarmState calls too.
    """
    change = StateChange(at=time.time(), old_state=old_state, state=state, reason=reason)
    held = SUPPRESSIONS.hold(alarm, change, change.at)
    emit_state_change(alarm, change)
    if not held:
        alarm_actions.run(alarm, change)
