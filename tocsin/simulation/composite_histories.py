"""The histories of composite alarms, from those of the metric alarms below them.

Rules name alarms of their own account and Region, so each environment is evaluated by itself. In
it, a composite is evaluated whenever an alarm of its rule changes: those below before those above.
With the rules `down: ALARM(no-orders)` and `top: ALARM(down)`, and no-orders in ALARM from 00:08
to 00:10, both are in ALARM from 00:08 to 00:10, and what triggered `top` is the change of `down`.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from tocsin.assembly import Environment
from tocsin.evaluation import INSUFFICIENT_DATA, CompositeAlarm, State, composite
from tocsin.simulation.alarm_set import AlarmSet, DeployedAlarm
from tocsin.simulation.history import AlarmHistory
from tocsin.simulation.not_evaluated import NotEvaluated


def composite_histories(
    alarms: AlarmSet,
    histories: Mapping[str, AlarmHistory],
    *,
    start: float,
    end: float,
    idle_state: State,
    percent_rounding: composite.PercentRounding = "share",
    chosen: Collection[str] | None = None,
) -> tuple[AlarmHistory | NotEvaluated, ...]:
    """Evaluate the composite alarms of a set.

    Args:
        alarms: All alarms.
        histories: The histories of metric alarms, by name.
        start: When the simulation begins, in seconds since 1970.
        end: When it ends.
        idle_state: The state that alarms without a history keep. Where it is INSUFFICIENT_DATA,
            the composite alarms are created at the start; otherwise they exist already.
        percent_rounding: How AT_LEAST counts a percentage.
        chosen: The names of the composite alarms to evaluate, with those below them; None for all.

    Returns:
        The history of each composite alarm, or why it cannot be evaluated.
    """
    names = alarms.composite_alarms if chosen is None else chosen
    run = _Run(
        alarms=alarms,
        histories=histories,
        start=start,
        end=end,
        idle_state=idle_state,
        percent_rounding=percent_rounding,
    )
    return tuple(
        result
        for environment, composites in _by_environment(alarms, names).items()
        for result in run.results(environment, composites)
    )


def _by_environment(
    alarms: AlarmSet, names: Collection[str]
) -> Mapping[Environment, Sequence[DeployedAlarm]]:
    found: dict[Environment, list[DeployedAlarm]] = {}
    # Most drills choose few of many.
    chosen = alarms.composite_alarms if len(names) == len(alarms.composite_alarms) else names
    for name in chosen:
        if (alarm := alarms.composite_alarms.get(name)) is not None:
            found.setdefault(alarm.environment, []).append(alarm)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """Evaluates composite alarms; the attributes are as in `composite_histories`."""

    alarms: AlarmSet
    histories: Mapping[str, AlarmHistory]
    start: float
    end: float
    idle_state: State
    percent_rounding: composite.PercentRounding

    def results(
        self, environment: Environment, composites: Sequence[DeployedAlarm]
    ) -> Iterator[AlarmHistory | NotEvaluated]:
        """Yield the history of each composite of one environment, or why it has none."""
        below = [each for each in self.histories.values() if each.alarm.environment == environment]
        states = self._first_states(composites, below)
        rules, refused = _sound_rules(composites, states)
        yield from refused
        changes: dict[str, list[composite.CompositeChange[float]]] = {name: [] for name in rules}
        for change in composite.changes_over_time(
            rules,
            _state_changes(below),
            states=states,
            created_at=self.start,
            percent_rounding=self.percent_rounding,
        ):
            changes[change.alarm].append(change)
        for alarm in composites:
            if alarm.template_alarm.name in rules:
                yield self._history(alarm, changes[alarm.template_alarm.name])

    def _first_states(
        self, composites: Iterable[DeployedAlarm], below: Iterable[AlarmHistory]
    ) -> dict[str, State]:
        """Return the state at the start of every alarm that the rules may name."""
        idle = {
            child: self.idle_state
            for alarm in composites
            for child in _rule(alarm).alarm_names
            if (alarm.environment, child) in self.alarms.known
        }
        return idle | {each.alarm.template_alarm.name: each.initial_state for each in below}

    def _history(
        self, alarm: DeployedAlarm, changes: Sequence[composite.CompositeChange[float]]
    ) -> AlarmHistory:
        """Return the history of a composite.

        One that exists already is in the state that its first evaluation gives, which is then not
        a change; one that is new goes from INSUFFICIENT_DATA to it.
        """
        initial: State = INSUFFICIENT_DATA
        is_new = self.idle_state == INSUFFICIENT_DATA
        if not is_new and changes and not changes[0].triggering_alarms:
            initial, changes = changes[0].state, changes[1:]
        return AlarmHistory(
            alarm=alarm,
            start=self.start,
            end=self.end,
            initial_state=initial,
            states=tuple((change.at, change.state) for change in changes),
            composite_reasons={change.at: _reason(change) for change in changes},
        )


def _sound_rules(
    composites: Iterable[DeployedAlarm], states: Mapping[str, State]
) -> tuple[dict[str, composite.Rule], list[NotEvaluated]]:
    """Return the rules that can be evaluated by name, and why the others cannot.

    A rule may not lead back to itself, and every alarm that it names needs a state or a rule that
    can be evaluated.
    """
    by_name = {each.template_alarm.name: each for each in composites}
    rules = {name: _rule(each) for name, each in by_name.items()}
    refused = []
    for cycle in composite.Hierarchy.of(rules).cycles:
        for name in dict.fromkeys(cycle):
            rules.pop(name, None)
            refused.append(_refused(by_name[name], f"it refers to itself: {' → '.join(cycle)}"))
    # Each rule that is left out may leave a rule above it without one of its alarms.
    while dangling := _dangling(rules, states):
        for name, children in dangling.items():
            del rules[name]
            why = f"no alarm {', '.join(children)} can be evaluated"
            refused.append(_refused(by_name[name], why))
    return rules, refused


def _dangling(
    rules: Mapping[str, composite.Rule], states: Mapping[str, State]
) -> dict[str, list[str]]:
    """Return the rules that name alarms with neither a state nor a rule, and which these are."""
    unknown = {
        name: [child for child in rule.alarm_names if child not in states and child not in rules]
        for name, rule in rules.items()
    }
    return {name: children for name, children in unknown.items() if children}


def _refused(alarm: DeployedAlarm, why: str) -> NotEvaluated:
    where = alarm.template_alarm.resource.where("AlarmRule")
    return NotEvaluated(alarm=alarm.name, where=where, why=why)


def _rule(alarm: DeployedAlarm) -> composite.Rule:
    assert isinstance(alarm.definition, CompositeAlarm)
    return alarm.definition.rule


def _state_changes(histories: Iterable[AlarmHistory]) -> list[composite.StateChange[float]]:
    """Return the changes of several alarms in order of time."""
    changes = [
        composite.StateChange(at, each.alarm.template_alarm.name, state)
        for each in histories
        for at, state in each.states
    ]
    return sorted(changes, key=lambda change: change.at)


def _reason(change: composite.CompositeChange[float]) -> str:
    causes = [
        f"{cause.alarm} transitioned to {cause.state} at "
        f"{datetime.fromtimestamp(cause.at, UTC):%A %d %B, %Y %H:%M:%S} UTC"
        for cause in change.triggering_alarms
    ]
    return ", ".join(causes) or f"the rule gave {change.state} at its first evaluation"
