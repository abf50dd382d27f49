"""Settings of resources that no value of a metric exceeds: a function's timeout, and its kin."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tocsin.assembly import Part

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tocsin.alarms import Metric
    from tocsin.assembly import Resource, Stack
    from tocsin.checks.subject import Subject

_ATTRIBUTE: Final = re.compile(r"\$\{(\w+)\.\w+\}")
_LEEWAY: Final = 1.1
"""What ends at its limit is measured a little later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Setting:
    dimension: str
    resource_type: str
    name: str
    default: float | None
    times: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingLimit:
    """What a setting of a resource makes of a metric.

    Attributes:
        most: The highest value that can be.
        text: The setting, and where it is: `Timeout of Orders is 30`.
        source: Where AWS says so.
    """

    most: float
    text: str
    source: str


_SETTINGS: Final[Mapping[tuple[str, str], _Setting]] = {
    ("AWS/Lambda", "Duration"): _Setting(
        dimension="FunctionName",
        resource_type="AWS::Lambda::Function",
        name="Timeout",
        default=3,
        times=1000,
    ),
    ("AWS/Lambda", "ConcurrentExecutions"): _Setting(
        dimension="FunctionName",
        resource_type="AWS::Lambda::Function",
        name="ReservedConcurrentExecutions",
        default=None,
        times=1,
    ),
    ("AWS/SQS", "ApproximateAgeOfOldestMessage"): _Setting(
        dimension="QueueName",
        resource_type="AWS::SQS::Queue",
        name="MessageRetentionPeriod",
        default=345_600,
        times=1,
    ),
}
_SOURCES: Final = {
    "Timeout": "https://docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html",
    "ReservedConcurrentExecutions": (
        "https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html"
    ),
    "MessageRetentionPeriod": (
        "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html"
    ),
}


def setting_limit(metric: Metric, stack: Stack, subject: Subject) -> SettingLimit | None:
    """Return what a setting of the metric's resource limits it to; None if none does.

    Args:
        metric: The metric.
        stack: The stack of the alarm that reads it.
        subject: What is checked.
    """
    setting = _SETTINGS.get((metric.namespace, metric.name))
    if setting is None:
        return None
    value = dict(metric.dimensions).get(setting.dimension)
    resource = _named(value, stack, subject) if value else None
    if resource is None or resource.type != setting.resource_type:
        return None
    written = Part.of(resource, setting.name)
    found = written.number if written.is_there else setting.default
    if found is None or found <= 0 or not written.is_known:
        return None
    return SettingLimit(
        most=found * setting.times * _LEEWAY,
        text=f"{setting.name} of {resource.logical_id} is {found:g}",
        source=_SOURCES[setting.name],
    )


def _named(value: str, stack: Stack, subject: Subject) -> Resource | None:
    """Return the resource that a dimension names, also where AWS makes its name."""
    found, attribute = subject.memo(_by_name), _ATTRIBUTE.fullmatch(value)
    texts = (value, f"${{{attribute[1]}}}") if attribute else (value,)
    keys = ((place, text) for text in texts for place in (stack, None))
    return next((found[key] for key in keys if key in found), None)


def _by_name(subject: Subject) -> dict[tuple[Stack | None, str], Resource]:
    """Return resources that have such a setting by what names them, in their stack or in all.

    The index of the assembly finds them too; it has to look at every alarm for that.
    """
    types = dict.fromkeys(each.resource_type for each in _SETTINGS.values())
    found: dict[tuple[Stack | None, str], Resource] = {}
    for resource in subject.assembly.resources(*types):
        for text in resource.identities:
            found[resource.stack, text] = resource
            if resource.is_named:
                found.setdefault((None, text), resource)
    return found
