"""A stack of an assembly."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tocsin.assembly.environment import Environment
    from tocsin.assembly.resolution import ResolvedValue, StackResolver


@dataclass(frozen=True, kw_only=True, eq=False)
class Stack:
    """A stack as it will be deployed. Two are equal only if they are the same one.

    Attributes:
        name: Its name; for a bare template that of the file, for a nested stack the parent's and
            the logical id.
        resolver: What its names mean.
        parent: The stack it is nested in.
        tags: Tags that CloudFormation puts on every resource of it.
    """

    name: str
    resolver: StackResolver = field(repr=False)
    parent: Stack | None = None
    tags: Mapping[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> Environment:
        """The account and the Region it is deployed to."""
        return self.resolver.environment

    @property
    def parameter_names(self) -> tuple[str, ...]:
        """The parameters that its template declares."""
        return tuple(self.resolver.template.parameters)

    @property
    def account(self) -> str | None:
        """Its account, if known."""
        return self.environment.account

    @property
    def region(self) -> str | None:
        """Its Region, if known."""
        return self.environment.region

    @property
    def template_path(self) -> Path:
        """The file its template was read from."""
        return self.resolver.template.document.path

    @cached_property
    def outputs(self) -> Mapping[str, ResolvedValue]:
        """Its outputs by logical id."""
        return {
            logical_id: self.resolver.output(logical_id)
            for logical_id, output in self.resolver.template.outputs.items()
            if self.resolver.holds(output.get("Condition")) is not False
        }
