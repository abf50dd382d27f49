"""Finds the resource behind an ARN or a reference."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from tocsin.assembly.reference import Reference

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tocsin.assembly.resource import Resource
    from tocsin.assembly.stack import Stack


@dataclass(frozen=True, kw_only=True, eq=False)
class ResourceIndex:
    """The resources of an assembly by physical identity.

    Attributes:
        stacks: The stacks of the assembly.
    """

    stacks: tuple[Stack, ...]

    def find(self, value: object, stack: Stack | None = None) -> Resource | None:
        """Give the resource that a value refers to, or None if the assembly has none such.

        Args:
            value: A reference, or the text of an ARN or another identity.
            stack: Where the value is; a text such as `${Topic}` has a meaning only in its stack.
        """
        if isinstance(value, Reference):
            return value.resource
        if not isinstance(value, str):
            return None
        local = stack.identities.get(value) if stack is not None else None
        return local or self._named.get(value)

    @cached_property
    def _named(self) -> Mapping[str, Resource]:
        """Resources whose name the template decides, by identity: it holds in all stacks."""
        return {
            text: resource
            for stack in reversed(self.stacks)
            for text, resource in stack.identities.items()
            if resource.is_named
        }
