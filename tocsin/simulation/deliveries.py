"""What the actions of an alarm deliver, and to whom, after suppression and mutes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, partial

from tocsin.assembly import Alarm, Environment, Link
from tocsin.delivery import Recipient
from tocsin.evaluation import (
    ALARM,
    OK,
    CompositeAlarm,
    State,
    composite,
    mute,
    notifying_changes,
)
from tocsin.on_call import Severity
from tocsin.simulation.alarm_set import AlarmSet, mute_windows
from tocsin.simulation.history import AlarmHistory
from tocsin.simulation.notification import notification

_DEFAULT_OPTIONS = composite.SuppressionOptions()


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A notification of an alarm on its way through one action to its recipients.

    Attributes:
        at: When the action runs, in seconds since 1970.
        alarm: The alarm's name.
        severity: The alarm's severity; None when nothing tells.
        state: The state that the alarm is in.
        action: The ARN of the topic, or of what else runs.
        recipients: Who it is for, and whether it arrives there; empty when nobody is subscribed.
    """

    at: float
    alarm: str
    severity: Severity | None
    state: State
    action: str
    recipients: tuple[Recipient, ...]

    @property
    def received(self) -> tuple[Recipient, ...]:
        """The recipients at which it arrives for certain, as far as templates can show it."""
        return tuple(each for each in self.recipients if each.is_certain)

    @property
    def may_page(self) -> tuple[Recipient, ...]:
        """The recipients that may be people, and at which it may arrive."""
        return tuple(each for each in self.recipients if each.may_page)

    @property
    def pages(self) -> tuple[Recipient, ...]:
        """The recipients that are people, and at which it arrives for certain."""
        return tuple(each for each in self.recipients if each.pages)

    @property
    def is_lost(self) -> bool:
        """Whether it has recipients, and the templates show that it arrives at none of them."""
        return bool(self.recipients) and all(each.status == "closed" for each in self.recipients)


def deliveries_of(
    history: AlarmHistory,
    histories: Mapping[str, AlarmHistory],
    alarms: AlarmSet,
    options: composite.SuppressionOptions = _DEFAULT_OPTIONS,
    *,
    idle_state: State = OK,
) -> Iterable[Delivery]:
    """Yield what the actions of an alarm deliver, in order of time.

    Args:
        history: The alarm's history.
        histories: All histories by name; the suppressor of a composite alarm is looked up in it.
        alarms: All alarms, with the mute rules and the ways to people.
        options: What a suppressor does where AWS leaves it open.
        idle_state: The state of a suppressor that is not evaluated.
    """
    if not history.states and _suppressor(history) is None:
        return
    alarm = history.alarm
    runs = _action_runs(history, histories, options, idle_state)
    windows = mute_windows(alarms.mutes, alarm.template_alarm, history.start, history.end)
    muted = mute.hold_back(runs, windows, states=history.states, until=history.end)
    for run in muted.run:
        message = cache(partial(notification, history, run.at, run.state))
        for action in actions_of(alarm.template_alarm, run.state):
            yield Delivery(
                at=run.at,
                alarm=alarm.name,
                severity=alarm.severity,
                state=run.state,
                action=action.arn,
                recipients=alarms.routes.recipients(alarm.template_alarm, action, message),
            )


def _suppressor(history: AlarmHistory) -> composite.Suppressor | None:
    """Return what may hold back the actions of a composite alarm.

    With it, actions may run without a change too: after the end of an extension period.
    """
    definition = history.alarm.definition
    return definition.suppressor if isinstance(definition, CompositeAlarm) else None


def _action_runs(
    history: AlarmHistory,
    histories: Mapping[str, AlarmHistory],
    options: composite.SuppressionOptions,
    idle_state: State,
) -> list[composite.ActionRun[float]]:
    """Return when actions would run without mutes."""
    definition, suppressor = history.alarm.definition, _suppressor(history)
    if not definition.actions_enabled:
        return []
    if not isinstance(definition, CompositeAlarm):
        changes = notifying_changes(history.states, history.initial_state)
        return [composite.ActionRun(at, state) for at, state in changes]
    states, entered = {definition.name: history.initial_state}, _state_changes(history)
    if suppressor is not None:
        found = history_of(suppressor.alarm, history.alarm.environment, histories)
        states[suppressor.alarm] = found.initial_state if found else idle_state
        entered += _state_changes(found) if found else []
    return composite.action_runs(
        definition, entered, states=states, end=history.end, options=options
    )


def history_of(
    name: str, environment: Environment, histories: Mapping[str, AlarmHistory]
) -> AlarmHistory | None:
    """Return the history of the alarm of that name in an account and Region, if it has one."""
    for each in histories.values():
        if each.alarm.template_alarm.name == name and each.alarm.environment == environment:
            return each
    return None


def _state_changes(history: AlarmHistory) -> list[composite.StateChange[float]]:
    name = history.alarm.template_alarm.name
    return [composite.StateChange(at, name, state) for at, state in history.states]


def actions_of(alarm: Alarm, state: State) -> tuple[Link, ...]:
    """Return what an alarm does when it enters a state."""
    if state == ALARM:
        return alarm.alarm_actions
    return alarm.ok_actions if state == OK else alarm.insufficient_data_actions
