"""The alarms and mute rules of an assembly, read once and ready to be evaluated many times."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from tocsin.assembly import Alarm, Assembly, Environment, LeftOut
from tocsin.assembly import MuteRule as TemplateMuteRule
from tocsin.delivery import NOBODY_DECLARED, DeclaredReaders, Ways
from tocsin.diagnostics import InvalidInputError
from tocsin.evaluation import (
    CompositeAlarm,
    MetricAlarm,
    MuteRule,
    composite,
    mute,
    read_alarm,
    read_composite_alarm,
    read_mute_rule,
)
from tocsin.on_call import Severity
from tocsin.simulation.delay_tag import Lateness, tagged_delay
from tocsin.simulation.not_evaluated import NotEvaluated
from tocsin.simulation.routes import Routes
from tocsin.simulation.severity_rules import DEFAULT_SEVERITY_RULES, SeverityRules, service
from tocsin.timing import Delay


@dataclass(frozen=True, slots=True, kw_only=True)
class MuteSchedule:
    """A mute rule, and where it holds.

    Attributes:
        rule: Its schedule.
        template_rule: What its template says of it.
    """

    rule: MuteRule
    template_rule: TemplateMuteRule

    def mutes(self, alarm: Alarm) -> bool:
        """Say whether the alarm is among the rule's targets."""
        if alarm.stack.environment != self.template_rule.stack.environment:
            return False
        return any(
            target.resource is alarm.resource or composite.alarm_name(target.arn) == alarm.name
            for target in self.template_rule.targets
        )


def read_mute_schedule(declared: TemplateMuteRule) -> MuteSchedule | NotEvaluated:
    """Read a mute rule, or say why CloudWatch would refuse it."""
    try:
        rule = read_mute_rule({**declared.properties, "Name": declared.name})
    except InvalidInputError as error:
        return NotEvaluated.because(declared.name, declared.resource, error.problems)
    return MuteSchedule(rule=rule, template_rule=declared)


