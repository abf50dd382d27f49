"""The alarms and mute rules of an assembly, read once and ready to be evaluated many times."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial

from tocsin.alarms import Examiner
from tocsin.assembly import Alarm, Assembly, Environment, LeftOut
from tocsin.assembly import MuteRule as TemplateMuteRule
from tocsin.delivery import NOBODY_DECLARED, DeclaredReaders, Ways
from tocsin.diagnostics import Problem
from tocsin.evaluation import (
    CompositeAlarm,
    MetricAlarm,
    MuteRule,
    composite,
    mute,
)
from tocsin.on_call import Severity
from tocsin.simulation.alarm_definition import (
    ReadDefinition,
    alarms_of_other_kinds,
    composite_alarm_definition,
    metric_alarm_definition,
    mute_rule_definition,
    refused_log_alarm,
)
from tocsin.simulation.alarm_spellings import AlarmSpellings
from tocsin.simulation.delay_tag import Lateness, tagged_delay
from tocsin.simulation.event_rules import EventRules
from tocsin.simulation.not_evaluated import NotEvaluated
from tocsin.simulation.routes import Routes
from tocsin.simulation.severity_rules import DEFAULT_SEVERITY_RULES, SeverityRules, service
from tocsin.timing import Delay

_PAGED_BY_TAG = "tocsin:paged-by"


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
    rule = mute_rule_definition(declared)
    if isinstance(rule, NotEvaluated):
        return rule
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
        paged_by: The name of the composite alarm that pages in its place, by a tag: what it sends
            itself is then shown and is not a page.
        severity_source: What tells its severity, in words; empty when nothing does.
        severity_is_guess: Whether only names and tags suggest it.
        remarks: What of it is valid and without use; places are in its properties.
    """

    name: str
    template_alarm: Alarm
    definition: MetricAlarm | CompositeAlarm
    severity: Severity | None
    service: str | None
    respond_within: timedelta | None
    delay: Delay | None
    paged_by: str | None = None
    severity_source: str = ""
    severity_is_guess: bool = False
    remarks: tuple[Problem, ...] = ()

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
        event_rules: The rules of EventBridge beside them.
        severity_rules: How urgent alarms are.
        left_out: Alarms that the templates have and conditions leave out.
        spellings: Finds alarms by what people call them beside their names.
        known: The environment and the name of each alarm that there will be, evaluated or not.
    """

    metric_alarms: Mapping[str, DeployedAlarm]
    composite_alarms: Mapping[str, DeployedAlarm]
    not_evaluated: tuple[NotEvaluated, ...]
    mutes: tuple[MuteSchedule, ...]
    routes: Routes
    event_rules: EventRules
    severity_rules: SeverityRules
    left_out: tuple[LeftOut, ...]
    spellings: AlarmSpellings
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
        read_metric_alarm = partial(metric_alarm_definition, examiner=Examiner())
        metric_alarms = [reader.read(each, read_metric_alarm) for each in assembly.alarms]
        composites = [
            reader.read(each, composite_alarm_definition) for each in assembly.composite_alarms
        ]
        log_alarms = [refused_log_alarm(each, reader.name_of(each)) for each in assembly.log_alarms]
        mutes = [read_mute_schedule(rule) for rule in assembly.mute_rules]
        others = alarms_of_other_kinds(assembly)
        every = (*metric_alarms, *composites, *log_alarms, *others, *mutes)
        declared = (*assembly.alarms, *assembly.composite_alarms)
        return cls(
            metric_alarms=_by_name(metric_alarms),
            composite_alarms=_by_name(composites),
            not_evaluated=tuple(each for each in every if isinstance(each, NotEvaluated)),
            mutes=tuple(each for each in mutes if isinstance(each, MuteSchedule)),
            event_rules=EventRules(assembly),
            routes=Routes(Ways(assembly=assembly, declared=declared_readers)),
            severity_rules=severity_rules,
            left_out=assembly.left_out_alarms,
            spellings=AlarmSpellings({reader.name_of(alarm): alarm for alarm in declared}),
            known=frozenset(
                (alarm.stack.environment, alarm.name)
                for alarm, read in zip(
                    (*assembly.alarms, *assembly.log_alarms),
                    (*metric_alarms, *log_alarms),
                    strict=True,
                )
                if not (isinstance(read, NotEvaluated) and read.is_refused)
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

    def with_definition(self, name: str, definition: MetricAlarm | CompositeAlarm) -> "AlarmSet":
        """Return the same alarms, one of them with another definition."""
        changed = replace(self[name], definition=definition)
        if isinstance(definition, MetricAlarm):
            return replace(self, metric_alarms=_Changed(self.metric_alarms, changed))
        return replace(self, composite_alarms=_Changed(self.composite_alarms, changed))


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

    def read(self, alarm: Alarm, read: ReadDefinition) -> DeployedAlarm | NotEvaluated:
        name = self.name_of(alarm)
        definition = read(alarm, name)
        if isinstance(definition, NotEvaluated):
            return definition
        judged = self._severity_rules.judged(alarm)
        return DeployedAlarm(
            name=name,
            template_alarm=alarm,
            definition=definition.alarm,
            remarks=definition.remarks,
            severity=judged.severity,
            severity_source=judged.source,
            severity_is_guess=judged.is_guess,
            service=service(alarm),
            respond_within=self._severity_rules.alarm_response_time(alarm, judged.severity),
            delay=tagged_delay(alarm),
            paged_by=self._pager(alarm),
        )

    def name_of(self, alarm: Alarm) -> str:
        return self._in_stack(alarm.name, alarm)

    def _pager(self, alarm: Alarm) -> str | None:
        name = alarm.tags.get(_PAGED_BY_TAG)
        return name and self._in_stack(name, alarm)

    def _in_stack(self, name: str, alarm: Alarm) -> str:
        """Return what an alarm of the stack of another is called."""
        return f"{alarm.stack.name}/{name}" if self._uses[name] > 1 else name


def _by_name(alarms: Iterable[DeployedAlarm | NotEvaluated]) -> dict[str, DeployedAlarm]:
    return {each.name: each for each in alarms if isinstance(each, DeployedAlarm)}
