"""Both sides of a review, and how a change between them is put."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from tocsin.review.change import Change, Effect
from tocsin.review.kinds import KINDS
from tocsin.review.side import service_of
from tocsin.simulation import AlarmSet

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tocsin.assembly import Assembly, Link, Resource
    from tocsin.on_call import Severity
    from tocsin.review.pairs import Pair, Pairs
    from tocsin.review.side import Side

_CAPITAL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_WORDS = {
    "AWS::CloudWatch::AlarmMuteRule": "mute rule",
    "AWS::DynamoDB::Table": "table",
    "AWS::Events::Rule": "event rule",
    "AWS::XRay::Group": "trace group",
}


@dataclass(frozen=True, kw_only=True, eq=False)
class Comparison:
    """Two assemblies.

    Attributes:
        base: What is deployed now.
        head: What would be deployed.
        pairs: Which resource of one is which of the other.
    """

    base: Side
    head: Side
    pairs: Pairs

    @cached_property
    def whole_base(self) -> AlarmSet:
        """All alarms of BASE, also those that no change concerns."""
        return self._whole(self.pairs.base)

    @cached_property
    def whole_head(self) -> AlarmSet:
        """All alarms of HEAD, likewise."""
        return self._whole(self.pairs.head)

    def _whole(self, assembly: Assembly) -> AlarmSet:
        alarms = self.head.subject.alarm_set
        return AlarmSet.of(assembly, alarms.severity_rules, alarms.routes.ways.declared)

    def of(self, *types: str) -> tuple[Pair, ...]:
        """Return the resources of some types that come, go or become other."""
        return self.pairs.of(*types)

    def targets(self, links: Iterable[Link]) -> frozenset[str]:
        """Return what links lead to; a resource of BASE is called as it is in HEAD, if it stays."""
        after = self.pairs.after
        return frozenset(
            each.arn if each.resource is None else called(after.get(each.resource, each.resource))
            for each in links
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a change is about.

    Attributes:
        subject: It in words.
        resource: It in HEAD, or in BASE if HEAD has it no more.
        name: What it is called.
        is_gone: Whether HEAD has it no more.
        service: The service that it is about; empty if nothing tells.
        alarm_severity: The severity of the alarm that it is; None if nothing tells.
        weight: How urgent a change for the worse is.
    """

    subject: str
    resource: Resource
    name: str
    is_gone: bool = False
    service: str = ""
    alarm_severity: Severity | None = None
    weight: Severity = "warning"

    @classmethod
    def pair(cls, pair: Pair, *, weight: Severity = "warning") -> About:
        """Return that a change is about a resource that comes, goes or becomes other."""
        return cls.of(pair.resource, is_gone=pair.after is None, weight=weight)

    @classmethod
    def of(
        cls, resource: Resource, *, is_gone: bool = False, weight: Severity = "warning"
    ) -> About:
        """Return that a change is about a resource.

        Args:
            resource: It in HEAD, or in BASE if HEAD has it no more.
            is_gone: Whether HEAD has it no more.
            weight: How urgent a change for the worse is.
        """
        return cls(
            subject=f"{word_for(resource.type)} {called(resource)}",
            resource=resource,
            name=called(resource),
            is_gone=is_gone,
            service=service_of(tags_of(resource)),
            weight=weight,
        )

    def change(
        self,
        kind: str,
        what: str,
        *,
        before: str = "",
        after: str = "",
        why: str = "",
        fix: str = "",
        rule: str = "",
        at: Sequence[str | int] = (),
        severity: Severity | None = None,
        effect: Effect | None = None,
        matters: bool | None = None,
    ) -> Change:
        """Return a change of it.

        Args:
            kind: What kind of change it is.
            what: What happens to it, as the rest of the sentence.
            before: The value that changes, in words.
            after: What it becomes, in words.
            why: What follows from it.
            fix: What to do if it is not meant.
            rule: The id of the check or of the rule that says it.
            at: The property; what is not there is located where the resource is.
            severity: How urgent it is; None for what its kind and the alarm tell.
            effect: What it does; None for what its kind says.
            matters: Whether somebody has to look at it; None for what its kind says.
        """
        known, stack = KINDS[kind], self.resource.stack
        does = effect or known.effect
        looked_at = known.matters if matters is None else matters
        is_there = bool(at) and at[0] in self.resource.declared.properties
        return Change(
            kind=kind,
            severity=severity or _urgency(self.weight, does, matters=looked_at),
            effect=does,
            matters=looked_at,
            subject=self.subject,
            name=self.name,
            what=what,
            where=self.resource.locate(*(("Properties", *at) if is_there else ())),
            side="base" if self.is_gone else "head",
            before=before,
            after=after,
            why=why,
            fix=fix,
            rule=rule,
            service=self.service,
            stack=stack.name,
            region=stack.region,
            logical_id=self.resource.logical_id,
            type=self.resource.type,
            alarm_severity=self.alarm_severity,
        )


def _urgency(weight: Severity, effect: Effect, *, matters: bool) -> Severity:
    """Return how urgent a change is of something so urgent."""
    if effect == "worse":
        return weight
    return "warning" if matters and effect == "other" and weight == "critical" else "info"


def word_for(type_name: str) -> str:
    """Return what people call a type of resource: `AWS::Logs::LogGroup` is a log group."""
    last = type_name.rpartition("::")[2]
    return _WORDS.get(type_name) or _CAPITAL.sub(" ", last).lower()


def called(resource: Resource) -> str:
    """Return the name of a resource; its key where AWS makes the name."""
    made = f"{resource.stack.name}-{resource.logical_id}"
    is_chosen = resource.is_named and resource.name != made and "${Fn::" not in resource.name
    return resource.name if is_chosen else _written_name(resource) or resource.logical_id


def _written_name(resource: Resource) -> str:
    """Return what the properties of a resource call it; nothing if they do not."""
    last = resource.type.rpartition("::")[2]
    found = (resource.properties.get(name) for name in (f"{last}Name", "Name", f"{last[-5:]}Name"))
    return next((text for text in found if isinstance(text, str) and "${" not in text), "")


def tags_of(resource: Resource) -> Mapping[str, str]:
    """Return the tags of a resource, whatever its type."""
    listed = resource.properties.get("Tags")
    if isinstance(listed, dict):
        return {str(key): str(value) for key, value in listed.items()}
    items = listed if isinstance(listed, list) else []
    return {
        str(item.get("Key")): str(item.get("Value")) for item in items if isinstance(item, dict)
    }
