"""What an alarm of an assembly would publish, which filter policies look at."""

from typing import Any

from tocsin.assembly import Environment
from tocsin.evaluation import AlarmPlace, State, StateChange, alarm_message
from tocsin.simulation.history import AlarmHistory


def notification(history: AlarmHistory, at: float, state: State) -> dict[str, Any]:
    """Return the body of the message with which actions run.

    Args:
        history: The alarm's history.
        at: When the actions run, in seconds since 1970; later than the change if something holds
            them back.
        state: The state that they run for.
    """
    alarm = history.alarm.template_alarm
    reason = history.reason_at(at) or ""
    change = StateChange(
        at=at, old_state=_state_before(history, at, state), state=state, reason=reason
    )
    properties = {
        **alarm.properties,
        "AlarmName": alarm.name,
        "AlarmActions": [action.arn for action in alarm.alarm_actions],
        "OKActions": [action.arn for action in alarm.ok_actions],
        "InsufficientDataActions": [action.arn for action in alarm.insufficient_data_actions],
    }
    place = _place(alarm.arn, alarm.stack.environment)
    return alarm_message(properties, change, place, configured_at=history.start)


def _state_before(history: AlarmHistory, at: float, state: State) -> State:
    """Return the state that the alarm had before it last entered *state*."""
    before = entered_from = history.initial_state
    for changed_at, current in history.states:
        if changed_at > at:
            break
        if current == state != before:
            entered_from = before
        before = current
    return entered_from


def _place(arn: str, environment: Environment) -> AlarmPlace:
    # People read the name of a Region, which templates do not tell; its id stands for it.
    return AlarmPlace(arn=arn, account=environment.account_text, region=environment.region_text)
