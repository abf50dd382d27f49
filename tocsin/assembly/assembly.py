"""All stacks that one synthesis, or one folder of templates, deploys."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from heapq import merge
from operator import itemgetter
from typing import TYPE_CHECKING, TypeVar

from tocsin.assembly.findings import Finding, find_problems
from tocsin.assembly.resource import ResourceIndex
from tocsin.assembly.resources import (
    Alarm,
    BackupPlan,
    BackupSelection,
    BackupVault,
    CompositeAlarm,
    EventRule,
    EventSourceMapping,
    FunctionPermission,
    Key,
    KeyAlias,
    MuteRule,
    Queue,
    QueuePolicy,
    SamplingRule,
    StateMachine,
    Subscription,
    Topic,
    TopicPolicy,
    TypedResource,
    subscriptions_of,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from tocsin.assembly.left_out import LeftOut
    from tocsin.assembly.resource import Resource
    from tocsin.assembly.stack import Stack
    from tocsin.diagnostics import Problem

T = TypeVar("T", bound=TypedResource)

ALARM_TYPES = (
    "AWS::CloudWatch::Alarm",
    "AWS::CloudWatch::CompositeAlarm",
    "AWS::CloudWatch::LogAlarm",
)
TYPES_BETWEEN_ALARMS_AND_PEOPLE = (
    "AWS::Chatbot::MicrosoftTeamsChannelConfiguration",
    "AWS::Chatbot::SlackChannelConfiguration",
    "AWS::CloudWatch::AlarmMuteRule",
    "AWS::SNS::Subscription",
    "AWS::SNS::Topic",
    "AWS::SNS::TopicPolicy",
)


@dataclass(frozen=True, kw_only=True, eq=False)
class Assembly:
    """What was read, with each kind of resource that the prover looks at as a type of its own.

    Attributes:
        path: What was read; the first, if there is more.
        stacks: Its stacks, each before those nested in it.
        parameter_values: The values given to parameters.
        problems_of_reading: Problems met while the input was read.
        passed_over: Files of a folder that are no templates.
        looked_at: Finds its resources, if not all of them are looked at.
        left_out: Alarms, and what is between them and people, that conditions leave out, with what
            brings them back.
    """

    path: Path
    stacks: tuple[Stack, ...]
    parameter_values: Mapping[str, str]
    problems_of_reading: tuple[Problem, ...] = ()
    passed_over: tuple[Path, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    looked_at: ResourceIndex | None = field(default=None, repr=False)

    def without(self, hidden: Collection[Resource]) -> Assembly:
        """Return it as if it did not have some of its resources; the others are the same ones."""
        return replace(self, looked_at=self.index.without(hidden))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything odd in the templates, each thing once; asking for it resolves all of them."""
        return tuple(finding.problem for finding in self.findings)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Everything odd in the templates, and whether alarms may rest on it."""
        found = find_problems(self.index, self.parameter_values)
        return tuple(dict.fromkeys([*map(Finding, self.problems_of_reading), *found]))

    @property
    def left_out_alarms(self) -> tuple[LeftOut, ...]:
        """Alarms that conditions leave out, with what brings them back."""
        return tuple(each for each in self.left_out if each.type in ALARM_TYPES)

    @property
    def parameter_names(self) -> tuple[str, ...]:
        """The parameters that its templates declare."""
        return tuple(sorted({name for stack in self.stacks for name in stack.parameter_names}))

    @cached_property
    def index(self) -> ResourceIndex:
        """Finds the resource behind an ARN or a reference."""
        return self.looked_at or ResourceIndex(stacks=self.stacks)

    def resources(self, *types: str) -> Iterator[Resource]:
        """Give the resources of some types, or all, in the order of the templates."""
        if not types:
            yield from self.index.resources
            return
        found = [self._by_type.get(each, []) for each in dict.fromkeys(types)]
        yield from (resource for _, resource in merge(*found, key=itemgetter(0)))

    @cached_property
    def _by_type(self) -> Mapping[str, list[tuple[int, Resource]]]:
        """Each resource by its type, with its place among all; many ask, and all are looked at."""
        found: dict[str, list[tuple[int, Resource]]] = {}
        for place, resource in enumerate(self.index.resources):
            found.setdefault(resource.type, []).append((place, resource))
        return found

    def typed(self, kind: type[T], *types: str) -> tuple[T, ...]:
        """Give the resources of some types as what they are."""
        return tuple(
            kind(resource=resource, index=self.index) for resource in self.resources(*types)
        )

    @cached_property
    def alarms(self) -> tuple[Alarm, ...]:
        """Metric alarms."""
        return self.typed(Alarm, "AWS::CloudWatch::Alarm")

    @cached_property
    def log_alarms(self) -> tuple[Alarm, ...]:
        """Alarms on the results of a scheduled log query."""
        return self.typed(Alarm, "AWS::CloudWatch::LogAlarm")

    @cached_property
    def composite_alarms(self) -> tuple[CompositeAlarm, ...]:
        """Composite alarms."""
        return self.typed(CompositeAlarm, "AWS::CloudWatch::CompositeAlarm")

    @cached_property
    def mute_rules(self) -> tuple[MuteRule, ...]:
        """Rules that hold alarm actions back."""
        return self.typed(MuteRule, "AWS::CloudWatch::AlarmMuteRule")

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        """SNS topics."""
        return self.typed(Topic, "AWS::SNS::Topic")

    @cached_property
    def topic_policies(self) -> tuple[TopicPolicy, ...]:
        """Policies of SNS topics."""
        return self.typed(TopicPolicy, "AWS::SNS::TopicPolicy", "AWS::SNS::TopicInlinePolicy")

    @cached_property
    def subscriptions(self) -> tuple[Subscription, ...]:
        """SNS subscriptions, also those written inside a topic."""
        resources = self.resources("AWS::SNS::Subscription", "AWS::SNS::Topic")
        return tuple(
            subscription
            for resource in resources
            for subscription in subscriptions_of(resource, self.index)
        )

    @cached_property
    def keys(self) -> tuple[Key, ...]:
        """KMS keys."""
        return self.typed(Key, "AWS::KMS::Key", "AWS::KMS::ReplicaKey")

    @cached_property
    def key_aliases(self) -> tuple[KeyAlias, ...]:
        """Names of KMS keys."""
        return self.typed(KeyAlias, "AWS::KMS::Alias")

    @cached_property
    def queues(self) -> tuple[Queue, ...]:
        """SQS queues."""
        return self.typed(Queue, "AWS::SQS::Queue")

    @cached_property
    def queue_policies(self) -> tuple[QueuePolicy, ...]:
        """Policies of SQS queues."""
        return self.typed(QueuePolicy, "AWS::SQS::QueuePolicy", "AWS::SQS::QueueInlinePolicy")

    @cached_property
    def function_permissions(self) -> tuple[FunctionPermission, ...]:
        """What others may run functions."""
        return self.typed(FunctionPermission, "AWS::Lambda::Permission")

    @cached_property
    def event_source_mappings(self) -> tuple[EventSourceMapping, ...]:
        """Queues and streams that functions read."""
        return self.typed(EventSourceMapping, "AWS::Lambda::EventSourceMapping")

    @cached_property
    def event_rules(self) -> tuple[EventRule, ...]:
        """Rules of Amazon EventBridge."""
        return self.typed(EventRule, "AWS::Events::Rule")

    @cached_property
    def backup_vaults(self) -> tuple[BackupVault, ...]:
        """Vaults of AWS Backup, also logically air-gapped ones."""
        return self.typed(
            BackupVault,
            "AWS::Backup::BackupVault",
            "AWS::Backup::LogicallyAirGappedBackupVault",
        )

    @cached_property
    def backup_plans(self) -> tuple[BackupPlan, ...]:
        """Plans of AWS Backup."""
        return self.typed(BackupPlan, "AWS::Backup::BackupPlan")

    @cached_property
    def backup_selections(self) -> tuple[BackupSelection, ...]:
        """What the plans of AWS Backup protect."""
        return self.typed(BackupSelection, "AWS::Backup::BackupSelection")

    @cached_property
    def sampling_rules(self) -> tuple[SamplingRule, ...]:
        """Sampling rules of X-Ray."""
        return self.typed(SamplingRule, "AWS::XRay::SamplingRule")

    @cached_property
    def state_machines(self) -> tuple[StateMachine, ...]:
        """State machines of AWS Step Functions."""
        return self.typed(StateMachine, "AWS::StepFunctions::StateMachine")
