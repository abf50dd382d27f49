"""The joint between the emulator's composite alarms and `tocsin.evaluation.composite`."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from local.overlay.emulator import cloudwatch_time
from tocsin.evaluation import Hierarchy, Rule, RuleError, State, UnknownAlarmError, parse_rule

Alarm = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class CompositeChange:
    """A composite alarm that must go to another state."""

    alarm: Alarm
    state: State
    reason: str
    reason_data: str


@dataclass(slots=True)
class CompositeEvaluator:
    """Evaluates the composite alarms of one account and region when a child changes."""

    _states: dict[str, State] = field(default_factory=dict)
    _records: dict[str, Alarm] = field(default_factory=dict)

    def next_change(
        self, metric_alarms: Mapping[str, Alarm], composites: Mapping[str, Alarm]
    ) -> CompositeChange | None:
        """The next composite to change, children before those that refer to them; None if none.

        A composite is evaluated when one of its children has changed since the last call, or
        when it was itself created or updated.
        """
        alarms = {**metric_alarms, **composites}
        states: dict[str, State] = {name: alarm["StateValue"] for name, alarm in alarms.items()}
        changed = {name for name, state in states.items() if self._states.get(name) != state}
        rules = _rules(composites)
        hierarchy = Hierarchy.of(rules)
        for name in hierarchy.order:
            updated = self._records.get(name) is not composites[name]
            triggers = sorted(hierarchy.children[name] & changed)
            if not (updated or triggers):
                continue
            state = _state(rules[name], states)
            if state is not None and state != states[name]:
                self._records[name] = composites[name]
                return _change(composites[name], state, [alarms[child] for child in triggers])
        self._states = states
        self._records = dict(composites)
        return None


def _rules(composites: Mapping[str, Alarm]) -> dict[str, Rule]:
    rules = {}
    for name, alarm in composites.items():
        try:
            rules[name] = parse_rule(alarm["AlarmRule"])
        except RuleError:
            # PutCompositeAlarm refused what it cannot parse; what it let through is not evaluated.
            continue
    return rules


def _state(rule: Rule, states: Mapping[str, State]) -> State | None:
    try:
        return rule.state(states)
    except UnknownAlarmError:
        return None


def _change(alarm: Alarm, state: State, triggers: list[Alarm]) -> CompositeChange:
    arn = alarm["AlarmArn"]
    if triggers:
        child = triggers[0]
        at = cloudwatch_time(child["StateUpdatedTimestamp"])
        reason = f"{child['AlarmArn']} transitioned to {child['StateValue']} at {at}"
    else:
        reason = f"{arn} was created or updated and its alarm rule evaluates to {state}"
    data = {"triggeringAlarms": [_trigger(child) for child in triggers]}
    return CompositeChange(alarm=alarm, state=state, reason=reason, reason_data=json.dumps(data))


def _trigger(child: Alarm) -> dict[str, Any]:
    at = cloudwatch_time(child["StateUpdatedTimestamp"])
    return {"arn": child["AlarmArn"], "state": {"value": child["StateValue"], "timestamp": at}}
