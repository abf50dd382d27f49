"""Who has which physical name while stacks are deployed one after the other."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from tocsin.transition.physical_name import PhysicalName, physical_names
from tocsin.transition.resource_type import resource_type
from tocsin.transition.retention import is_importable
from tocsin.transition.rules import (
    is_retained,
    is_taken,
    just_freed,
    may_be_taken,
    must_be_renamed,
    queue_just_deleted,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tocsin.assembly import Resource, Stack
    from tocsin.diagnostics import Problem
    from tocsin.transition.resource_change import ResourceChange

_QUEUE = "AWS::SQS::Queue"


@dataclass(frozen=True, slots=True)
class _Holder:
    resource: Resource
    is_retained: bool


class NameRegister:
    """The names that are taken.

    A deployment of a stack comes in two halves, as in CloudFormation: first everything new is
    made, then everything old is deleted.

    Attributes:
        imported: What was taken over although it existed already.
    """

    def __init__(
        self,
        deployed: Iterable[Resource],
        retained: Iterable[Resource],
        *,
        imports_existing: bool = False,
    ) -> None:
        self.imported: set[Resource] = set()
        self._imports_existing = imports_existing
        self._before = (tuple(retained), tuple(deployed))
        self._freed: dict[PhysicalName, Resource] = {}
        self._stacks: dict[str, set[str]] = defaultdict(set)
        self._told: set[tuple[Stack, str]] = set()

    @cached_property
    def _holders(self) -> dict[PhysicalName, _Holder]:
        """Who has each name; nobody asks where all that changes keeps its names."""
        found: dict[PhysicalName, _Holder] = {}
        for is_kept, resources in zip((True, False), self._before, strict=True):
            for resource in resources:
                for name in physical_names(resource):
                    found.setdefault(name, _Holder(resource, is_kept))
                    self._stacks[name.type].add(resource.stack.name)
        return found

    @property
    def retained(self) -> tuple[Resource, ...]:
        """The resources that have a name and no longer belong to a stack."""
        if "_holders" not in self.__dict__ and not self._before[0]:
            return ()
        kept = (each.resource for each in self._holders.values() if each.is_retained)
        return tuple(dict.fromkeys(kept))

    def make(self, change: ResourceChange, needed: frozenset[str]) -> Iterator[Problem]:
        """Take the names of what is made or renamed; yield why one cannot be taken.

        Args:
            change: What happens to the resource.
            needed: The ids of the stacks that are always deployed before.
        """
        if change.after is None:
            return
        old = set(physical_names(change.before)) if change.before else set()
        for name in physical_names(change.after):
            if change.made is not None or name not in old:
                yield from self._take(change, change.after, name, needed)

    def clean_up(self, change: ResourceChange, *, is_retained: bool) -> None:
        """Free the names of what is deleted or renamed; keep those of what stays without a stack.

        Args:
            change: What happened to the resource.
            is_retained: Whether it stays in the account although it has left its stack.
        """
        before = change.before
        if before is None:
            return
        kept = set(physical_names(change.after)) if change.after and not change.left else set()
        for name in set(physical_names(before)) - kept:
            if name not in self._holders or self._holders[name].resource is not before:
                continue
            if is_retained:
                self._holders[name] = _Holder(before, is_retained=True)
            else:
                del self._holders[name]
                self._freed[name] = before

    def _take(
        self, change: ResourceChange, made: Resource, name: PhysicalName, needed: frozenset[str]
    ) -> Iterator[Problem]:
        holder = self._holders.get(name)
        if holder is None:
            self._holders[name] = _Holder(made, is_retained=False)
            self._stacks[name.type].add(made.stack.name)
            yield from self._after_another(made, name, needed)
            return
        if change.is_replaced and holder.resource is change.before:
            rules = resource_type(made.type)
            if rules is not None and rules.is_deleted_first:
                self._holders[name] = _Holder(made, is_retained=False)
            else:
                yield must_be_renamed(made, name, change.properties)
        elif holder.is_retained and self._imports_existing and is_importable(made):
            self._holders[name] = _Holder(made, is_retained=False)
            self.imported.add(made)
        elif holder.is_retained:
            yield is_retained(made, name)
        elif why := _uncertain(change, holder.resource):
            yield may_be_taken(made, name, why)
        else:
            yield is_taken(made, name, holder.resource)

    def _after_another(
        self, made: Resource, name: PhysicalName, needed: frozenset[str]
    ) -> Iterator[Problem]:
        """Yield what speaks against a name that is free now."""
        previous = self._freed.get(name)
        if previous is not None:
            if previous.type == _QUEUE:
                yield queue_just_deleted(made, name, previous.stack.name)
            elif previous.stack.id not in needed:
                yield just_freed(made, name, previous.stack.name)
        elif name.is_open and self._is_news(made, name):
            yield may_be_taken(made, name, "its template does not decide its name")

    def _is_news(self, made: Resource, name: PhysicalName) -> bool:
        """Say whether other stacks have such names, and nobody has been told of this stack yet.

        A template may name hundreds of resources in the same way; one of them is enough to say.
        """
        case = (made.stack, name.type)
        if case in self._told or not self._stacks[name.type] - {made.stack.name}:
            return False
        self._told.add(case)
        return True


def _uncertain(change: ResourceChange, holder: Resource) -> str:
    """Say why one of two resources with the same name may not exist."""
    if change.unknown:
        return change.unknown
    if holder.condition_holds is None:
        return f"the condition {holder.condition} of {holder.logical_id} is not decided"
    return ""
