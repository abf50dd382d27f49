"""The joint between the emulator's composite alarms and `tocsin.evaluation.composite`."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from local.overlay.alarms.outcome import Outcome
from local.overlay.emulator import AlarmRecord
from tocsin.evaluation import State, cloudwatch_time, composite


@dataclass(slots=True)
class CompositeEvaluator:
    """Evaluates the composite alarms of one account and region when a child changes."""

    _states: dict[str, State] = field(default_factory=dict)
    _records: dict[str, AlarmRecord] = field(default_factory=dict)

    def next_change(
        self, metric_alarms: Mapping[str, AlarmRecord], composites: Mapping[str, AlarmRecord]
    ) -> tuple[AlarmRecord, Outcome] | None:
        """The next composite to change, and to what; None if none has to change.

        Children come before the composites that refer to them.
        A composite is evaluated when one of its children has changed since the last call, or
        when it was itself created or updated.
        """
        alarms = {**metric_alarms, **composites}
        states: dict[str, State] = {name: alarm["StateValue"] for name, alarm in alarms.items()}
        changed = {name for name, state in states.items() if self._states.get(name) != state}
        rules = _rules(composites)
        hierarchy = composite.Hierarchy.of(rules)
        for name in hierarchy.order:
            updated = self._records.get(name) is not composites[name]
            triggers = sorted(hierarchy.children[name] & changed)
            if not (updated or triggers):
                continue
            state = _state(rules[name], states)
            if state is not None and state != states[name]:
                self._records[name] = composites[name]
                found = _outcome(composites[name], state, [alarms[child] for child in triggers])
                return composites[name], found
        self._states = states
        self._records = dict(composites)
        return None


def _rules(composites: Mapping[str, AlarmRecord]) -> dict[str, composite.Rule]:
    rules = {}
    for name, alarm in composites.items():
        try:
            rules[name] = composite.parse_rule(alarm["AlarmRule"])
        except composite.RuleError:
            # PutCompositeAlarm refused what it cannot parse; what it let through is not evaluated.
            continue
    return rules


def _state(rule: composite.Rule, states: Mapping[str, State]) -> State | None:
    try:
        return rule.state(states)
    except composite.UnknownAlarmError:
        return None


def _outcome(alarm: AlarmRecord, state: State, triggers: list[AlarmRecord]) -> Outcome:
    arn = alarm["AlarmArn"]
    if triggers:
        child = triggers[0]
        at = cloudwatch_time(child["StateUpdatedTimestamp"])
        reason = f"{child['AlarmArn']} transitioned to {child['StateValue']} at {at}"
    else:
        reason = f"{arn} was created or updated and its alarm rule evaluates to {state}"
    data = {"triggeringAlarms": [_trigger(child) for child in triggers]}
    return Outcome(state=state, reason=reason, reason_data=json.dumps(data))


def _trigger(child: AlarmRecord) -> dict[str, Any]:
    at = cloudwatch_time(child["StateUpdatedTimestamp"])
    return {"arn": child["AlarmArn"], "state": {"value": child["StateValue"], "timestamp": at}}
