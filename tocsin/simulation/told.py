"""Who is told when an alarm enters a state, without metric data: each recipient, hop by hop."""

from collections.abc import Iterator
from functools import cache, partial

from tocsin.assembly import Link
from tocsin.delivery import Recipient, Way
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
    found = ways_of_notification(alarm, routes, state)
    return tuple(recipient for _, _, recipient in found)


def ways_of_notification(
    alarm: DeployedAlarm, routes: Routes, state: State = ALARM
) -> Iterator[tuple[Link, Way, Recipient]]:
    """Yield each action of an alarm for a state with each of its ways, and whether it arrives.

    The recipient is that of the way, after the filter policy of a subscription has seen what the
    alarm would send. Whether its actions are enabled is not asked.
    """
    before: State = OK if state == ALARM else ALARM
    history = AlarmHistory(
        alarm=alarm, start=0.0, end=1.0, initial_state=before, states=((0.0, state),)
    )
    message = cache(partial(notification, history, 0.0, state))
    template = alarm.template_alarm
    for action in actions_of(template, state):
        ways = routes.ways.of(template, action)
        recipients = routes.recipients(template, action, message)
        for way, recipient in zip(ways, recipients, strict=True):
            yield action, way, recipient
