"""Who is told when an alarm enters a state, without metric data: each recipient, hop by hop."""

from functools import cache, partial

from tocsin.delivery import Recipient
from tocsin.evaluation import ALARM, OK, State
from tocsin.simulation.alarm_set import DeployedAlarm
from tocsin.simulation.deliveries import actions_of
from tocsin.simulation.history import AlarmHistory
from tocsin.simulation.notification import notification
from tocsin.simulation.routes import Routes


def recipients_of(
    alarm: DeployedAlarm, routes: Routes, state: State = ALARM
) -> tuple[Recipient, ...]:
    """Return who is for a notification of an alarm that enters a state, and whether it arrives.

    It enters it from the state that is the usual one before: ALARM from OK, the others from ALARM.

    Args:
        alarm: The alarm.
        routes: The ways of the assembly that it is in.
        state: The state.
    """
    if not alarm.definition.actions_enabled:
        return ()
    before: State = OK if state == ALARM else ALARM
    history = AlarmHistory(
        alarm=alarm, start=0.0, end=1.0, initial_state=before, states=((0.0, state),)
    )
    message = cache(partial(notification, history, 0.0, state))
    return tuple(
        recipient
        for action in actions_of(alarm.template_alarm, state)
        for recipient in routes.recipients(alarm.template_alarm, action, message)
    )
