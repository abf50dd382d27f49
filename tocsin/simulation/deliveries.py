"""What the actions of an alarm deliver, and to whom, after suppression and mutes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from tocsin.assembly import Alarm, Environment, Link
from tocsin.delivery import Recipient
from tocsin.evaluation import (
    ALARM,
    OK,
    CompositeAlarm,
    ContributorActions,
    State,
    composite,
    mute,
    notifying_changes,
)
from tocsin.incidents import Notice
from tocsin.on_call import Severity
from tocsin.simulation.alarm_set import AlarmSet, mute_windows
from tocsin.simulation.contributor_actions import (
    contributor_message,
    runs_for_alarm_too,
    runs_for_contributors,
)
from tocsin.simulation.history import AlarmHistory
from tocsin.simulation.notices import notice_of
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
        contributor: Which of the alarm's contributors it is about; empty for the alarm itself.
        turns: Whom a machine tells of it by turns, and whether it arrives there.
        gathered: Whom a digest tells of it on the next business day.
        notice: What the machine's incident learns from it; None without a machine.
        contact: Whom a machine tells, by name; empty for what goes out at once, or to everybody.
    """

    at: float
    alarm: str
    severity: Severity | None
    state: State
    action: str
    recipients: tuple[Recipient, ...]
    contributor: str = ""
    turns: tuple[Recipient, ...] = ()
    gathered: tuple[Recipient, ...] = ()
    notice: Notice | None = None
    contact: str = ""

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
    contributor_actions: ContributorActions = "sns",
) -> Iterable[Delivery]:
    """Yield what the actions of an alarm deliver, in order of time.

    Args:
        history: The alarm's history.
        histories: All histories by name; the suppressor of a composite alarm is looked up in it.
        alarms: All alarms, with the mute rules and the ways to people.
        options: What a suppressor does where AWS leaves it open.
        idle_state: The state of a suppressor that is not evaluated.
        contributor_actions: Which actions run for each contributor, of an alarm that has some.
    """
    if history.contributors:
        found = _of_contributors(history, alarms, contributor_actions)
        yield from sorted(found, key=lambda each: each.at)
        return
    if not history.states and _suppressor(history) is None:
        return
    runs = _action_runs(history, histories, options, idle_state)
    for run in _unmuted(history, runs, alarms):
        yield from _delivered(
            history, run, alarms, actions_of(history.alarm.template_alarm, run.state)
        )


def _of_contributors(
    history: AlarmHistory, alarms: AlarmSet, choice: ContributorActions
) -> Iterator[Delivery]:
    """Yield what an alarm delivers whose contributors have states of their own.

    What runs for each contributor runs for the alarm only where no contributor has changed: when
    the query gives no series at all.
    """
    ran = set[tuple[float, State]]()
    for name in history.contributors:
        one = history.of_contributor(name)
        for run in _unmuted(one, _runs_of_states(one), alarms):
            ran.add((run.at, run.state))
            listed = actions_of(history.alarm.template_alarm, run.state)
            actions = [each for each in listed if runs_for_contributors(each, choice)]
            yield from _delivered(one, run, alarms, actions, contributor=name)
    for run in _unmuted(history, _runs_of_states(history), alarms):
        is_told = (run.at, run.state) in ran and not runs_for_alarm_too(choice)
        listed = actions_of(history.alarm.template_alarm, run.state)
        actions = [each for each in listed if not (is_told and runs_for_contributors(each, choice))]
        yield from _delivered(history, run, alarms, actions)


def _unmuted(
    history: AlarmHistory, runs: list[composite.ActionRun[float]], alarms: AlarmSet
) -> Iterable[composite.ActionRun[float]]:
    template_alarm = history.alarm.template_alarm
    windows = mute_windows(alarms.mutes, template_alarm, history.start, history.end)
    return mute.hold_back(runs, windows, states=history.states, until=history.end).run


def _delivered(
    history: AlarmHistory,
    run: composite.ActionRun[float],
    alarms: AlarmSet,
    actions: Iterable[Link],
    *,
    contributor: str = "",
) -> Iterator[Delivery]:
    alarm = history.alarm
    message = cache(partial(_message, history, run, contributor))
    for action in actions:
        told = alarms.routes.recipients(alarm.template_alarm, action, message)
        turns = tuple(each for each in told if each.turn is not None)
        yield Delivery(
            at=run.at,
            alarm=alarm.name,
            severity=alarm.severity,
            state=run.state,
            action=action.arn,
            recipients=tuple(each for each in told if each.is_at_once),
            contributor=contributor,
            turns=turns,
            notice=notice_of(alarm, message(), turns, run.at) if turns else None,
            gathered=tuple(each for each in told if each.gathered is not None),
        )


def _message(
    history: AlarmHistory, run: composite.ActionRun[float], contributor: str
) -> dict[str, Any]:
    message, definition = notification(history, run.at, run.state), history.alarm.definition
    if not contributor or isinstance(definition, CompositeAlarm):
        return message
    return contributor_message(message, definition, contributor)


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
    if not isinstance(definition, CompositeAlarm):
        return _runs_of_states(history)
    if not definition.actions_enabled:
        return []
    states, entered = {definition.name: history.initial_state}, _state_changes(history)
    if suppressor is not None:
        found = history_of(suppressor.alarm, history.alarm.environment, histories)
        states[suppressor.alarm] = found.initial_state if found else idle_state
        entered += _state_changes(found) if found else []
    return composite.action_runs(
        definition, entered, states=states, end=history.end, options=options
    )


def _runs_of_states(history: AlarmHistory) -> list[composite.ActionRun[float]]:
    """Return when actions would run that only follow the states."""
    if not history.alarm.definition.actions_enabled:
        return []
    changes = notifying_changes(history.states, history.initial_state)
    return [composite.ActionRun(at, state) for at, state in changes]


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
