"""Composite alarms over time: re-evaluated when a child changes.

A composite is evaluated when an alarm of its rule changes, and when it is created or changed
itself. A composite's change is a change of a child for the composites above it. Composites in
a cycle are never evaluated.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic

from tocsin.evaluation.alarm import INSUFFICIENT_DATA, State
from tocsin.evaluation.composite.conditions import PercentRounding
from tocsin.evaluation.composite.hierarchy import Hierarchy
from tocsin.evaluation.composite.instant import Instant
from tocsin.evaluation.composite.rule import Rule


@dataclass(frozen=True, slots=True)
class StateChange(Generic[Instant]):
    """An alarm enters `state` at `at`."""

    at: Instant
    alarm: str
    state: State


@dataclass(frozen=True, slots=True, kw_only=True)
class CompositeChange(Generic[Instant]):
    """A composite alarm goes from one state to another.

    `triggering_alarms` are the changes of children that made it do so; empty when it was
    evaluated because it was created. A change of a child that leaves the composite's state as it
    is runs no actions, and is not added here.
    """

    at: Instant
    alarm: str
    previous: State
    state: State
    triggering_alarms: tuple[StateChange[Instant], ...]

    @property
    def state_change(self) -> StateChange[Instant]:
        """The same without its causes, as the composites above and the actions see it."""
        return StateChange(self.at, self.alarm, self.state)


def changes_over_time(
    rules: Mapping[str, Rule],
    changes: Iterable[StateChange[Instant]],
    *,
    states: Mapping[str, State],
    created_at: Instant | None = None,
    percent_rounding: PercentRounding = "share",
) -> list[CompositeChange[Instant]]:
    """Return how composite alarms change when their children do.

    Args:
        rules: The rule of each composite alarm, by name.
        changes: Changes of the other alarms, in order of time.
        states: Every alarm's state at the start. Composites that are left out start in
            INSUFFICIENT_DATA, where they stay until they are first evaluated.
        created_at: When the composites are created, and evaluated for the first time, before
            any change; None if they exist already.
        percent_rounding: How AT_LEAST counts a percentage.

    Raises:
        UnknownAlarmError: A rule refers to an alarm that has no state.
    """
    unevaluated: State = INSUFFICIENT_DATA
    current = dict.fromkeys(rules, unevaluated) | dict(states)
    evaluation = _Evaluation(rules, Hierarchy.of(rules), current, percent_rounding)
    found: list[CompositeChange[Instant]] = []
    if created_at is not None:
        found += evaluation.created(created_at)
    for change in changes:
        found += evaluation.after(change)
    return found


@dataclass(frozen=True, slots=True)
class _Evaluation:
    rules: Mapping[str, Rule]
    hierarchy: Hierarchy
    states: dict[str, State]
    percent_rounding: PercentRounding

    def created(self, at: Instant) -> Iterator[CompositeChange[Instant]]:
        for name in self.hierarchy.order:
            yield from self._evaluate(name, at, ())

    def after(self, change: StateChange[Instant]) -> Iterator[CompositeChange[Instant]]:
        if self.states.get(change.alarm) == change.state:
            return
        self.states[change.alarm] = change.state
        changed = [change]
        for name in self.hierarchy.order:
            children = self.hierarchy.children[name]
            triggers = tuple(item for item in changed if item.alarm in children)
            for result in self._evaluate(name, change.at, triggers) if triggers else ():
                changed.append(result.state_change)
                yield result

    def _evaluate(
        self, name: str, at: Instant, triggers: Sequence[StateChange[Instant]]
    ) -> Iterator[CompositeChange[Instant]]:
        previous = self.states[name]
        state = self.rules[name].state(self.states, percent_rounding=self.percent_rounding)
        if state == previous:
            return
        self.states[name] = state
        yield CompositeChange(
            at=at,
            alarm=name,
            previous=previous,
            state=state,
            triggering_alarms=tuple(triggers),
        )
