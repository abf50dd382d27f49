"""The histories of composite alarms, from those of the alarms below them."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from tocsin.assembly import Environment
from tocsin.evaluation import (
    INSUFFICIENT_DATA,
    CompositeAlarm,
    CompositeChange,
    Hierarchy,
    PercentRounding,
    Rule,
    State,
    StateChange,
    composite_changes,
)
from tocsin.simulation.alarm_set import AlarmSet, DeployedAlarm, NotEvaluated
from tocsin.simulation.history import AlarmHistory


@dataclass(slots=True, kw_only=True)
class CompositeHistories:
    """Evaluates the composite alarms of a set.

    Attributes:
        alarms: All alarms.
        histories: The histories of metric alarms, by name; others keep their state.
        start: When the simulation begins.
        end: When it ends.
        initial: The state of alarms that are not evaluated, and of new composites before their
            first evaluation if it is INSUFFICIENT_DATA.
        percent_rounding: How AT_LEAST counts a percentage.
        chosen: The names of the composite alarms to evaluate, with those below them; None for all.
        not_evaluated: Composite alarms that could not be evaluated.
    """

    alarms: AlarmSet
    histories: Mapping[str, AlarmHistory]
    start: float
    end: float
    initial: State
    percent_rounding: PercentRounding = "share"
    chosen: Collection[str] | None = None
    not_evaluated: list[NotEvaluated] = field(default_factory=list)

    def __iter__(self) -> Iterator[AlarmHistory]:
        """Yield a history of each composite alarm that can be evaluated."""
        by_environment: dict[Environment, list[DeployedAlarm]] = {}
        for name, alarm in self.alarms.composite_alarms.items():
            if self.chosen is None or name in self.chosen:
                by_environment.setdefault(alarm.environment, []).append(alarm)
        for environment, composites in by_environment.items():
            yield from self._in_environment(environment, composites)

    def _in_environment(
        self, environment: Environment, composites: list[DeployedAlarm]
    ) -> Iterator[AlarmHistory]:
        below = [
            each
            for each in self.histories.values()
            if each.timeline is not None and each.alarm.environment == environment
        ]
        states = {
            child: self.initial
            for each in composites
            for child in _definition(each).rule.alarm_names
            if (environment, child) in self.alarms.known
        }
        states |= {each.alarm.template_alarm.name: each.initial_state for each in below}
        rules = self._sound_rules(composites, states)
        changes = composite_changes(
            rules,
            self._changes(below),
            states=states,
            created_at=self.start,
            percent_rounding=self.percent_rounding,
        )
        by_name: dict[str, list[CompositeChange[float]]] = {}
        for change in changes:
            by_name.setdefault(change.alarm, []).append(change)
        for composite in composites:
            if composite.template_alarm.name in rules:
                yield self._history(composite, by_name.get(composite.template_alarm.name, []))

    def _changes(self, below: Iterable[AlarmHistory]) -> list[StateChange[float]]:
        changes = [
            StateChange(at, each.alarm.template_alarm.name, state)
            for each in below
            for at, state in each.states
        ]
        return sorted(changes, key=lambda change: change.at)

    def _sound_rules(
        self, composites: Iterable[DeployedAlarm], states: Mapping[str, State]
    ) -> dict[str, Rule]:
        """Return the rules of composites that refer to known alarms and not to themselves."""
        by_name = {each.template_alarm.name: each for each in composites}
        rules = {name: _definition(each).rule for name, each in by_name.items()}
        for cycle in Hierarchy.of(rules).cycles:
            for name in dict.fromkeys(cycle):
                rules.pop(name, None)
                self._refuse(by_name[name], f"it refers to itself: {' → '.join(cycle)}")
        while dangling := _dangling(rules, states):
            for name, children in dangling.items():
                del rules[name]
                self._refuse(by_name[name], f"no alarm {', '.join(children)} can be evaluated")
        return rules

    def _refuse(self, composite: DeployedAlarm, why: str) -> None:
        where = composite.template_alarm.resource.where("AlarmRule")
        self.not_evaluated.append(NotEvaluated(alarm=composite.name, where=where, why=why))

    def _history(
        self, composite: DeployedAlarm, changes: list[CompositeChange[float]]
    ) -> AlarmHistory:
        """Return the history; the state of one that exists already is that of its first look."""
        initial: State = INSUFFICIENT_DATA
        if self.initial != INSUFFICIENT_DATA and changes and not changes[0].triggering_alarms:
            initial, changes = changes[0].state, changes[1:]
        return AlarmHistory(
            alarm=composite,
            start=self.start,
            end=self.end,
            initial_state=initial,
            states=tuple((change.at, change.state) for change in changes),
            composite_reasons={change.at: _reason(change) for change in changes},
        )


def _dangling(rules: Mapping[str, Rule], states: Mapping[str, State]) -> dict[str, list[str]]:
    """Return the rules that refer to alarms without a state, and to which."""
    unknown = {
        name: [child for child in rule.alarm_names if child not in states and child not in rules]
        for name, rule in rules.items()
    }
    return {name: children for name, children in unknown.items() if children}


def _definition(alarm: DeployedAlarm) -> CompositeAlarm:
    assert isinstance(alarm.definition, CompositeAlarm)
    return alarm.definition


def _reason(change: CompositeChange[float]) -> str:
    causes = [
        f"{cause.alarm} transitioned to {cause.state} at "
        f"{datetime.fromtimestamp(cause.at, UTC):%A %d %B, %Y %H:%M:%S} UTC"
        for cause in change.triggering_alarms
    ]
    return ", ".join(causes) or f"the rule gave {change.state} at its first evaluation"
