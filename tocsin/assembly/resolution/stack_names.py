"""What resolving a value needs to know of the stack that the value stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tocsin.assembly.resolution.memory import ResolutionMemory
    from tocsin.assembly.resolution.resolved_value import ResolvedValue


class StackNames(Protocol):
    """The names of one stack, and what each of them means."""

    @property
    def memory(self) -> ResolutionMemory:
        """What is shared with the other stacks while all of them are resolved."""

    @property
    def mappings(self) -> Mapping[str, Mapping[str, object]]:
        """The look-up tables of the template by name."""

    def reference(self, name: str) -> ResolvedValue:
        """Give what `Ref` of a parameter or a resource gives."""

    def attribute(self, logical_id: str, attribute: str) -> ResolvedValue:
        """Give what `Fn::GetAtt` gives."""

    def condition(self, name: str) -> ResolvedValue:
        """Give a condition's value: True, False, or None if it cannot be decided."""

    def imported(self, export_name: str) -> ResolvedValue | None:
        """Give what another stack exports under a name; None if no stack does."""
