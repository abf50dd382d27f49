"""Typed resources, one kind a module."""

from tocsin.assembly.resources.alarm import Alarm, CompositeAlarm, MuteRule
from tocsin.assembly.resources.backup import BackupPlan, BackupSelection, BackupVault
from tocsin.assembly.resources.event_rule import DEFAULT_BUS, EventRule, EventTarget
from tocsin.assembly.resources.function import EventSourceMapping, FunctionPermission
from tocsin.assembly.resources.key import Key, KeyAlias
from tocsin.assembly.resources.metric_reading import MetricReading, readings_of
from tocsin.assembly.resources.queue import Queue, QueuePolicy
from tocsin.assembly.resources.sampling_rule import SamplingRule
from tocsin.assembly.resources.state_machine import StateMachine
from tocsin.assembly.resources.topic import Subscription, Topic, TopicPolicy, subscriptions_of
from tocsin.assembly.resources.typed_resource import Link, TypedResource

__all__ = [
    "DEFAULT_BUS",
    "Alarm",
    "BackupPlan",
    "BackupSelection",
    "BackupVault",
    "CompositeAlarm",
    "EventRule",
    "EventSourceMapping",
    "EventTarget",
    "FunctionPermission",
    "Key",
    "KeyAlias",
    "Link",
    "MetricReading",
    "MuteRule",
    "Queue",
    "QueuePolicy",
    "SamplingRule",
    "StateMachine",
    "Subscription",
    "Topic",
    "TopicPolicy",
    "TypedResource",
    "readings_of",
    "subscriptions_of",
]
