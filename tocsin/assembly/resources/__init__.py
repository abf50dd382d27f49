"""Typed resources, one kind a module."""

from tocsin.assembly.resources.alarm import Alarm, CompositeAlarm
from tocsin.assembly.resources.backup import BackupPlan, BackupSelection, BackupVault
from tocsin.assembly.resources.key import Key, KeyAlias
from tocsin.assembly.resources.link import ResolvedAction
from tocsin.assembly.resources.mute_rule import MuteRule
from tocsin.assembly.resources.queue import Queue, QueuePolicy
from tocsin.assembly.resources.sampling_rule import SamplingRule
from tocsin.assembly.resources.subscription import Subscription, subscriptions_of
from tocsin.assembly.resources.topic import Topic, TopicPolicy
from tocsin.assembly.resources.view import View

__all__ = [
    "Alarm",
    "BackupPlan",
    "BackupSelection",
    "BackupVault",
    "CompositeAlarm",
    "Key",
    "KeyAlias",
    "MuteRule",
    "Queue",
    "QueuePolicy",
    "ResolvedAction",
    "SamplingRule",
    "Subscription",
    "Topic",
    "TopicPolicy",
    "View",
    "subscriptions_of",
]
