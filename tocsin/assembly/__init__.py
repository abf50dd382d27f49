"""Reads what is deployed: a synthesized `cdk.out`, or CloudFormation templates of any project.

`load` gives an `Assembly`: its stacks, and its resources with intrinsic functions resolved and
with types of their own. The way from a text to a resolved property:

1. `sources/` finds the templates of an input: of a `cdk.out`, of a folder, of one file.
2. `template/` reads a file of JSON or YAML into the sections of a template.
3. `resolution/` replaces intrinsic functions by what they give, as far as a template decides it.
4. `stack` and `resource` are what is deployed; the latter finds one by an ARN too.
5. `resources/` knows what the properties of alarms, topics and so on mean.
"""

from tocsin.assembly.arn import PLACEHOLDER, Arn, is_open, read_arn
from tocsin.assembly.assembly import ALARM_TYPES, Assembly
from tocsin.assembly.environment import Environment
from tocsin.assembly.findings import Finding
from tocsin.assembly.left_empty import is_left_empty
from tocsin.assembly.left_out import LeftOut
from tocsin.assembly.load import load
from tocsin.assembly.normal_form import normal_form
from tocsin.assembly.part import Part
from tocsin.assembly.references import created_before, references
from tocsin.assembly.resolution import Reference, Unresolved
from tocsin.assembly.resource import Resource
from tocsin.assembly.resources import (
    DEFAULT_BUS,
    Alarm,
    EventRule,
    EventSourceMapping,
    EventTarget,
    FunctionPermission,
    Key,
    Link,
    MetricReading,
    MuteRule,
    Queue,
    StateMachine,
    Subscription,
    Topic,
    TypedResource,
    readings_of,
)
from tocsin.assembly.stack import Stack
from tocsin.assembly.value_at import value_at

__all__ = [
    "ALARM_TYPES",
    "DEFAULT_BUS",
    "PLACEHOLDER",
    "Alarm",
    "Arn",
    "Assembly",
    "Environment",
    "EventRule",
    "EventSourceMapping",
    "EventTarget",
    "Finding",
    "FunctionPermission",
    "Key",
    "LeftOut",
    "Link",
    "MetricReading",
    "MuteRule",
    "Part",
    "Queue",
    "Reference",
    "Resource",
    "Stack",
    "StateMachine",
    "Subscription",
    "Topic",
    "TypedResource",
    "Unresolved",
    "created_before",
    "is_left_empty",
    "is_open",
    "load",
    "normal_form",
    "read_arn",
    "readings_of",
    "references",
    "value_at",
]