def mute_windows(
    schedules: Iterable[MuteSchedule], alarm: Alarm, start: float, end: float
) -> list[mute.Window[float]]:
    """Return when an alarm is muted between two times, in seconds since 1970."""
    first, last = datetime.fromtimestamp(start, UTC), datetime.fromtimestamp(end, UTC)
    return mute.merged_windows(
        mute.Window(window.start.timestamp(), window.end.timestamp())
        for schedule in schedules
        if schedule.mutes(alarm)
        for window in schedule.rule.windows(first, last)
    )


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
        respond_within: How soon it is to be answered; None for no promise in minutes.
        delay: How late the data are that it reads; None when no tag tells.
    """

    name: str
    template_alarm: Alarm
    definition: MetricAlarm | CompositeAlarm
    severity: Severity | None
    service: str | None
    respond_within: timedelta | None
    delay: Delay | None

    @property
    def environment(self) -> Environment:
        """The account and Region it is in; alarm names are unique there."""
        return self.template_alarm.stack.environment


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
        left_out: Alarms that the templates have and conditions leave out.
        known: The environment and the name of each alarm of the templates, evaluated or not.
    """

    metric_alarms: Mapping[str, DeployedAlarm]
    composite_alarms: Mapping[str, DeployedAlarm]
    not_evaluated: tuple[NotEvaluated, ...]
    mutes: tuple[MuteSchedule, ...]
    routes: Routes
    severity_rules: SeverityRules
    left_out: tuple[LeftOut, ...]
    known: frozenset[tuple[Environment, str]]

    @classmethod
    def of(
        cls,
        assembly: Assembly,
        severity_rules: SeverityRules = DEFAULT_SEVERITY_RULES,
        declared_readers: DeclaredReaders = NOBODY_DECLARED,
    ) -> "AlarmSet":
        """Read the alarms of an assembly; those that cannot be evaluated are kept aside.

        Args:
            assembly: What is deployed.
            severity_rules: How urgent alarms are.
            declared_readers: Who reads endpoints of which no template says it.
        """
        reader = _Reader(assembly, severity_rules)
        metric_alarms = [reader.read(each, read_alarm) for each in assembly.alarms]
        composites = [reader.read(each, read_composite_alarm) for each in assembly.composite_alarms]
        log_alarms = [reader.refused_log_alarm(each) for each in assembly.log_alarms]
        mutes = [read_mute_schedule(rule) for rule in assembly.mute_rules]
        every = (*metric_alarms, *composites, *log_alarms, *mutes)
        return cls(
            metric_alarms=_by_name(metric_alarms),
            composite_alarms=_by_name(composites),
            not_evaluated=tuple(each for each in every if isinstance(each, NotEvaluated)),
            mutes=tuple(each for each in mutes if isinstance(each, MuteSchedule)),
            routes=Routes(Ways(assembly=assembly, declared=declared_readers)),
            severity_rules=severity_rules,
            left_out=assembly.left_out_alarms,
            known=frozenset(
                (alarm.stack.environment, alarm.name)
                for alarm in (*assembly.alarms, *assembly.log_alarms)
            ),
        )

    def __getitem__(self, name: str) -> DeployedAlarm:
        """Return an alarm by its name."""
        return self.metric_alarms.get(name) or self.composite_alarms[name]

    def __contains__(self, name: object) -> bool:
        """Say whether an alarm of that name can be evaluated."""
        return name in self.metric_alarms or name in self.composite_alarms

    def __iter__(self) -> Iterator[DeployedAlarm]:
        """Yield the alarms that can be evaluated, in the order of the templates."""
        yield from self.metric_alarms.values()
        yield from self.composite_alarms.values()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the alarms that can be evaluated."""
        return (*self.metric_alarms, *self.composite_alarms)

    def delays(self, lateness: Lateness, names: Iterable[str] | None = None) -> Mapping[str, int]:
        """Return how many seconds late the data of each metric alarm are whose tag tells it.

        Args:
            lateness: Which figure of the tag counts.
            names: The alarms that are asked for; None for all.
        """
        return {
            name: delay.typical if lateness == "typical" else delay.worst
            for name in (self.metric_alarms if names is None else names)
            if (delay := self.metric_alarms[name].delay) is not None
        }

    def with_definition(self, name: str, definition: MetricAlarm) -> "AlarmSet":
        """Return the same alarms, one of them with another definition."""
        changed = replace(self.metric_alarms[name], definition=definition)
        return replace(self, metric_alarms=_Changed(self.metric_alarms, changed))


class _Changed(Mapping[str, DeployedAlarm]):
    """Alarms of which one is another: thousands of changes are tried of thousands of alarms."""

    def __init__(self, alarms: Mapping[str, DeployedAlarm], changed: DeployedAlarm) -> None:
        self._alarms = alarms
        self._changed = changed

    def __getitem__(self, name: str) -> DeployedAlarm:
        return self._changed if name == self._changed.name else self._alarms[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._alarms)

    def __len__(self) -> int:
        return len(self._alarms)


class _Reader:
    """Reads the alarms of an assembly one by one, and gives each a name that no other has."""

    def __init__(self, assembly: Assembly, severity_rules: SeverityRules) -> None:
        self._severity_rules = severity_rules
        every = (*assembly.alarms, *assembly.composite_alarms, *assembly.log_alarms)
        self._uses = Counter(alarm.name for alarm in every)

    def read(
        self,
        alarm: Alarm,
        read: Callable[[Mapping[str, Any]], MetricAlarm | CompositeAlarm],
    ) -> DeployedAlarm | NotEvaluated:
        name = self._name(alarm)
        try:
            definition = read(_evaluated_properties(alarm))
        except InvalidInputError as error:
            return NotEvaluated.because(name, alarm.resource, error.problems)
        return DeployedAlarm(
            name=name,
            template_alarm=alarm,
            definition=definition,
            severity=self._severity_rules.severity(alarm),
            service=service(alarm),
            respond_within=self._severity_rules.alarm_response_time(alarm),
            delay=tagged_delay(alarm),
        )

    def refused_log_alarm(self, alarm: Alarm) -> NotEvaluated:
        why = "a log alarm runs a query on log events, which are not simulated"
        return NotEvaluated(alarm=self._name(alarm), where=alarm.resource.where(), why=why)

    def _name(self, alarm: Alarm) -> str:
        return alarm.name if self._uses[alarm.name] == 1 else f"{alarm.stack.name}/{alarm.name}"


def _evaluated_properties(alarm: Alarm) -> dict[str, Any]:
    """Return what the evaluation reads; actions are followed through the assembly instead."""
    kept = {key: value for key, value in alarm.properties.items() if key not in _ACTIONS}
    return kept | {"AlarmName": alarm.name, "ActionsEnabled": alarm.actions_enabled}


def _by_name(alarms: Iterable[DeployedAlarm | NotEvaluated]) -> dict[str, DeployedAlarm]:
    return {each.name: each for each in alarms if isinstance(each, DeployedAlarm)}
