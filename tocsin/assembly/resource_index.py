"""The resources of an assembly, found by what refers to them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from tocsin.assembly.resolution import Reference
from tocsin.assembly.resource import Resource

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tocsin.assembly.resolution import DeclaredResource
    from tocsin.assembly.stack import Stack


@dataclass(frozen=True, kw_only=True, eq=False)
class ResourceIndex:
    """Finds the resource behind an ARN or a reference.

    Attributes:
        stacks: The stacks of the assembly.
    """

    stacks: tuple[Stack, ...]

    @cached_property
    def resources(self) -> tuple[Resource, ...]:
        """The resources that are deployed, in the order of the templates."""
        return tuple(self._declared.values())

    def of_stack(self, stack: Stack) -> dict[str, Resource]:
        """Give the resources of a stack by logical id."""
        declared = stack.resolver.resources.items()
        return {logical_id: self._declared[resource] for logical_id, resource in declared}

    def find(self, value: object, stack: Stack | None = None) -> Resource | None:
        """Give the resource that a value refers to, or None if the assembly has none such.

        Args:
            value: A reference, or the text of an ARN or another identity.
            stack: Where the value is; a text such as `${Topic}` has a meaning only in its stack.
        """
        if isinstance(value, Reference):
            return self._declared.get(value.resource)
        if not isinstance(value, str):
            return None
        local = self._local[stack].get(value) if stack is not None else None
        return local or self._named.get(value)

    @cached_property
    def _declared(self) -> Mapping[DeclaredResource, Resource]:
        return {
            declared: Resource(declared=declared, stack=stack)
            for stack in self.stacks
            for declared in stack.resolver.resources.values()
        }

    @cached_property
    def _local(self) -> Mapping[Stack, Mapping[str, Resource]]:
        """The resources of each stack by every text that identifies one there."""
        by_stack: dict[Stack, dict[str, Resource]] = {stack: {} for stack in self.stacks}
        for resource in self.resources:
            by_stack[resource.stack].update(dict.fromkeys(resource.identities, resource))
        return by_stack

    @cached_property
    def _named(self) -> Mapping[str, Resource]:
        """Resources whose name the template decides, by identity: it holds in all stacks."""
        return {
            text: resource
            for stack in reversed(self.stacks)
            for text, resource in self._local[stack].items()
            if resource.is_named
        }
