"""A stack of an assembly."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tocsin.assembly.environment import Environment
    from tocsin.assembly.resource import Resource
    from tocsin.assembly.scope import Scope
    from tocsin.assembly.unresolved import Outcome


@dataclass(frozen=True, kw_only=True, eq=False)
class Stack:
    """A stack as it will be deployed.

    Attributes:
        name: Its name; for a bare template that of the file, for a nested stack the parent's and
            the logical id.
        scope: The names it knows.
        parent: The stack it is nested in.
        tags: Tags that CloudFormation puts on every resource of it.
    """

    name: str
    scope: Scope = field(repr=False)
    parent: Stack | None = None
    tags: Mapping[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> Environment:
        """The account and the Region it is deployed to."""
        return self.scope.environment

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
        return self.scope.template.document.path

    @property
    def template(self) -> Mapping[str, object]:
        """Its template as written."""
        return self.scope.template.raw

    @property
    def resources(self) -> Mapping[str, Resource]:
        """Its resources by logical id, without those whose condition is false."""
        return self.scope.resources

    @cached_property
    def outputs(self) -> Mapping[str, Outcome]:
        """Its outputs by logical id."""
        return {
            logical_id: self.scope.output(logical_id)
            for logical_id, output in self.scope.template.outputs.items()
            if self.scope.holds(output.get("Condition")) is not False
        }

    @cached_property
    def identities(self) -> Mapping[str, Resource]:
        """Its resources by every text that identifies one: `Ref`, ARN, also with an open name."""
        return {
            text: resource
            for resource in self.resources.values()
            for text in resource.identity_texts()
        }
