"""Sampling rules of X-Ray, and which requests each is for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tocsin.assembly import Part
from tocsin.diagnostics import quoted
from tocsin.sampling import Matching

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tocsin.assembly import Resource, Stack
    from tocsin.checks.subject import Subject

_FIELDS = {
    "service": "ServiceName",
    "service_type": "ServiceType",
    "host": "Host",
    "method": "HTTPMethod",
    "path": "URLPath",
    "resource_arn": "ResourceARN",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplingRule:
    """A sampling rule of which all is known that decides which requests it is for.

    Attributes:
        part: The rule.
        name: Its name, as it stands in texts.
        priority: Its priority; the least is tried first.
        matching: Which requests it is for.
    """

    part: Part
    name: str
    priority: float
    matching: Matching

    @property
    def resource(self) -> Resource:
        """It as a resource of its template."""
        return self.part.resource


def parts_of(subject: Subject) -> tuple[Part, ...]:
    """Return the sampling rules of an assembly, whatever is known of them."""
    return tuple(
        Part.of(resource, "SamplingRule")
        for resource in subject.assembly.resources("AWS::XRay::SamplingRule")
    )


def rules_by_stack(subject: Subject) -> Mapping[Stack, tuple[SamplingRule, ...]]:
    """Return what is known of the rules, those of each stack by their priority.

    Rules of two stacks may be in two accounts, or never be deployed at once.
    """
    found: dict[Stack, list[SamplingRule]] = {}
    for part in subject.memo(parts_of):
        rule = _read(part)
        if rule is not None and part.resource.condition_holds:
            found.setdefault(part.resource.stack, []).append(rule)
    return {
        stack: tuple(sorted(rules, key=lambda rule: rule.priority))
        for stack, rules in found.items()
    }


def _read(part: Part) -> SamplingRule | None:
    priority = part.at("Priority").number
    patterns = {field: part.at(key).text for field, key in _FIELDS.items()}
    attributes = part.at("Attributes")
    written = attributes.value if isinstance(attributes.value, dict) else {}
    if (
        priority is None
        or not attributes.is_known
        or any(each is None for each in patterns.values())
    ):
        return None
    return SamplingRule(
        part=part,
        name=quoted(part.at("RuleName").text or part.resource.logical_id),
        priority=priority,
        matching=Matching(
            **{field: pattern for field, pattern in patterns.items() if pattern is not None},
            attributes={str(key): str(value) for key, value in written.items()},
        ),
    )
