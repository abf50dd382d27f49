"""Finds the resource that a location is in, in either of the two assemblies."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tocsin.assembly import Assembly, Resource, Stack
    from tocsin.diagnostics import Location

_RESOURCES = "Resources"
_KEYS_OF_A_RESOURCE = 2


@dataclass(frozen=True, kw_only=True, eq=False)
class Places:
    """The resources of an assembly by the place of their templates.

    Attributes:
        assembly: The assembly.
    """

    assembly: Assembly

    def resource(self, where: Location) -> Resource | None:
        """Return the resource that a location is in, or None."""
        path = where.key_path
        if len(path) < _KEYS_OF_A_RESOURCE or path[0] != _RESOURCES:
            return None
        return self._resources.get((where.source, str(path[1])))

    def stack(self, where: Location) -> Stack | None:
        """Return the stack whose template a location is in, or None."""
        return self._stacks.get(where.source)

    @cached_property
    def _resources(self) -> Mapping[tuple[str, str], Resource]:
        found: dict[tuple[str, str], Resource] = {}
        for resource in self.assembly.resources():
            key = str(resource.stack.template_path), resource.logical_id
            found.setdefault(key, resource)
        return found

    @cached_property
    def _stacks(self) -> Mapping[str, Stack]:
        return {str(stack.template_path): stack for stack in reversed(self.assembly.stacks)}
