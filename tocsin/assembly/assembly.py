"""All stacks that one synthesis, or one folder of templates, deploys."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from tocsin.assembly.findings import find_problems
from tocsin.assembly.resource_index import ResourceIndex
from tocsin.assembly.resources import (
    Alarm,
    BackupPlan,
    BackupSelection,
    BackupVault,
    CompositeAlarm,
    Key,
    KeyAlias,
    MuteRule,
    Queue,
    QueuePolicy,
    SamplingRule,
    Subscription,
    Topic,
    TopicPolicy,
    View,
    subscriptions_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from tocsin.assembly.problem import AssemblyProblem
    from tocsin.assembly.resource import Resource
    from tocsin.assembly.stack import Stack

V = TypeVar("V", bound=View)


@dataclass(frozen=True, kw_only=True, eq=False)
class Assembly:
    """What was read, with each kind of resource that the prover looks at as a typed view.

    Attributes:
        path: What was read.
        stacks: Its stacks, each before those nested in it.
        given: The values given to parameters.
        noted: Problems met while the input was read.
    """

    path: Path
    stacks: tuple[Stack, ...]
    given: Mapping[str, str]
    noted: tuple[AssemblyProblem, ...] = ()

    @cached_property
    def problems(self) -> tuple[AssemblyProblem, ...]:
        """Everything odd in the templates; asking for it resolves all of them."""
        return find_problems(self.stacks, self.given, self.noted)

    @cached_property
    def index(self) -> ResourceIndex:
        """Finds the resource behind an ARN or a reference."""
        return ResourceIndex(stacks=self.stacks)

    def resources(self, *types: str) -> Iterator[Resource]:
        """Give the resources of some types, or all, in the order of the templates."""
        for stack in self.stacks:
            for resource in stack.resources.values():
                if not types or resource.type in types:
                    yield resource

    def views(self, view: type[V], *types: str) -> tuple[V, ...]:
        """Give the resources of some types through a view."""
        return tuple(
            view(resource=resource, index=self.index) for resource in self.resources(*types)
        )

    @cached_property
    def alarms(self) -> tuple[Alarm, ...]:
        """Metric alarms."""
        return self.views(Alarm, "AWS::CloudWatch::Alarm")

    @cached_property
    def log_alarms(self) -> tuple[Alarm, ...]:
        """Alarms on the results of a scheduled log query."""
        return self.views(Alarm, "AWS::CloudWatch::LogAlarm")

    @cached_property
    def composite_alarms(self) -> tuple[CompositeAlarm, ...]:
        """Composite alarms."""
        return self.views(CompositeAlarm, "AWS::CloudWatch::CompositeAlarm")

    @cached_property
    def mute_rules(self) -> tuple[MuteRule, ...]:
        """Rules that hold alarm actions back."""
        return self.views(MuteRule, "AWS::CloudWatch::AlarmMuteRule")

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        """SNS topics."""
        return self.views(Topic, "AWS::SNS::Topic")

    @cached_property
    def topic_policies(self) -> tuple[TopicPolicy, ...]:
        """Policies of SNS topics."""
        return self.views(TopicPolicy, "AWS::SNS::TopicPolicy", "AWS::SNS::TopicInlinePolicy")

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
        return self.views(Key, "AWS::KMS::Key", "AWS::KMS::ReplicaKey")

    @cached_property
    def key_aliases(self) -> tuple[KeyAlias, ...]:
        """Names of KMS keys."""
        return self.views(KeyAlias, "AWS::KMS::Alias")

    @cached_property
    def queues(self) -> tuple[Queue, ...]:
        """SQS queues."""
        return self.views(Queue, "AWS::SQS::Queue")

    @cached_property
    def queue_policies(self) -> tuple[QueuePolicy, ...]:
        """Policies of SQS queues."""
        return self.views(QueuePolicy, "AWS::SQS::QueuePolicy", "AWS::SQS::QueueInlinePolicy")

    @cached_property
    def backup_vaults(self) -> tuple[BackupVault, ...]:
        """Vaults of AWS Backup, also logically air-gapped ones."""
        return self.views(
            BackupVault,
            "AWS::Backup::BackupVault",
            "AWS::Backup::LogicallyAirGappedBackupVault",
        )

    @cached_property
    def backup_plans(self) -> tuple[BackupPlan, ...]:
        """Plans of AWS Backup."""
        return self.views(BackupPlan, "AWS::Backup::BackupPlan")

    @cached_property
    def backup_selections(self) -> tuple[BackupSelection, ...]:
        """What the plans of AWS Backup protect."""
        return self.views(BackupSelection, "AWS::Backup::BackupSelection")

    @cached_property
    def sampling_rules(self) -> tuple[SamplingRule, ...]:
        """Sampling rules of X-Ray."""
        return self.views(SamplingRule, "AWS::XRay::SamplingRule")
