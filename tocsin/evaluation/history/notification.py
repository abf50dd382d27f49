"""Which notifications go out when an alarm changes its state.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-actions.html
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tocsin.evaluation.alarm import ALARM, OK, MetricAlarm, State


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionsSwitch:
    """From this time on, actions are enabled or not (EnableAlarmActions, DisableAlarmActions)."""

    at: float
    enabled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Notification:
    """The actions of a state run.

    Attributes:
        at: When, in seconds since 1970.
        state: The state that the alarm entered.
        actions: The ARNs that run.
    """

    at: float
    state: State
    actions: tuple[str, ...]


def actions_of(alarm: MetricAlarm, state: State) -> tuple[str, ...]:
    """Return the ARNs that an alarm runs when it enters a state."""
    if state == ALARM:
        return alarm.alarm_actions
    return alarm.ok_actions if state == OK else alarm.insufficient_data_actions


def notifying_changes(
    states: Iterable[tuple[float, State]],
    previous_state: State,
    switches: Sequence[ActionsSwitch] = (),
    *,
    enabled: bool = True,
) -> list[tuple[float, State]]:
    """Return the entries that are changes of state at a time when actions are enabled.

    Enabling actions runs nothing by itself, so an OK may go out without the ALARM before it.

    Args:
        states: Times and states, in order of time.
        previous_state: The state before the first.
        switches: When actions are switched on and off, in order of time.
        enabled: Whether actions are enabled before the first switch.
    """
    times = [switch.at for switch in switches]
    changes = []
    for at, state in states:
        index = bisect_right(times, at)
        is_enabled = switches[index - 1].enabled if index else enabled
        if state != previous_state and is_enabled:
            changes.append((at, state))
        previous_state = state
    return changes


def notifications(
    alarm: MetricAlarm,
    states: Iterable[tuple[float, State]],
    previous_state: State,
    switches: Sequence[ActionsSwitch] = (),
) -> list[Notification]:
    """Return what an alarm sends for the states of its timeline; states without actions: none."""
    changes = notifying_changes(states, previous_state, switches, enabled=alarm.actions_enabled)
    return [
        Notification(at=at, state=state, actions=actions)
        for at, state in changes
        if (actions := actions_of(alarm, state))
    ]
