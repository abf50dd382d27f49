"""Reads what is deployed: a synthesized `cdk.out`, or CloudFormation templates of any project.

`load` gives an `Assembly`: stacks, resources with their intrinsic functions resolved, and typed
views of alarms and of what alarms and backups rest on.
"""

from tocsin.assembly.assembly import Assembly
from tocsin.assembly.environment import Environment
from tocsin.assembly.load import load
from tocsin.assembly.problem import AssemblyError, AssemblyProblem
from tocsin.assembly.reference import Reference
from tocsin.assembly.resource import Resource
from tocsin.assembly.resources.alarm import Alarm, CompositeAlarm
from tocsin.assembly.resources.backup import BackupPlan, BackupSelection, BackupVault
from tocsin.assembly.resources.key import Key, KeyAlias
from tocsin.assembly.resources.link import ResolvedAction
from tocsin.assembly.resources.mute_rule import MuteRule
from tocsin.assembly.resources.queue import Queue, QueuePolicy
from tocsin.assembly.resources.sampling_rule import SamplingRule
from tocsin.assembly.resources.subscription import Subscription
from tocsin.assembly.resources.topic import Topic, TopicPolicy
from tocsin.assembly.stack import Stack
from tocsin.assembly.unresolved import Outcome, Unresolved

__all__ = [
    "Alarm",
    "Assembly",
    "AssemblyError",
    "AssemblyProblem",
    "BackupPlan",
    "BackupSelection",
    "BackupVault",
    "CompositeAlarm",
    "Environment",
    "Key",
    "KeyAlias",
    "MuteRule",
    "Outcome",
    "Queue",
    "QueuePolicy",
    "Reference",
    "ResolvedAction",
    "Resource",
    "SamplingRule",
    "Stack",
    "Subscription",
    "Topic",
    "TopicPolicy",
    "Unresolved",
    "load",
]
