"""When the actions of a composite alarm run, given how it and its suppressor change."""

from collections.abc import Iterable, Iterator, Mapping

from tocsin.evaluation.alarm import INSUFFICIENT_DATA, State
from tocsin.evaluation.composite.alarm import CompositeAlarm
from tocsin.evaluation.composite.errors import UnknownAlarmError
from tocsin.evaluation.composite.instant import Instant
from tocsin.evaluation.composite.suppression import (
    ActionRun,
    SuppressionEvent,
    SuppressionOptions,
    SuppressionStateMachine,
)
from tocsin.evaluation.composite.timeline import StateChange

_DEFAULT_OPTIONS = SuppressionOptions()


def action_runs(
    alarm: CompositeAlarm,
    changes: Iterable[StateChange[Instant]],
    *,
    states: Mapping[str, State],
    end: Instant,
    options: SuppressionOptions = _DEFAULT_OPTIONS,
) -> list[ActionRun[Instant]]:
    """Return when the alarm's actions run, up to `end` (inclusive).

    Without a suppressor they run at each change. Where composite and suppressor change at the
    same instant, the suppressor's change is taken first.

    Args:
        alarm: The composite alarm.
        changes: Changes of any alarms, its own and its suppressor's among them.
        states: States at the start; the composite's own is INSUFFICIENT_DATA if left out.
        end: When to stop.
        options: What to do where AWS leaves it open.

    Raises:
        UnknownAlarmError: The suppressor has no state.
    """
    if not alarm.actions_enabled:
        return []
    until_end = [change for change in changes if change.at <= end]
    if alarm.suppressor is None:
        return [
            ActionRun(change.at, change.state) for change in until_end if change.alarm == alarm.name
        ]
    suppressor = alarm.suppressor
    if suppressor.alarm not in states:
        raise UnknownAlarmError(suppressor.alarm, states)
    machine: SuppressionStateMachine[Instant] = SuppressionStateMachine(
        wait_period=suppressor.wait_period,
        extension_period=suppressor.extension_period,
        composite=states.get(alarm.name, INSUFFICIENT_DATA),
        suppressor=states[suppressor.alarm],
        options=options,
    )
    return machine.run(_events(alarm.name, suppressor.alarm, until_end), end=end)


def _events(
    composite: str, suppressor: str, changes: Iterable[StateChange[Instant]]
) -> Iterator[SuppressionEvent[Instant]]:
    ordered = sorted(changes, key=lambda change: (change.at, change.alarm != suppressor))
    for change in ordered:
        if change.alarm == suppressor:
            yield SuppressionEvent(change.at, "suppressor", change.state)
        elif change.alarm == composite:
            yield SuppressionEvent(change.at, "composite", change.state)
