"""Reads what is deployed: a synthesized `cdk.out`, or CloudFormation templates of any project.

`load` gives an `Assembly`: stacks, resources with their intrinsic functions resolved, and typed
views of alarms and of what alarms and backups rest on.
"""

from tocsin.assembly.assembly import Assembly
from tocsin.assembly.load import load
from tocsin.assembly.problem import AssemblyError, AssemblyProblem
from tocsin.assembly.reference import Reference
from tocsin.assembly.resource import Resource
from tocsin.assembly.stack import Stack
from tocsin.assembly.unresolved import Outcome, Unresolved
from tocsin.assembly.views.alarm import Alarm, CompositeAlarm
from tocsin.assembly.views.backup import BackupPlan, BackupSelection, BackupVault
from tocsin.assembly.views.key import Key, KeyAlias
from tocsin.assembly.views.link import ResolvedAction
from tocsin.assembly.views.mute_rule import MuteRule
from tocsin.assembly.views.queue import Queue, QueuePolicy
from tocsin.assembly.views.sampling_rule import SamplingRule
from tocsin.assembly.views.subscription import Subscription
from tocsin.assembly.views.topic import Topic, TopicPolicy

__all__ = [
    "Alarm",
    "Assembly",
    "AssemblyError",
    "AssemblyProblem",
    "BackupPlan",
    "BackupSelection",
    "BackupVault",
    "CompositeAlarm",
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
