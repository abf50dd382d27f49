"""The alarms of an assembly, read once and ready to be evaluated many times."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from tocsin.assembly import Alarm, Assembly, Environment
from tocsin.evaluation import (
    AlarmPropertiesError,
    CompositeAlarm,
    MetricAlarm,
    read_alarm,
    read_composite_alarm,
)
from tocsin.on_call import Severity
from tocsin.simulation.mute_windows import MuteSchedule, mute_schedules
from tocsin.simulation.routes import Routes
from tocsin.simulation.severity_mapping import DEFAULT_SEVERITY_RULES, SeverityRules, service

_ACTIONS = frozenset({"AlarmActions", "OKActions", "InsufficientDataActions"})


@dataclass(frozen=True, slots=True, kw_only=True)
class DeployedAlarm:
    """An alarm of the assembly, with what an evaluation needs.

    Attributes:
        name: Its name; `stack/name` where several accounts or Regions have the name.
        template_alarm: What its template says of it.
        definition: What is evaluated.
        severity: How urgent it is; None when nothing tells.
        service: What it is about; None when no tag tells.
    """

    name: str
    template_alarm: Alarm
    definition: MetricAlarm | CompositeAlarm
    severity: Severity | None
    service: str | None

    @property
    def environment(self) -> Environment:
        """The account and Region it is in; alarm names are unique there."""
        return self.template_alarm.stack.environment


@dataclass(frozen=True, slots=True, kw_only=True)
class NotEvaluated:
    """An alarm, or a rule about alarms, that cannot be evaluated offline.

    Attributes:
        alarm: Its name.
        where: File, line and place in the template.
        why: The reason, and what would change it.
    """

    alarm: str
    where: str
    why: str

    def __str__(self) -> str:
        """Render as one line."""
        return f"{self.where}: {self.alarm}: {self.why}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmSet:
    """Every alarm of an assembly.

    Attributes:
        metric_alarms: Those on metrics and metric math, by name.
        composite_alarms: Those on other alarms, by name.
        not_evaluated: Alarms and mute rules that cannot be evaluated.
        mutes: The mute rules.
        routes: Finds whom an action reaches.
        severity_rules: How urgent alarms are.
        known: The environment and the name of each alarm of the templates, evaluated or not.
    """

    metric_alarms: Mapping[str, DeployedAlarm]
    composite_alarms: Mapping[str, DeployedAlarm]
    not_evaluated: tuple[NotEvaluated, ...]
    mutes: tuple[MuteSchedule, ...]
    routes: Routes
    severity_rules: SeverityRules
    known: frozenset[tuple[Environment, str]]

    @classmethod
    def of(
        cls, assembly: Assembly, severity_rules: SeverityRules = DEFAULT_SEVERITY_RULES
    ) -> "AlarmSet":
        """Read the alarms of an assembly; those that cannot be evaluated are kept aside."""
        reader = _Reader(assembly, severity_rules)
        mutes, refused = mute_schedules(assembly.mute_rules)
        return cls(
            metric_alarms=dict(reader.read(assembly.alarms, _metric_alarm)),
            composite_alarms=dict(reader.read(assembly.composite_alarms, _composite_alarm)),
            not_evaluated=(
                *reader.refused,
                *reader.log_alarms(),
                *(NotEvaluated(alarm=name, where=at, why=why) for name, at, why in refused),
            ),
            mutes=mutes,
            routes=Routes(assembly),
            severity_rules=severity_rules,
            known=frozenset(
                (alarm.stack.environment, alarm.name)
                for alarm in (*assembly.alarms, *assembly.log_alarms)
            ),
        )

    def __getitem__(self, name: str) -> DeployedAlarm:
        """Return an alarm by its name."""
        return self.metric_alarms.get(name) or self.composite_alarms[name]

    def __iter__(self) -> Iterator[DeployedAlarm]:
        """Yield the alarms that can be evaluated, in the order of the templates."""
        yield from self.metric_alarms.values()
        yield from self.composite_alarms.values()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the alarms that can be evaluated."""
        return (*self.metric_alarms, *self.composite_alarms)

    def with_definition(self, name: str, definition: MetricAlarm) -> "AlarmSet":
        """Return the same alarms, one of them with another definition."""
        changed = replace(self.metric_alarms[name], definition=definition)
        return replace(self, metric_alarms={**self.metric_alarms, name: changed})


class _Reader:
    def __init__(self, assembly: Assembly, severity_rules: SeverityRules) -> None:
        self.refused: list[NotEvaluated] = []
        self._assembly = assembly
        self._severity_rules = severity_rules
        every = (*assembly.alarms, *assembly.composite_alarms, *assembly.log_alarms)
        self._uses = Counter(alarm.name for alarm in every)

    def read(self, alarms: Iterable[Alarm], read: Any) -> Iterator[tuple[str, DeployedAlarm]]:  # noqa: ANN401 - one of the two functions below
        for alarm in alarms:
            name = self._key(alarm)
            try:
                definition = read(alarm)
            except AlarmPropertiesError as error:
                why = "; ".join(str(problem) for problem in error.problems)
                self._refuse(alarm, why)
                continue
            yield (
                name,
                DeployedAlarm(
                    name=name,
                    template_alarm=alarm,
                    definition=definition,
                    severity=self._severity_rules.severity(alarm),
                    service=service(alarm),
                ),
            )

    def log_alarms(self) -> Iterator[NotEvaluated]:
        for alarm in self._assembly.log_alarms:
            why = "a log alarm runs a query on log events, which drills have not"
            yield NotEvaluated(alarm=self._key(alarm), where=alarm.resource.where(), why=why)

    def _refuse(self, alarm: Alarm, why: str) -> None:
        self.refused.append(
            NotEvaluated(alarm=self._key(alarm), where=alarm.resource.where(), why=why)
        )

    def _key(self, alarm: Alarm) -> str:
        return alarm.name if self._uses[alarm.name] == 1 else f"{alarm.stack.name}/{alarm.name}"


def _properties(alarm: Alarm) -> dict[str, Any]:
    """Return what the evaluation reads; actions are followed through the assembly instead."""
    kept = {key: value for key, value in alarm.properties.items() if key not in _ACTIONS}
    return kept | {"AlarmName": alarm.name, "ActionsEnabled": alarm.actions_enabled}


def _metric_alarm(alarm: Alarm) -> MetricAlarm:
    return read_alarm(_properties(alarm))


def _composite_alarm(alarm: Alarm) -> CompositeAlarm:
    return read_composite_alarm(_properties(alarm))
